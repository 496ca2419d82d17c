"""What pages about figures share: choices that outlive a change of language, plain tables, files to take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.export.formats import file_name
from gis.words import language, use_language
from views.ui.html import tag, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MIMES = {"pdf": "application/pdf", "csv": "text/csv", "json": "application/json"}
LONG = 45
"""Longer values take a line of their own."""
ICONS = {"pdf": "picture_as_pdf", "csv": "table", "json": "data_object"}


def select(label: str, options: Sequence[Any], *, key: str, words: Callable[[Any], str]) -> Any:
    """Let people choose one of several; the choice stays when the language or the tab changes."""
    widget = f"{key}_{language()}"
    if st.session_state.get(widget) not in options:
        kept = st.session_state.get(key)
        st.session_state[widget] = kept if kept in options else options[0]
    chosen = st.selectbox(label, options, format_func=words, key=widget)
    st.session_state[key] = chosen
    return chosen


def choose(key: str, value: Any) -> None:
    """Choose for people, before the box of that key is shown in this run."""
    st.session_state[key] = value
    st.session_state[f"{key}_{language()}"] = value


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str, told: bool = False) -> str:
    """Return an HTML table of cells that are HTML already; its first column names its rows.

    The caption is for screen readers alone, unless it is `told`: a title often stands above.
    """
    first, *others = heads
    head = tag("tr", tag("th", first, scope="col"), *(tag("th", cell, scope="col") for cell in others))
    body = [
        tag("tr", tag("th", title, scope="row"), *(tag("td", cell) for cell in cells))
        for title, *cells in rows
    ]
    name = tag("caption", text(caption), cls="nature-told" if told else "nature-unseen")
    whole = tag("table", name, tag("thead", head), tag("tbody", *body), cls="nature-table")
    return tag("div", whole, cls="nature-scroll", tabindex="0", role="region", aria_label=caption)


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names and values as a grid of figures."""
    made = (
        tag(
            "div",
            tag("dt", text(name)),
            tag("dd", text(value)),
            cls="nature-long" if len(value) > LONG else "",
        )
        for name, value in pairs
    )
    return tag("dl", *made, cls="nature-facts")


def notes(told: Iterable[str]) -> str:
    """Return sentences to know before reading figures, as a quiet list."""
    return tag("ul", *(tag("li", text(line)) for line in dict.fromkeys(told)), cls="nature-notes")


def heading(words: str, *, level: int = 2) -> None:
    """Show the title of a section."""
    st.html(tag(f"h{level}", text(words), cls=f"nature-h{level}"))


def take(
    label: str, write: Callable[[], bytes], *, kind: str, stem: tuple[str, ...], key: str, first: bool = False
) -> None:
    """Show a button that makes a file when it is pressed, in the language of the page."""
    spoken = language()

    def make() -> bytes:
        with use_language(spoken):
            return write()

    st.download_button(
        label,
        make,
        file_name=file_name(*stem, extension=kind),
        mime=MIMES[kind],
        key=key,
        icon=f":material/{ICONS[kind]}:",
        on_click="ignore",
        type="primary" if first else "secondary",
    )
