"""The files of a dossier, made only when someone takes one."""

from __future__ import annotations

import json
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from gis.export.dossier import dossier_document, write_dossier_gpkg, write_dossier_xlsx, write_sheet
from gis.export.formats import file_name
from gis.words import language, say, use_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.dossier import Dossier
    from gis.territory import Territory

TYPES = {
    "pdf": "application/pdf",
    "gpkg": "application/geopackage+sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
}
ICONS = {"pdf": "picture_as_pdf", "gpkg": "layers", "xlsx": "table", "json": "data_object"}
NAMES = {
    "pdf": "PDF",
    "gpkg": "GeoPackage",
    "xlsx": "XLSX",
    "json": "JSON",
    "csv": "CSV",
    "parquet": "GeoParquet",
}


def show_downloads(territory: Territory, dossier: Dossier, *, link: str) -> None:
    """Show one button for each kind of file."""
    writers: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: write_sheet(dossier, territory, link=link),
        "gpkg": partial(through_file, "gpkg", partial(write_dossier_gpkg, territory, dossier)),
        "xlsx": partial(through_file, "xlsx", partial(write_dossier_xlsx, dossier)),
        "json": lambda: json.dumps(dossier_document(dossier), ensure_ascii=False).encode(),
    }
    stem = (
        territory.name,
        dossier.subject.reference if dossier.subject.kind == "parcel" else dossier.subject.id,
    )
    with st.container(horizontal=True, gap="small", key="parcels_files"):
        for kind, write in writers.items():
            button(kind, write, stem=stem, key=f"dossier_{kind}", first=kind == "pdf")


def button(
    kind: str, write: Callable[[], bytes], *, stem: tuple[str, ...], key: str, first: bool = False
) -> None:
    """Show a button that makes a file when it is pressed, in the language of the page."""
    spoken = language()

    def make() -> bytes:
        with use_language(spoken):
            return write()

    st.download_button(
        NAMES[kind],
        make,
        file_name=file_name(*stem, extension=kind),
        mime=TYPES[kind],
        key=f"parcels_{key}",
        icon=f":material/{ICONS.get(kind, 'download')}:",
        on_click="ignore",
        type="primary" if first else "secondary",
        help=say(f"parcels_page.file_{kind}"),
    )


def through_file(extension: str, write: Callable[[Path], object]) -> bytes:
    """Return what a writer writes to a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{extension}"
        write(path)
        return path.read_bytes()
