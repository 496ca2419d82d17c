"""Files that people bring, told apart by what they hold and never by their name alone."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import geopandas as gpd
import pandas as pd
import pyogrio
import pyogrio.errors
import pyproj
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from pyproj.exceptions import CRSError as ProjError

from gis.crs import Projection, system_name
from gis.errors import AmbiguousError, CRSError, ServiceError, UploadError
from gis.files import refuse_bomb, refuse_computed
from gis.geometry import bearable
from gis.imports.members import only_member
from gis.imports.tables import MOST_COLUMNS, read_sheet
from gis.sources import plain, reprojected, shapefile_names, unpacked_shapefile
from gis.text import without_folders
from gis.words import number, say

if TYPE_CHECKING:
    from gis.territory import Kind

MOST_BYTES = 300_000_000
HEAD_BYTES = 512
MOST_DEEP = 100
"""Elements of XML inside one another; GDAL goes after more until the process ends."""
GPX_LAYERS: dict[Kind, tuple[str, ...]] = {
    "point": ("waypoints",),
    "line": ("tracks", "routes"),
    "polygon": (),
    "mixed": ("tracks", "routes", "waypoints"),
}
SUFFIXES = {"geopackage": ".gpkg", "flatgeobuf": ".fgb", "geojson": ".geojson", "kml": ".kml", "gpx": ".gpx"}
SIGNS = {
    b"PK": "zip",
    b"SQLite format 3": "geopackage",
    b"fgb": "flatgeobuf",
    b"\x00\x00\x27\x0a": "shapefile",
}
"""First bytes of the forms that are not text."""
BROKEN = (
    zipfile.BadZipFile,
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    ServiceError,
    ValueError,
    OSError,
)


def read_file(
    path: Path, projection: Projection, *, kind: Kind, crs: str = "", layer: str = ""
) -> gpd.GeoDataFrame:
    """Return the features of a file in a legal system, heights dropped; the index counts its rows from 1.

    Parameters
    ----------
    projection : Projection
        The territory's legal system.
    kind : Kind
        Geometries that are wanted: a GPX file holds both lines and points.
    crs : str
        System of the coordinates where the file does not say it; it takes the place of what the file says.
    layer : str
        Layer of a file that has several.

    Raises
    ------
    UploadError
        When the file cannot be read.
    CRSError
        When neither the file nor `crs` names its coordinate system.
    AmbiguousError
        When it has several layers and none is named.
    BudgetError
        When its shapes are more than can be worked on.
    """
    _refuse_size(path)
    form = form_of(path)
    try:
        frame = _read(path, form, kind, layer)
    except BROKEN as error:
        msg = say("imports.unreadable", file=path.name, reason=without_folders(str(error)).partition(";")[0])
        raise UploadError(msg) from error
    declared = crs or (frame.crs.to_wkt() if frame.crs is not None else "")
    if not declared:
        plausible = ", ".join(map(system_name, projection.plausible))
        msg = say("imports.no_crs", file=path.name, plausible=plausible, legal=projection.crs)
        raise CRSError(msg)
    declared = _known_crs(declared, projection)
    flat = bearable(frame.geometry.force_2d().to_numpy())
    shapes = reprojected(flat, crs=declared, to=projection.crs)
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name)).apply(_as_scalars)
    rows = pd.RangeIndex(1, len(table) + 1)
    geometry = gpd.GeoSeries(shapes, index=rows, crs=projection.crs)
    return gpd.GeoDataFrame(table.set_axis(rows), geometry=geometry)


def form_of(path: Path) -> str:
    """Return what a file is: a key of `SUFFIXES`, `zip`, `shapefile`, or `sheet` for a table of texts.

    Raises
    ------
    UploadError
        When the file is not there, or holds nothing.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        msg = say("imports.unreadable", file=path.name, reason=error.strerror or error)
        raise UploadError(msg) from error
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    for sign, form in SIGNS.items():
        if head.startswith(sign):
            return form
    if not start:
        msg = say("imports.unreadable", file=path.name, reason=say("imports.nothing_inside"))
        raise UploadError(msg)
    if start.startswith((b"{", b"[")):
        return "geojson"
    return _xml_form(path) if start.startswith(b"<") else "sheet"


