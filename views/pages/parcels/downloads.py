"""The files of a dossier, made only when someone takes one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.export import DOSSIER, on_page
from gis.words import word
from views.ui.downloads import download_button, through_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.dossier import Dossier
    from gis.export import ExportFormat, WriteDossier
    from gis.territory import Territory


def show_files(territory: Territory, dossier: Dossier, *, link: str) -> None:
    """Show one button for each kind of file."""
    subject = dossier.subject
    stem = (territory.name, subject.reference if subject.kind == "parcel" else subject.id)
    with st.container(horizontal=True, gap="small", key="parcels_files"):
        for item in on_page(DOSSIER):
            write = partial(_written, item, territory, dossier, link)
            named_button(item.extension, write, stem=stem, key=f"dossier_{item.key}", first=item.place == 0)


def named_button(
    kind: str, write: Callable[[], bytes], *, stem: tuple[str, ...], key: str, first: bool = False
) -> None:
    """Show the button of a file that is called by its kind."""
    download_button(
        word(f"export.{kind}", kind.upper()),
        write,
        extension=kind,
        stem=stem,
        key=f"parcels_{key}",
        first=first,
        about=word(f"parcels_page.file_{kind}") or None,
    )


def _written(item: ExportFormat[WriteDossier], territory: Territory, dossier: Dossier, link: str) -> bytes:
    return through_file(item.extension, lambda path: item.write(territory, dossier, path, link))
