"""Drawn and uploaded shapes: read, checked, mended where that can be done honestly, and said so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError as UnknownCRSError
from pyproj.exceptions import ProjError

from gis.crs import system_name
from gis.errors import CRSError, FootprintError, UploadError
from gis.footprint.read_gdal import read_geopackage, read_zipped_shapefile
from gis.footprint.read_geojson import read_geojson
from gis.footprint.read_kml import read_kml
from gis.geometry import bearable
from gis.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.crs import Projection
    from gis.footprint.raw import RawShapes

MOST_BYTES = 50_000_000
MOST_POINTS = 500_000
LONGEST_NAME = 80
_DEGREES = np.array([180.0, 90.0])
_POLYGON = 3


@dataclass(frozen=True)
class Footprint:
    """A shape from outside, ready for a dossier.

    Attributes
    ----------
    shape : polygon or multi-polygon
        In metres of `projection`, valid, flat.
    name : str
        What its file calls it; empty where it does not.
    notes : tuple of str
        What was changed to make it usable, in the language in use.
    projection : Projection
        The territory's legal system.
    """

    shape: BaseGeometry
    name: str
    notes: tuple[str, ...]
    projection: Projection


def open_footprint(path: Path, projection: Projection, *, crs: str = "", layer: str = "") -> Footprint:
    """Read a file of shapes; see `read_footprint`.

    Raises
    ------
    UploadError
        When the file is not there, or larger than 50 MB; and as in `read_footprint`.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_big()
        return read_footprint(path.read_bytes(), projection, crs=crs, layer=layer)
    except OSError as error:
        msg = say("footprint.no_file", path=path, reason=error.strerror or type(error).__name__)
        raise UploadError(msg) from error


def read_footprint(content: bytes, projection: Projection, *, crs: str = "", layer: str = "") -> Footprint:
    """Read GeoJSON, GeoPackage, KML or a zipped Shapefile, told apart by what they hold.

    All polygons of the file become one shape. Heights are dropped, outlines that cross themselves are
    repaired, and both are said in the notes.

    Parameters
    ----------
    projection : Projection
        The territory's legal system.
    crs : str
        The coordinate reference system of a file that declares none, such as `EPSG:4326`.
    layer : str
        Which layer to take of a file with several.

    Raises
    ------
    UploadError
        When the file is too large, broken, or of another kind.
    AmbiguousError
        When it has several layers and none is named.
    CRSError
        When it does not say in which system its coordinates are, or says an unknown one.
    FootprintError
        When it holds no polygon.
    BudgetError
        When its outlines cross so often that nobody could repair or join them.
    """
    if len(content) > MOST_BYTES:
        raise _too_big()
    raw = _raw(content, layer)
    notes: list[str] = []
    shapes = bearable(_polygons(raw, notes), together=True)
    flat = _project(shapes, _system(raw, shapes, crs, projection), projection)
    shape = _joined(flat, notes)
    name = " ".join(raw.name.split())[:LONGEST_NAME]
    return Footprint(shape, name, tuple(notes), projection)


def _raw(content: bytes, layer: str) -> RawShapes:
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"SQLite format 3\0"):
        return read_geopackage(content, layer=layer)
    if head.startswith(b"PK"):
        return read_zipped_shapefile(content, layer=layer)
    if head.startswith(b"<"):
        return read_kml(content)
    if head.startswith(b"{"):
        return read_geojson(content)
    msg = say("footprint.empty_file" if not head else "footprint.unknown_kind")
    raise UploadError(msg)


def _polygons(raw: RawShapes, notes: list[str]) -> NDArray[np.object_]:
    present = raw.shapes[~shapely.is_missing(raw.shapes)]
    parts = shapely.get_parts(shapely.get_parts(present))
    polygons = parts[(shapely.get_type_id(parts) == _POLYGON) & ~shapely.is_empty(parts)]
    if not len(polygons):
        msg = say("footprint.no_polygon")
        raise FootprintError(msg)
    if shapely.get_num_coordinates(polygons).sum() > MOST_POINTS:
        msg = say("footprint.too_many_points", count=MOST_POINTS)
        raise FootprintError(msg)
    if len(polygons) < len(parts):
        notes.append(say("footprint.others_left_out", count=len(parts) - len(polygons)))
    if shapely.has_z(polygons).any():
        notes.append(say("footprint.flattened"))
    return shapely.force_2d(polygons)


def _system(raw: RawShapes, shapes: NDArray[np.object_], crs: str, projection: Projection) -> CRS:
    points = shapely.get_coordinates(shapes)
    if not np.isfinite(points).all():
        msg = say("footprint.not_finite")
        raise FootprintError(msg)
    in_degrees = bool((np.abs(points) <= _DEGREES).all())
    try:
        declared = CRS.from_user_input(crs or raw.crs) if crs or raw.crs else None
    except UnknownCRSError as error:
        msg = say("footprint.unknown_crs", crs=(crs or raw.crs)[:60], legal=projection.crs)
        raise CRSError(msg) from error
    if declared is None:
        msg = say("footprint.no_crs_degrees") if in_degrees else _no_crs(projection)
        raise CRSError(msg)
    if declared.is_geographic and not in_degrees:
        msg = say("footprint.not_degrees", crs=declared.name, legal=projection.crs)
        raise CRSError(msg)
    return declared


def _project(shapes: NDArray[np.object_], system: CRS, projection: Projection) -> NDArray[np.object_]:
    transformer = Transformer.from_crs(system, projection.crs, always_xy=True)
    try:
        flat = shapely.transform(shapes, transformer.transform, interleaved=False)
    except ProjError as error:
        msg = say("footprint.far_away")
        raise FootprintError(msg) from error
    if not np.isfinite(shapely.get_coordinates(flat)).all():
        msg = say("footprint.far_away")
        raise FootprintError(msg)
    return flat


def _no_crs(projection: Projection) -> str:
    more = ", ".join(map(system_name, projection.plausible[1:]))
    return say("footprint.no_crs_metres", name=projection.label, legal=projection.crs, others=more)


def _joined(shapes: NDArray[np.object_], notes: list[str]) -> BaseGeometry:
    broken = ~shapely.is_valid(shapes)
    if broken.any():
        reason = shapely.is_valid_reason(shapes[broken][0]).partition("[")[0]
        notes.append(say("footprint.repaired", reason=reason))
        shapes = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    shapes = shapes[~shapely.is_empty(shapes)]
    if not len(shapes):
        msg = say("footprint.too_small")
        raise FootprintError(msg)
    if len(shapes) > 1:
        notes.append(say("footprint.joined", count=len(shapes)))
    return shapely.union_all(shapes)


def _too_big() -> UploadError:
    return UploadError(say("footprint.too_big", megabytes=MOST_BYTES // 1_000_000))
