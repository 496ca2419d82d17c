"""The poster of the trajectory, A3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.export.poster import poster
from gis.trajectory import years
from gis.words import say
from views import shell
from views.parcels.markup import tag, text
from views.pieces import select, take
from views.years.moving import YEAR

if TYPE_CHECKING:
    from gis.territory import Territory


def show_poster(territory: Territory) -> None:
    """Let people choose the year of the map, and take the poster."""
    st.html(tag("p", text(say("trajectoire.poster_about")), cls="nature-lead"))
    span = list(reversed(years(territory)))
    if not span:
        st.info(say("trajectoire.no_events"), icon=":material/help:")
        return
    st.session_state.setdefault("years_poster", st.session_state.get(YEAR, span[0]))
    year = select(say("trajectoire.poster_year"), span, key="years_poster", words=str)
    base = shell.page_address()
    take(
        say("trajectoire.poster_take"),
        lambda: poster(territory, year=year, link=base),
        kind="pdf",
        stem=(territory.name, say("pages.trajectoire"), str(year)),
        key="years_pdf",
        first=True,
    )
