"""Figures through the years, as charts and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.indicators import all_series
from gis.words import say
from views.ui import charts
from views.ui.as_text import as_text
from views.ui.html import badge, tag
from views.ui.widgets import heading

if TYPE_CHECKING:
    from gis.territory import Territory


def show_curves(territory: Territory) -> None:
    """Show every series of the town, two side by side where there is room."""
    found = all_series(territory)
    if not found:
        st.info(as_text(say("trajectory_page.no_curves", name=territory.name)), icon=":material/help:")
        return
    heading(say("trajectory_page.tab_curves"))
    st.html(tag("p", say("trajectory_page.curves_about"), cls="atlas-words"))
    columns = st.columns(2, gap="large")
    for place, series in enumerate(found):
        with columns[place % 2], st.container(border=True, key=f"years_series_{series.key}"):
            if series.status:
                st.html(tag("p", badge(series.status), cls="atlas-words"))
            charts.show_series(series, key=series.key)
