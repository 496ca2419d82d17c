"""The one file that is meant in a zip without Shapefile: a download of GBIF, a GeoPackage on its way."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from gis.errors import AmbiguousError
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = (".gpkg", ".geojson", ".json", ".fgb", ".kml", ".gpx", ".csv", ".tsv", ".txt")
RECORDS = "occurrence.txt"
"""Records of a Darwin Core archive, https://dwc.tdwg.org/text"""
MOST_BYTES = 1_000_000_000


@contextmanager
def only_member(path: Path, layer: str = "") -> Iterator[tuple[Path, str]]:
    """Unpack the one file of a zip that holds features, or that of a name; return what of the name is left.

    Raises
    ------
    AmbiguousError
        When there are several.
    ValueError
        When there is none, or it unpacks to more than an archive should.
    OSError
        When the zip is broken.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(path) as opened:
                member = _chosen(opened, layer)
                target = Path(folder) / f"member{PurePosixPath(member.filename).suffix.lower()}"
                with opened.open(member) as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise OSError(str(error)) from error
        yield target, "" if PurePosixPath(member.filename).name == layer else layer


def _chosen(opened: zipfile.ZipFile, layer: str) -> zipfile.ZipInfo:
    found = [item for item in opened.infolist() if item.filename.lower().endswith(ENDINGS)]
    found = [item for item in found if PurePosixPath(item.filename).name in {RECORDS, layer}] or found
    if not found:
        raise ValueError(say("imports.nothing_inside"))
    if len(found) > 1:
        names = tuple(PurePosixPath(item.filename).name for item in found)
        raise AmbiguousError(say("imports.several_layers", layers=", ".join(names)), names)
    if found[0].file_size > MOST_BYTES:
        raise ValueError(say("imports.too_large", file=found[0].filename, limit=MOST_BYTES // 1_000_000))
    return found[0]
