"""Nature: what lives here, where, how it holds together, where the next hedge goes."""

from __future__ import annotations

import streamlit as st

from gis.words import say
from views.app import shell
from views.map import new_event, show_map
from views.pages.biodiversity import map_view
from views.pages.biodiversity.connectivity_tab import show_links
from views.pages.biodiversity.green_tab import show_belt
from views.pages.biodiversity.planting_tab import show_plant, take_hedge
from views.pages.biodiversity.sites_tab import show_sites, take_site
from views.pages.biodiversity.species_tab import show_species
from views.ui.widgets import look, tabs

territory = shell.current_territory()
look("biodiversity")
shell.heading(say("pages.biodiversity"))
state = map_view.BiodiversityState.here()
event = new_event(state, map_view.KEY)
take_hedge(event)
clicked = take_site(state, territory, event)
on_map, beside = st.columns([6, 6], gap="medium")
made = map_view.BiodiversityMapView.of(territory)
with beside:
    titles = {tab: say(f"biodiversity_page.tab_{tab}") for tab in map_view.TABS}
    for name, tab in tabs(state, titles, key="nature_tabs"):
        made = map_view.BiodiversityMapView.of(territory, name)
        with tab, shell.guarded():
            if name == map_view.SPECIES:
                show_species(territory, made)
            elif name == map_view.SITES:
                show_sites(state, territory, made, clicked=clicked)
            elif name == map_view.LINKS:
                show_links(territory, made)
            elif name == map_view.PLANT:
                show_plant(territory, made)
            else:
                show_belt(territory, made)
with on_map.container(key="nature_map"):
    show_map(territory, made.spec())
