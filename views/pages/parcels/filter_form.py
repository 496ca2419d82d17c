"""Which screened parcels to keep: the choices on the page as conditions of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.errors import InputError
from gis.screening import Condition, matching, parse_condition
from gis.words import say
from views.ui.as_text import as_text

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from gis.territory import Territory

MOST_M2 = 10_000_000.0
NEAR_M = 300
MOST_THEMES = 12


def known_themes(territory: Territory, frame: gpd.GeoDataFrame) -> dict[str, str]:
    """Return the titles of the screened themes that have data, by key."""
    return {
        theme.key: theme.title
        for theme in territory
        if f"{theme.key}_verdict" in frame and territory.get(theme.key) is not None
    }


def choose(territory: Territory, frame: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Show the filters and return which rows they keep; a condition that is none is told and left out."""
    titles = known_themes(territory, frame)
    keys = list(titles)
    left, right = st.columns(2)
    least = left.number_input(
        say("parcels_page.least"), 0.0, MOST_M2, 0.0, 500.0, format="%.0f", key="screen_least"
    )
    most = right.number_input(
        say("parcels_page.most"), 0.0, MOST_M2, None, 500.0, format="%.0f", key="screen_most", placeholder="∞"
    )
    on, off, near = (_themes(titles, name) for name in ("with", "without", "near"))
    metres = (
        st.slider(say("parcels_page.near_m"), 0, 2_000, NEAR_M, 50, key="screen_metres") if near else NEAR_M
    )
    conditions = [Condition("gis_area_m2", ">=", float(least))]
    if most is not None:
        conditions.append(Condition("gis_area_m2", "<=", float(most)))
    conditions += [Condition(f"{key}_verdict", "=", "concerned") for key in on]
    conditions += [Condition(f"{key}_verdict", "=", "not_concerned") for key in off]
    conditions += [Condition(f"{key}_nearest_m", "<=", float(metres)) for key in near]
    return matching(frame, [*conditions, *_written(keys, frame)])


def _themes(titles: dict[str, str], name: str) -> list[str]:
    return st.multiselect(
        say(f"parcels_page.{name}"),
        list(titles),
        format_func=titles.__getitem__,
        key=f"screen_{name}",
        max_selections=MOST_THEMES,
        placeholder="–",
    )


def _written(keys: list[str], frame: gpd.GeoDataFrame) -> list[Condition]:
    """Return the conditions that people write themselves, one a line."""
    with st.expander(say("parcels_page.written")):
        text = st.text_area(
            say("parcels_page.written_label"),
            placeholder="farmland.share>=50\nheritage=not_concerned",
            key="screen_written",
            max_chars=2_000,
            help=as_text(say("parcels_page.written_help", keys=", ".join(keys))),
        )
        found = []
        for line in text.splitlines():
            if not line.strip():
                continue
            try:
                condition = parse_condition(line, keys)
                matching(frame.iloc[:0], [condition])
            except InputError as error:
                st.error(as_text(str(error)), icon=":material/error:")
            else:
                found.append(condition)
    return found
