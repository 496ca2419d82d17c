"""Parcels: what land carries and what constrains it, one by one, many at once, before and after a project."""

from __future__ import annotations

import streamlit as st

from gis.words import say
from views.app import shell
from views.map import new_event, show_map
from views.map.bases import NONE
from views.map.permalink import read_address
from views.pages.parcels import map_view, project
from views.pages.parcels.dossier_view import show_one
from views.pages.parcels.finder import show_finder
from views.pages.parcels.screening_form import listed, show_many
from views.pages.parcels.screening_results import show_results
from views.pages.parcels.state import MANY, ONE, ParcelsState, get_ready
from views.ui.as_text import as_text
from views.ui.widgets import look

territory = shell.current_territory()
shell.heading(say("pages.parcels"))
look("parcels")
state = ParcelsState.here()
project.follow_address(state, territory)
state.follow_address(territory)
state.follow_language()
mode = state.choose_mode()
address = read_address(st.query_params, territory.themes, layers=map_view.LAYERS, base=NONE)
if address.notice:
    st.warning(as_text(address.notice), icon=":material/link_off:")
event = new_event(state, map_view.KEY)
drawn, fit = None, None
if mode == ONE:
    show_finder(state, territory)
on_map, beside = st.columns([7, 5], gap="medium")
below = st.container()
with beside, shell.guarded():
    if mode == ONE:
        state.follow_map(territory, event)
        dossier = state.dossier(territory)
        show_one(state, territory, dossier)
        drawn, fit = map_view.of_one(territory, state.asked, dossier)
    elif mode == MANY:
        kept = show_many(state, territory)
        with below:
            chosen = "" if kept is None else show_results(state, territory, kept)
        drawn, fit = map_view.of_many(territory, kept, chosen, listed(state))
    else:
        project.take_drawing(state, territory, event)
        project.show_project(state, territory)
        drawn, fit = map_view.of_project(territory, project.variants(state), project.gone_to(state))
with on_map.container(key="parcels_map"):
    show_map(territory, map_view.map_spec(drawn, fit, mode, address))
# Last, so that the page stands already: the first dossier is then as quick as the others.
get_ready(territory)
