"""The poster of the trajectory, A3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.export.poster import poster
from gis.indicators import years
from gis.words import say
from views.app import shell
from views.pages.trajectory.years_tab import YEAR
from views.ui.html import tag, text
from views.ui.widgets import select, take

if TYPE_CHECKING:
    from gis.territory import Territory


def show_poster(territory: Territory) -> None:
    """Let people choose the year of the map, and take the poster."""
    st.html(tag("p", text(say("trajectory_page.poster_about")), cls="nature-lead"))
    span = list(reversed(years(territory)))
    if not span:
        st.info(say("trajectory_page.no_events"), icon=":material/help:")
        return
    st.session_state.setdefault("years_poster", st.session_state.get(YEAR, span[0]))
    year = select(say("trajectory_page.poster_year"), span, key="years_poster", words=str)
    base = shell.page_address()
    take(
        say("trajectory_page.poster_take"),
        lambda: poster(territory, year=year, link=base),
        kind="pdf",
        stem=(territory.name, say("pages.trajectory"), str(year)),
        key="years_pdf",
        first=True,
    )
