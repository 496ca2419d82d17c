"""The column matcher: which field of a file fills which column of a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.words import language, say
from views.ui.as_text import as_text

if TYPE_CHECKING:
    from gis.imports import Preview
    from gis.territory import Theme

COMMON = ("id", "name", "source_date")
ABREAST = 3


def choose_columns(seen: Preview, key: str) -> dict[str, str]:
    """Return the field of each column, empty where it stays open; the likely one to begin with.

    Parameters
    ----------
    key : str
        Changes with the file and the theme, so that each has choices of its own.
    """
    fields = ["", *seen.fields]
    text = say("data_page.match", matched=len(seen.mapping), columns=len(seen.columns))
    with st.expander(as_text(text), expanded=bool(seen.missing), icon=":material/link:"):
        st.caption(say("data_page.match_help"))
        places = st.columns(ABREAST)
        mapping = {}
        for at, column in enumerate(seen.columns):
            with places[at % ABREAST]:
                mapping[column] = st.selectbox(
                    as_text(_label(column, seen)),
                    fields,
                    index=fields.index(seen.mapping.get(column, "")),
                    format_func=lambda name: _field(name, seen),
                    key=f"data_match_{key}_{column}_{language()}",
                )
    return mapping


def column_text(column: str, theme: Theme) -> str:
    """Return the words of a column; those that have none are called by their name."""
    if column in COMMON:
        return say(f"data_page.match_{column}")
    for item in theme.popup:
        stem = item.column.removesuffix("_*")
        if column in {item.column, f"{stem}_fr", f"{stem}_en"}:
            suffix = column.removeprefix(stem).strip("_") if stem != item.column else ""
            return f"{item.text} ({suffix})" if suffix else item.text
    return column


def _label(column: str, seen: Preview) -> str:
    text = column_text(column, seen.theme)
    return say("data_page.match_required", column=text) if column in seen.missing else text


def _field(name: str, seen: Preview) -> str:
    if not name:
        return say("data_page.match_none")
    samples = ", ".join(seen.fields[name])
    return f"{name} ({samples[:40]})" if samples else name
