"""Shapes from GeoPackages and zipped Shapefiles, unpacked under names of our own and read by GDAL."""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from pathlib import Path

import pyogrio
import pyogrio.errors
import pyogrio.raw
import shapely

from gis.errors import AmbiguousError, UploadError
from gis.files import refuse_bomb, refuse_computed
from gis.footprint.raw import RawShapes
from gis.words import say

MOST_ENTRIES = 200
MOST_UNPACKED_BYTES = 200_000_000
"""A zipped Shapefile of 50 MB holds less; beyond, the archive is a bomb or a mistake."""
MOST_FEATURES = 100_000
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_CHUNK = 1 << 20


def read_geopackage(content: bytes, *, layer: str = "") -> RawShapes:
    """Read one layer of a GeoPackage; the only one with shapes when none is named.

    Raises
    ------
    UploadError
        When the file cannot be read.
    AmbiguousError
        When it has several layers and none is named.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.gpkg"
        path.write_bytes(content)
        refuse_computed(path, name=path.suffix)
        return _read(path, layer)


def read_zipped_shapefile(content: bytes, *, layer: str = "") -> RawShapes:
    """Read the one Shapefile of an archive.

    Raises
    ------
    UploadError
        When the archive is broken, holds no Shapefile, or unpacks to more than 200 MB.
    AmbiguousError
        When it holds several and none is named.
    """
    try:
        refuse_bomb(io.BytesIO(content))
        with zipfile.ZipFile(io.BytesIO(content)) as archive, tempfile.TemporaryDirectory() as folder:
            chosen = _shapefile(archive, layer)
            left = MOST_UNPACKED_BYTES
            for suffix, entry in _siblings(archive, chosen).items():
                left -= _unpack(archive, entry, Path(folder) / f"upload{suffix}", left)
            return _read(Path(folder) / "upload.shp", "")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        msg = say("footprint.broken_zip", reason=type(error).__name__)
        raise UploadError(msg) from error


def _shapefile(archive: zipfile.ZipFile, layer: str) -> str:
    names = archive.namelist()
    if len(names) > MOST_ENTRIES:
        msg = say("footprint.zip_bomb", megabytes=MOST_UNPACKED_BYTES // 1_000_000)
        raise UploadError(msg)
    found = sorted(name for name in names if name.lower().endswith(".shp") and "__MACOSX" not in name)
    chosen = [name for name in found if Path(name).stem == layer] if layer else found
    if len(chosen) == 1:
        return chosen[0]
    if not found:
        msg = say("footprint.no_shapefile")
        raise UploadError(msg)
    raise _several(tuple(Path(name).stem for name in found))


def _siblings(archive: zipfile.ZipFile, chosen: str) -> dict[str, str]:
    stem = chosen[: -len(".shp")]
    wanted = {(stem + suffix).lower(): suffix for suffix in _PARTS}
    return {wanted[name.lower()]: name for name in archive.namelist() if name.lower() in wanted}


def _unpack(archive: zipfile.ZipFile, entry: str, target: Path, most: int) -> int:
    # Counted while it is unpacked: what an archive says of its own size may be a lie.
    size = 0
    with archive.open(entry) as source, target.open("wb") as sink:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > most:
                msg = say("footprint.zip_bomb", megabytes=MOST_UNPACKED_BYTES // 1_000_000)
                raise UploadError(msg)
            sink.write(chunk)
    return size


def _read(path: Path, layer: str) -> RawShapes:
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        if (layer and layer not in layers) or (not layer and len(layers) > 1):
            raise _several(tuple(layers))
        if not layers:
            msg = say("footprint.no_polygon")
            raise UploadError(msg)
        chosen = layer or layers[0]
        meta, _, shapes, _ = pyogrio.raw.read(path, layer=chosen, columns=[], max_features=MOST_FEATURES + 1)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        msg = say("footprint.unreadable", reason=type(error).__name__)
        raise UploadError(msg) from error
    if len(shapes) > MOST_FEATURES:
        msg = say("footprint.too_many", count=MOST_FEATURES)
        raise UploadError(msg)
    name = "" if path.suffix == ".shp" else chosen
    return RawShapes(shapely.from_wkb(shapes, on_invalid="ignore"), str(meta["crs"] or ""), name)


def _several(choices: tuple[str, ...]) -> AmbiguousError:
    return AmbiguousError(say("footprint.several_layers", choices=", ".join(choices)), choices)
