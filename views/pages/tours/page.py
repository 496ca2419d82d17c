"""Tours: half a day with visitors, stop by stop, on the clock, on paper and on a phone without network."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from gis.words import language, say
from views.app import shell
from views.pages.tours.downloads import show_files
from views.pages.tours.form import add_stop, choose_frame, choose_tour
from views.pages.tours.itinerary import show_itinerary
from views.pages.tours.map_view import show_stage
from views.pages.tours.own_stops import show_own
from views.pages.tours.state import Desk
from views.pages.tours.tour_details import show_conflicts, show_notes, show_stop, show_summary

territory = shell.current_territory()
st.html(Path(__file__).parents[2] / "assets" / "tours.css")
shell.heading(say("pages.tours"))
desk = Desk.here(territory)
if desk.refused:
    st.warning(desk.refused, icon=":material/link_off:")
if desk.told:
    st.toast(desk.told)
    desk.told = ""
tour = None
composing, showing = st.columns([0.42, 0.58], gap="medium")
with composing:
    names = [say("tours_page.tab_tour"), say("tours_page.tab_own")]
    tab, own = st.tabs(names, key=f"tours_tab_{language()}", on_change="rerun")
    with tab, shell.guarded():
        # Fields stand ready while folded: a run of the page that unfolding starts could take a click away.
        with st.expander(say("tours_page.choose"), icon=":material/auto_awesome:", key="tours_choose"):
            choose_tour(desk, territory)
        with st.expander(say("tours_page.frame"), icon=":material/schedule:", key="tours_frame"):
            choose_frame(desk)
        tour = desk.planned(territory)
    with tab, shell.guarded():
        if tour is not None:
            show_summary(tour)
            show_conflicts(desk, tour)
        show_itinerary(desk, tour)
        add_stop(desk)
        if len(desk.wish.visits) > 1 and st.button(
            say("tours_page.optimise"), key="tours_optimise", width="stretch", icon=":material/route:"
        ):
            desk.optimise(territory)
            st.rerun()
    if own.open:
        with own, shell.guarded():
            show_own(desk, territory)
with showing, shell.guarded():
    show_stage(desk, territory, tour)
    if tour is not None and tour.rows:
        show_files(tour)
        st.caption(say("tours_page.files_help"))
    show_stop(desk, territory, tour)
    if tour is not None:
        show_notes(tour)
