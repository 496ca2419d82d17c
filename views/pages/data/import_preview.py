"""What a file would give: its rows, its places on the map, and what does not fit with the mend."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely
import streamlit as st

from gis.export import MISFITS, on_page
from gis.words import number, say
from views.map import MapSpec, show_map
from views.map.overlay import OWN, around, collection, features
from views.pages.data.matcher import column_text
from views.ui.as_text import as_text
from views.ui.downloads import download_button
from views.ui.html import table, tag

if TYPE_CHECKING:
    from gis.imports import Misfit, Preview
    from gis.territory import Territory

LOOK = {"stroke": OWN, "fill": OWN, "weight": 3, "opacity": 0.25, "radius": 6}
MOST_DRAWN = 1_500
SIMPLIFY_M = 1.0
MARGIN_M = 200.0
ROWS_SHOWN = 50
MISFITS_SHOWN = 20
COLUMNS = ("row", "reason", "mend")


def show_preview(territory: Territory, seen: Preview) -> None:
    """Show what a file would give, before anything is written."""
    text = say("data_page.seen", fit=number(len(seen.frame)), rows=number(seen.rows))
    st.html(tag("p", tag("b", text), cls="data-now", role="status"))
    if not seen.frame.empty:
        _places_and_rows(territory, seen)
    _misfits(seen.misfits)


def overlay(territory: Territory, seen: Preview) -> dict[str, Any]:
    """Return the rows that fit as a small GeoJSON collection in WGS 84, the first of many."""
    shapes = seen.frame.geometry.to_numpy()[:MOST_DRAWN]
    names = seen.frame["name" if "name" in seen.frame else "id"].astype(str)[:MOST_DRAWN]
    simple = shapely.simplify(shapes, SIMPLIFY_M)
    return collection(features(territory.projection, simple, LOOK, popups=names))


def _places_and_rows(territory: Territory, seen: Preview) -> None:
    on_map, as_table = st.columns([6, 5], gap="medium")
    with on_map:
        _map(territory, seen)
    with as_table:
        st.dataframe(_table(seen), hide_index=True, height=420)


def _map(territory: Territory, seen: Preview) -> None:
    fit = around(territory.projection, seen.frame.geometry.to_numpy(), margin_m=MARGIN_M)
    show_map(
        territory,
        MapSpec(
            key="donnees", overlay=overlay(territory, seen), fit=fit, height=420, controls=False, cards=False
        ),
    )
    if len(seen.frame) > MOST_DRAWN:
        st.caption(as_text(say("data_page.seen_first", count=number(MOST_DRAWN))))


def _table(seen: Preview) -> pd.DataFrame:
    rows = pd.DataFrame(seen.frame.drop(columns="geometry")).head(ROWS_SHOWN)
    matched = [column for column in rows.columns if column in seen.mapping]
    shown = rows[matched or ["id"]]
    # Two columns may have the same words.
    return shown.set_axis(_distinct([column_text(column, seen.theme) for column in shown.columns]), axis=1)


def _distinct(names: list[str]) -> list[str]:
    return [name if names.count(name) == 1 else f"{name} {at + 1}" for at, name in enumerate(names)]


def _misfits(misfits: list[Misfit]) -> None:
    if not misfits:
        return
    left_out = len({item.row for item in misfits if item.left_out})
    text = say(
        "data_page.misfits", rows=number(left_out), values=number(sum(not item.left_out for item in misfits))
    )
    heads = [say(f"imports.column_{name}") for name in COLUMNS]
    rows = [(item.row, item.reason, item.mend) for item in misfits[:MISFITS_SHOWN]]
    st.html(table(heads, rows, caption=text, told=True, cls="data-table data-misfits"))
    if len(misfits) > MISFITS_SHOWN:
        st.caption(as_text(say("imports.more", count=number(len(misfits) - MISFITS_SHOWN))))
    for item in on_page(MISFITS):
        download_button(
            item.text,
            partial(item.write, misfits),
            extension=item.extension,
            stem=("misfits",),
            key=f"data_misfits_{item.key}",
            icon="list",
        )
