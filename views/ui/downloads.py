"""The one button that gives a file, made only when someone takes it."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from gis.export.formats import file_name
from gis.words import language, use_language
from views.http.media_types import media_type
from views.ui.as_text import as_text

if TYPE_CHECKING:
    from collections.abc import Callable

ICONS = {"csv": "table", "json": "data_object", "pdf": "picture_as_pdf", "xlsx": "table", "gpkg": "layers"}


def download_button(
    label: str,
    write: Callable[[], str | bytes],
    *,
    extension: str,
    stem: tuple[str, ...],
    key: str,
    icon: str = "",
    first: bool = False,
    about: str | None = None,
) -> None:
    """Show a button that makes a file when it is pressed, in the language of the page.

    Parameters
    ----------
    stem : tuple of str
        What the file is called, piece by piece, without its extension.
    first : bool
        Whether it is the file that most people want.
    about : str, optional
        What it is for, as a tooltip.
    """
    st.download_button(
        as_text(label),
        partial(_made, write, language()),
        file_name=file_name(*stem, extension=extension),
        mime=media_type(extension),
        key=key,
        icon=f":material/{icon or ICONS.get(extension, 'download')}:",
        on_click="ignore",
        type="primary" if first else "secondary",
        help=as_text(about) if about else None,
    )


def _made(write: Callable[[], str | bytes], spoken: str) -> str | bytes:
    # In a thread that does not know the visitor's language.
    with use_language(spoken):
        return write()


def through_file(extension: str, write: Callable[[Path], object]) -> bytes:
    """Return what a writer writes to a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{extension}"
        write(path)
        return path.read_bytes()
