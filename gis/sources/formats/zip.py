"""Vector files that services publish whole: shapefiles in a zip, GeoPackages, GeoJSON."""

from __future__ import annotations

import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyogrio
import pyogrio.errors

from gis.crs import LAMBERT93, between
from gis.errors import ServiceError
from gis.sources.frames import plain
from gis.sources.reprojection import reprojected
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gis.sources.place import Box

SIDECARS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
LARGEST_MEMBER = 3_000_000_000
"""Bytes that one member may unpack to: beyond it the archive is a trap."""


def read_shapefile(
    archive: Path, *, to: str, words: Sequence[str], default_crs: str = LAMBERT93, box: Box | None = None
) -> gpd.GeoDataFrame:
    """Return the first shapefile of a zip whose name holds one of `words`, in the system `to`.

    Parameters
    ----------
    words : Sequence[str]
        Parts of names in lower case without accents, the likeliest first; none takes the first shapefile.
    default_crs : str
        CRS when the shapefile has no `.prj`.
    box : Box, optional
        Read only what meets it; in metres of `to`.

    Raises
    ------
    ServiceError
        When the zip is broken, or holds no such shapefile.
    """
    if box is not None:
        # Out of a national file few are wanted: GDAL goes through the zip, and nothing is unpacked to disk.
        return read_vector(_inside(archive, words), to=to, default_crs=default_crs, box=box)
    with unpacked_shapefile(archive, words=words) as target:
        return read_vector(target, to=to, default_crs=default_crs)


@contextmanager
def unpacked_shapefile(archive: Path, *, words: Sequence[str]) -> Iterator[Path]:
    """Unpack one shapefile of a zip under a name of our own; see `read_shapefile`."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(archive) as opened:
                target = _unpack(opened, _chosen(opened, words), Path(folder))
        except (zipfile.BadZipFile, OSError) as error:
            msg = sentence("sources.file_unreadable", file=archive.name, reason=error)
            raise ServiceError(msg) from error
        yield target


def shapefile_names(archive: Path) -> list[str]:
    """Return the names of the shapefiles of a zip, without folders and endings."""
    try:
        with zipfile.ZipFile(archive) as opened:
            return sorted(PurePosixPath(name).stem for name in _shapefiles(opened))
    except zipfile.BadZipFile as error:
        msg = sentence("sources.file_unreadable", file=archive.name, reason=error)
        raise ServiceError(msg) from error


def read_vector(
    path: Path | str, *, to: str, default_crs: str | None = None, box: Box | None = None, **options: Any
) -> gpd.GeoDataFrame:
    """Return a vector file in the system `to`, its geometries flat; with a box in it, only what meets that.

    Parameters
    ----------
    path : Path or str
        The file; a text is one of GDAL's own addresses, such as `/vsizip/`.

    Raises
    ------
    ServiceError
        When it cannot be read, or has no CRS and none is given.
    """
    try:
        own = pyogrio.read_info(path)["crs"] or default_crs
        if box is not None and own is not None:
            # The CRS is not the same in every edition, so the box is turned into the file's own.
            options["bbox"] = between(to, own).transform_bounds(*box)
        frame = gpd.read_file(path, **options)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, OSError, ValueError) as error:
        msg = sentence("sources.file_unreadable", file=_file_name(path), reason=error)
        raise ServiceError(msg) from error
    crs = frame.crs.to_wkt() if frame.crs is not None else default_crs
    if crs is None:
        msg = sentence("sources.file_without_crs", file=_file_name(path))
        raise ServiceError(msg)
    shapes = frame.geometry.force_2d().to_numpy()
    return frame.set_geometry(reprojected(shapes, crs=crs, to=to), crs=to)


def _inside(archive: Path, words: Sequence[str]) -> str:
    """Return the address by which GDAL reads a shapefile inside a zip whose parts are sound."""
    try:
        with zipfile.ZipFile(archive) as opened:
            member = _chosen(opened, words)
            _refuse_traps(opened)
    except (zipfile.BadZipFile, OSError) as error:
        msg = sentence("sources.file_unreadable", file=archive.name, reason=error)
        raise ServiceError(msg) from error
    return f"/vsizip/{{{archive}}}/{member}"


def _file_name(path: Path | str) -> str:
    return PurePosixPath(path).name


def _chosen(opened: zipfile.ZipFile, words: Sequence[str]) -> str:
    names = _shapefiles(opened)
    for word in words or ("",):
        # The whole name goes before a part of it: PARCELLE is not BORNE_PARCELLE.
        for name in sorted(names, key=lambda name: plain(PurePosixPath(name).stem) != word):
            if word in plain(PurePosixPath(name).stem):
                return name
    msg = sentence("sources.file_unreadable", file=opened.filename, reason=f"{' / '.join(words)}.shp")
    raise ServiceError(msg)


def _shapefiles(opened: zipfile.ZipFile) -> list[str]:
    names = (item.filename for item in opened.infolist())
    return [name for name in names if name.lower().endswith(".shp") and "__MACOSX" not in name]


def _unpack(opened: zipfile.ZipFile, member: str, folder: Path) -> Path:
    _refuse_traps(opened)
    stem = member[: -len(".shp")].lower()
    for item in opened.infolist():
        suffix = PurePosixPath(item.filename).suffix.lower()
        if item.filename.lower() == stem + suffix and suffix in SIDECARS:
            with opened.open(item) as packed, (folder / f"layer{suffix}").open("wb") as body:
                while chunk := packed.read(1 << 20):
                    body.write(chunk)
    return folder / "layer.shp"


def _refuse_traps(opened: zipfile.ZipFile) -> None:
    for item in opened.infolist():
        if item.file_size > LARGEST_MEMBER and PurePosixPath(item.filename).suffix.lower() in SIDECARS:
            msg = sentence("sources.too_large", url=item.filename, limit=LARGEST_MEMBER // 1_000_000)
            raise ServiceError(msg)
