"""Tours: half a day with visitors, stop by stop, on the clock, on paper and on a phone without network."""

from __future__ import annotations

import streamlit as st

from gis.words import language, say
from views.app import shell
from views.map import new_event
from views.pages.tours.downloads import show_files
from views.pages.tours.form import add_stop, choose_tour, show_frame, show_optimise, take_frame
from views.pages.tours.itinerary import show_itinerary
from views.pages.tours.map_view import KEY, show_tour_map, take_event
from views.pages.tours.own_stops import show_own, take_title
from views.pages.tours.state import ToursState
from views.pages.tours.tour_details import show_conflicts, show_notes, show_stop, show_summary, take_hours
from views.ui.as_text import as_text
from views.ui.widgets import look

territory = shell.current_territory()
look("tours")
shell.heading(say("pages.tours"))
state = ToursState.of(territory)
if state.refused:
    st.warning(as_text(state.refused), icon=":material/link_off:")
with shell.guarded():
    take_title(state)
    take_frame(state)
    take_hours(state)
    take_event(state, territory, new_event(state, KEY))
if state.told:
    st.toast(as_text(state.told))
    state.told = ""
if state.trouble:
    st.error(as_text(state.trouble), icon=":material/error:")
    state.trouble = ""
tour = None
composing, showing = st.columns([0.42, 0.58], gap="medium")
with composing:
    names = [say("tours_page.tab_tour"), say("tours_page.tab_own")]
    tab, own = st.tabs(names, key=f"tours_tab_{language()}", on_change="rerun")
    with tab, shell.guarded():
        # Fields stand ready while folded: a run of the page that unfolding starts could take a click away.
        with st.expander(say("tours_page.choose"), icon=":material/auto_awesome:", key="tours_choose"):
            choose_tour(state, territory)
        with st.expander(say("tours_page.frame"), icon=":material/schedule:", key="tours_frame"):
            show_frame(state)
        tour = state.planned(territory)
    with tab, shell.guarded():
        if tour is not None:
            show_summary(tour)
            show_conflicts(state, tour)
        show_itinerary(state, tour)
        add_stop(state)
        show_optimise(state, territory)
    if own.open:
        with own, shell.guarded():
            show_own(state, territory)
with showing, shell.guarded():
    show_tour_map(state, territory, tour)
    if tour is not None and tour.rows:
        show_files(tour)
        st.caption(say("tours_page.files_help"))
    show_stop(state, territory, tour)
    if tour is not None:
        show_notes(tour)
