"""The poster of the trajectory, A3."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.export import TRAJECTORY, on_page
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
    stem = (territory.name, say("pages.trajectory"), str(year))
    for item in on_page(TRAJECTORY):
        download_button(
            item.text,
            partial(item.write, territory, year, base),
            extension=item.extension,
            stem=stem,
            key=f"years_{item.key}",
            first=item.place == 0,
        )
