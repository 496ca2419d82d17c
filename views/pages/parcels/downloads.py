"""The files of a dossier, made only when someone takes one."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.export.dossier import dossier_document, write_dossier_gpkg, write_dossier_xlsx, write_sheet
from gis.words import say
from views.ui.downloads import download_button, through_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.dossier import Dossier
    from gis.territory import Territory

NAMES = {
    "pdf": "PDF",
    "gpkg": "GeoPackage",
    "xlsx": "XLSX",
    "json": "JSON",
    "csv": "CSV",
    "parquet": "GeoParquet",
}


def show_files(territory: Territory, dossier: Dossier, *, link: str) -> None:
    """Show one button for each kind of file."""
    writers: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: write_sheet(dossier, territory, link=link),
        "gpkg": partial(through_file, "gpkg", partial(write_dossier_gpkg, territory, dossier)),
        "xlsx": partial(through_file, "xlsx", partial(write_dossier_xlsx, dossier)),
        "json": lambda: json.dumps(dossier_document(dossier), ensure_ascii=False).encode(),
    }
    subject = dossier.subject
    stem = (territory.name, subject.reference if subject.kind == "parcel" else subject.id)
    with st.container(horizontal=True, gap="small", key="parcels_files"):
        for kind, write in writers.items():
            named_button(kind, write, stem=stem, key=f"dossier_{kind}", first=kind == "pdf")


def named_button(
    kind: str, write: Callable[[], bytes], *, stem: tuple[str, ...], key: str, first: bool = False
) -> None:
    """Show the button of a file that is called by its kind."""
    download_button(
        NAMES[kind],
        write,
        extension=kind,
        stem=stem,
        key=f"parcels_{key}",
        first=first,
        about=say(f"parcels_page.file_{kind}"),
    )
