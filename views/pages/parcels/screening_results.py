"""The kept parcels as a table: one row each, one column a theme that has data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from gis.words import language, say
from views.pages.parcels.filter_form import known_themes
from views.pages.parcels.query import ParcelQuery
from views.pages.parcels.state import ONE
from views.ui.as_text import as_text

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.territory import Territory
    from views.pages.parcels.state import ParcelsState

FIGURES = ("share_pct", "length_m", "count")
"""What a column of a theme shows: the first of these that its kind has."""


def show_results(state: ParcelsState, territory: Territory, frame: gpd.GeoDataFrame) -> str:
    """Show the table and return the parcel chosen in it; empty without one."""
    if frame.empty:
        st.info(say("parcels_page.none_kept"), icon=":material/filter_alt_off:")
        return ""
    rows = _selected(result_table(territory, frame))
    if not rows or rows[0] >= len(frame):
        st.caption(say("parcels_page.table_hint"))
        return ""
    chosen = str(frame["id"].iloc[rows[0]])
    reference = frame["reference"].iloc[rows[0]]
    st.button(
        as_text(say("parcels_page.open_dossier", reference=reference)),
        key="screen_open",
        icon=":material/arrow_forward:",
        on_click=_open,
        args=(state, chosen),
    )
    return chosen


def _selected(table: pd.DataFrame) -> list[int]:
    """Show the table and return the rows chosen in it."""
    event = st.dataframe(
        table,
        hide_index=True,
        height=min(420, 38 + 35 * len(table)),
        key=f"screen_table_{language()}",
        on_select="rerun",
        selection_mode="single-row",
        column_config=dict.fromkeys(table.columns[1:], st.column_config.NumberColumn(format="localized")),
        alt=say("parcels_page.table_alt", count=len(table)),
    )
    return list(event["selection"]["rows"])


def result_table(territory: Territory, frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the rows in words: reference, both areas, and the main figure of each theme."""
    columns = {
        say("dossier.col_reference"): frame["reference"],
        say("dossier.col_contenance"): frame["contenance_m2"],
        say("dossier.col_measured"): frame["gis_area_m2"].round(1),
    }
    for key, title in known_themes(territory, frame).items():
        figure = next(name for name in FIGURES if f"{key}_{name}" in frame)
        heading = say(f"parcels_page.figure_{figure}", theme=title)
        columns[heading] = frame[f"{key}_{figure}"].round(1)
    return pd.DataFrame(columns)


def _open(state: ParcelsState, chosen: str) -> None:
    state.ask(lambda: ParcelQuery(ids=(chosen,)))
    state.set_mode(ONE)
