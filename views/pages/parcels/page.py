"""Parcels: what land carries and what constrains it, one by one, many at once, before and after a project."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from gis.words import say
from views.app import shell
from views.map import MapEvent, show_map
from views.map.bases import NONE
from views.map.permalink import read_address
from views.pages.parcels import map_view as stage
from views.pages.parcels import project
from views.pages.parcels import state as desk
from views.pages.parcels.dossier_view import show_one
from views.pages.parcels.finder import show_finder
from views.pages.parcels.screening_form import listed, show_many
from views.pages.parcels.screening_results import show_results

territory = shell.current_territory()
shell.heading(say("pages.parcels"))
st.html(Path(__file__).parents[2] / "assets" / "parcels.css")
project.follow_address(stayed=desk.stayed())
desk.follow_address(territory)
desk.follow_language()
mode = desk.choose_mode()
address = read_address(st.query_params, territory.themes, layers=stage.LAYERS, base=NONE)
if address.notice:
    st.warning(address.notice, icon=":material/link_off:")
event = MapEvent.read(dict(st.session_state.get(stage.KEY) or {}).get("event"))
drawn, fit = None, None
if mode == desk.ONE:
    show_finder(territory)
on_map, beside = st.columns([7, 5], gap="medium")
below = st.container()
with beside, shell.guarded():
    if mode == desk.ONE:
        desk.follow_map(territory, event)
        dossier = desk.dossier(territory)
        show_one(territory, dossier)
        drawn, fit = stage.of_one(territory, desk.asked(), dossier)
    elif mode == desk.MANY:
        kept = show_many(territory)
        with below:
            chosen = "" if kept is None else show_results(territory, kept)
        drawn, fit = stage.of_many(territory, kept, chosen, listed())
    else:
        project.take_drawing(event)
        project.show_project(territory)
        drawn, fit = stage.of_project(project.variants(), project.gone_to())
with on_map.container(key="parcels_map"):
    show_map(territory, stage.map_spec(drawn, fit, mode, address))
# Last, so that the page stands already: the first dossier is then as quick as the others.
desk.get_ready(territory)
