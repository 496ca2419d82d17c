"""The poster of the trajectory, A3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.export.poster import poster
from gis.indicators import years
from gis.words import say
from views.app import shell
from views.ui.downloads import download_button
from views.ui.html import tag
from views.ui.widgets import select

if TYPE_CHECKING:
    from gis.territory import Territory
    from views.pages.trajectory.state import TrajectoryPageState


def show_poster(state: TrajectoryPageState, territory: Territory) -> None:
    """Let people choose the year of the map, and take the poster."""
    st.html(tag("p", say("trajectory_page.poster_about"), cls="atlas-lead"))
    span = list(reversed(years(territory)))
    if not span:
        st.info(say("trajectory_page.no_events"), icon=":material/help:")
        return
    st.session_state.setdefault("years_poster", state.year or span[0])
    year = select(say("trajectory_page.poster_year"), span, key="years_poster", words=str)
    base = shell.page_address()
    download_button(
        say("trajectory_page.poster_take"),
        lambda: poster(territory, year=year, link=base),
        extension="pdf",
        stem=(territory.name, say("pages.trajectory"), str(year)),
        key="years_pdf",
        first=True,
    )
