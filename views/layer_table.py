"""A layer as a table: its columns in words, a filter, and the files to take away."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from gis.words import language, number, say
from views import shell
from views.map.catalogue import column_of

if TYPE_CHECKING:
    from gis.territory import Layer, Territory
    from gis.themes import PopupField, Theme

FORMATS = {"geojson": "GeoJSON", "gpkg": "GeoPackage", "csv": "CSV"}
FIRST_COLUMNS = ("name", "id")
_CHOSEN = "table_layer"
LAST_COLUMNS = ("status", "source")


@st.fragment
def show_table(territory: Territory) -> None:
    """Let people choose a layer and read it row by row."""
    shell.speak()
    with shell.guarded():
        theme = _choose(territory)
        layer = territory.get(theme.key)
        if layer is None:
            st.info(say("carte.table_no_data", layer=theme.title), icon=":material/help:")
            return
        _show(territory, layer)


def _choose(territory: Territory) -> Theme:
    themes = {theme.key: theme for theme in territory}
    keys = list(themes)
    # A select box keeps the words of its choice in the browser: each language has one of its own.
    key = st.selectbox(
        say("carte.table_layer"),
        keys,
        index=keys.index(st.session_state.get(_CHOSEN, keys[0])),
        format_func=lambda key: _title(territory, themes[key]),
        key=f"{_CHOSEN}_{language()}",
    )
    st.session_state[_CHOSEN] = key
    return themes[key]


def _title(territory: Territory, theme: Theme) -> str:
    return theme.title if territory.get(theme.key) else say("carte.table_without", layer=theme.title)


def _show(territory: Territory, layer: Layer) -> None:
    st.html(f'<p class="atlas-notice">{shell.badge(layer.status)} {html.escape(layer.theme.about)}</p>')
    wanted = st.text_input(
        say("carte.table_filter"),
        placeholder=say("carte.table_filter_hint"),
        max_chars=100,
        key="table_filter",
    )
    table = readable_table(layer)
    shown = filtered(table, wanted)
    st.caption(say("carte.table_rows", shown=number(len(shown)), total=number(len(table))))
    st.dataframe(shown, hide_index=True, height=420, placeholder=say("map.unknown"))
    st.html(_downloads(territory, layer))


def readable_table(layer: Layer) -> pd.DataFrame:
    """Return the rows of a layer without geometry, columns and coded values in words."""
    frame, theme = layer.data, layer.theme
    columns = {say(f"carte.column_{name}"): frame[name] for name in FIRST_COLUMNS}
    for field in theme.popup:
        name = column_of(field, layer)
        if name in frame:
            columns[field.text] = _values(frame[name], field, theme)
    columns[say("carte.column_status")] = frame["status"].map(lambda status: say(f"status.{status}"))
    columns[say("carte.column_source")] = frame["source"]
    return pd.DataFrame(columns)


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


def _downloads(territory: Territory, layer: Layer) -> str:
    query = urlencode({"territory": territory.code, "lang": language()})
    links = " ".join(
        f'<a href="/download/{layer.key}.{extension}?{query}" download>{title}</a>'
        for extension, title in FORMATS.items()
    )
    return f'<p class="atlas-downloads"><span>{html.escape(say("carte.table_download"))}</span> {links}</p>'