def _read(path: Path, form: str, kind: Kind, layer: str) -> gpd.GeoDataFrame:
    if form == "zip":
        with path.open("rb") as stream:
            refuse_bomb(stream)
    if form == "zip" and not shapefile_names(path):
        with only_member(path, layer) as (target, inner):
            return _read(target, form_of(target), kind, inner)
    if form == "zip":
        words = () if len(names := shapefile_names(path)) == 1 else (plain(_chosen(names, layer)),)
        with unpacked_shapefile(path, words=words) as target:
            return _narrow(target)
    if form == "shapefile":
        return _narrow(path)
    if form == "sheet":
        return read_sheet(path)
    # GDAL also goes by the ending of the name, which people may have changed.
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / f"brought{SUFFIXES[form]}"
        shutil.copyfile(path, named)
        if form == "geopackage":
            refuse_computed(named, name=path.name)
        return _layers(named, form, kind, layer)


def _layers(path: Path, form: str, kind: Kind, layer: str) -> gpd.GeoDataFrame:
    names = [str(name) for name, geometry in pyogrio.list_layers(path) if geometry is not None]
    if form == "gpx":
        names = [name for name in names if name in GPX_LAYERS[kind]]
    elif layer or (form == "geopackage" and len(names) > 1):
        names = [_chosen(names, layer)]
    parts = [_narrow(path, layer=name, **_options(form)) for name in names]
    filled = [part for part in parts if len(part)]
    if not filled:
        raise ValueError(say("imports.nothing_inside"))
    return pd.concat(filled, ignore_index=True)


def _narrow(path: Path, **options: Any) -> gpd.GeoDataFrame:
    """Read a file that has no more columns than tables have: each of them costs, even where it is empty."""
    about = pyogrio.read_info(path, layer=options.get("layer"))
    if len(about["fields"]) > MOST_COLUMNS:
        raise UploadError(say("limits.columns", most=number(MOST_COLUMNS)))
    return gpd.read_file(path, **options)


def _as_scalars(column: pd.Series) -> pd.Series:
    """Return a column whose values are texts, numbers or yes and no; days and lists become texts."""
    if pd.api.types.is_numeric_dtype(column) or isinstance(column.dtype, pd.StringDtype):
        return column
    return column.map(_as_scalar).astype(object)


def _as_scalar(value: Any) -> Any:
    if isinstance(value, str | bool | int | float):
        return value
    missing = value is None or (pd.api.types.is_scalar(value) and pd.isna(value))
    return None if missing else str(value)


def _options(form: str) -> dict[str, Any]:
    return {"on_invalid": "ignore"} if form in {"geojson", "kml"} else {}


def _chosen(names: list[str], layer: str) -> str:
    if layer in names:
        return layer
    raise AmbiguousError(say("imports.several_layers", layers=", ".join(names)), tuple(names))


def _xml_form(path: Path) -> str:
    try:
        for _, element in iterparse(path, events=("start",), forbid_dtd=True):
            name = str(element.tag).rpartition("}")[2].lower()
            form = name if name in {"kml", "gpx"} else ""
            break
        # Read to the end: entities may stand anywhere.
        depth = 0
        for event, _ in iterparse(path, events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > MOST_DEEP:
                raise UploadError(say("limits.deep", most=MOST_DEEP))
    except (ParseError, DefusedXmlException) as error:
        msg = say("imports.unreadable", file=path.name, reason=type(error).__name__)
        raise UploadError(msg) from error
    if not form:
        msg = say("imports.unknown_form", file=path.name)
        raise UploadError(msg)
    return form


def _known_crs(text: str, projection: Projection) -> str:
    try:
        pyproj.CRS.from_user_input(text)
    except ProjError as error:
        msg = say("imports.wrong_crs", crs=text[:60], legal=projection.crs)
        raise CRSError(msg) from error
    return text


def _refuse_size(path: Path) -> None:
    if path.exists() and path.stat().st_size > MOST_BYTES:
        msg = say("imports.too_large", file=path.name, limit=MOST_BYTES // 1_000_000)
        raise UploadError(msg)
