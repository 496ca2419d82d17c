"""A layer as a table: its columns in words, a filter, and the files to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import streamlit as st

from gis.export import LAYER, on_page
from gis.territory import memoised
from gis.words import language, number, say
from views.app import shell
from views.http.download import download_url
from views.map.words import column_of
from views.ui.as_text import as_text
from views.ui.html import badge, joined, tag
from views.ui.state import speak
from views.ui.widgets import select

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.territory import Layer, PopupField, Territory, Theme

FIRST_COLUMNS = ("name", "id")
_CHOSEN = "table_layer"
UNITS = {"m": "m", "m2": "m²", "ha": "ha", "km": "km"}
"""Signs of the units of columns; words, years and the like have none."""


@st.fragment
def show_table(territory: Territory) -> None:
    """Let people choose a layer and read it row by row."""
    speak()
    with shell.guarded():
        which, words = st.columns(2)
        with which:
            theme = _choose(territory)
        layer = territory.get(theme.key)
        if layer is None:
            st.info(as_text(say("map_page.table_no_data", layer=theme.title)), icon=":material/help:")
            return
        with words:
            wanted = _wanted()
        _show(territory, layer, wanted)


def _choose(territory: Territory) -> Theme:
    themes = {theme.key: theme for theme in territory}
    words = say("map_page.table_layer")
    key = select(words, list(themes), key=_CHOSEN, words=lambda key: _title(territory, themes[key]))
    return themes[key]


def _title(territory: Territory, theme: Theme) -> str:
    return theme.title if territory.get(theme.key) else say("map_page.table_without", layer=theme.title)


def _wanted() -> str:
    return st.text_input(
        say("map_page.table_filter"),
        placeholder=say("map_page.table_filter_hint"),
        max_chars=100,
        key="table_filter",
    )


def _show(territory: Territory, layer: Layer, wanted: str) -> None:
    st.html(tag("p", badge(layer.status), " ", layer.theme.about, cls="atlas-notice"))
    table = _kept_table(territory, layer)
    shown = filtered(table, wanted)
    st.caption(as_text(say("map_page.table_rows", shown=number(len(shown)), total=number(len(table)))))
    # Before the table: the tabulator key goes from cell to cell in it and does not come out again.
    st.html(_downloads(territory, layer))
    st.dataframe(shown, hide_index=True, placeholder=say("map.unknown"))


@memoised
def _tables(_: Territory) -> dict[tuple[str, str], pd.DataFrame]:
    """Return where the tables of a territory are kept, by layer and language."""
    return {}


def _kept_table(territory: Territory, layer: Layer) -> pd.DataFrame:
    tables = _tables(territory)
    name = (layer.key, language())
    if name not in tables:
        tables[name] = readable_table(layer)
    return tables[name]


def readable_table(layer: Layer) -> pd.DataFrame:
    """Return the rows of a layer without geometry, columns and coded values in words."""
    frame, theme = layer.data, layer.theme
    columns = {say(f"map_page.column_{name}"): frame[name] for name in FIRST_COLUMNS}
    for field in theme.popup:
        name = column_of(field, layer)
        if name in frame:
            columns[_title_of(field)] = _values(frame[name], field, theme)
    if layer.goes_beyond:
        words = np.array([say("map.no"), say("map.yes")], dtype=object)
        columns[say("map_page.column_inside")] = pd.Series(words[layer.inside.astype(int)], frame.index)
    columns[say("map_page.column_status")] = frame["status"].map(lambda status: say(f"status.{status}"))
    columns[say("map_page.column_source")] = frame["source"]
    return pd.DataFrame(columns)


def _title_of(field: PopupField) -> str:
    sign = UNITS.get(field.unit)
    return f"{field.text} ({sign})" if sign else field.text


def _values(column: pd.Series, field: PopupField, theme: Theme) -> pd.Series:
    if field.unit == "yes_no":
        return column.map({True: say("map.yes"), False: say("map.no")}).fillna(say("map.unknown"))
    if field.unit == "words":
        return column.map(theme.value_text, na_action="ignore").fillna(say("map.unknown"))
    return column


def filtered(table: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """Return the rows that hold every word asked for, in any column and any case."""
    words = wanted.casefold().split()
    if not words:
        return table
    lines = table.astype("string").fillna("").agg(" ".join, axis=1).str.casefold()
    keep = pd.Series(data=True, index=table.index)
    for word in words:
        keep &= lines.str.contains(word, regex=False)
    return table[keep]


def _downloads(territory: Territory, layer: Layer) -> Markup:
    query = urlencode({"territory": territory.code, "lang": language()})
    links = (
        tag("a", item.text, href=download_url(layer.key, item.extension, query), download=True)
        for item in on_page(LAYER)
    )
    words = tag("span", say("map_page.table_download"))
    return tag("p", joined((words, *links), " "), cls="atlas-downloads")
