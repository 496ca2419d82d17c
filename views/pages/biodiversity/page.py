"""Nature: what lives here, where, how it holds together, where the next hedge goes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from gis.words import say
from views.app import shell
from views.map import show_map
from views.pages.biodiversity import map_view as scene_of
from views.pages.biodiversity.connectivity_tab import show_links
from views.pages.biodiversity.green_tab import show_belt
from views.pages.biodiversity.planting_tab import show_plant, take_hedge
from views.pages.biodiversity.sites_tab import show_sites, take_site
from views.pages.biodiversity.species_tab import show_species

LOOK = Path(__file__).parents[2] / "assets" / "nature.css"

territory = shell.current_territory()
st.html(LOOK)
shell.heading(say("pages.biodiversity"))
event = scene_of.new_event()
take_hedge(event)
clicked = take_site(territory, event)
on_map, beside = st.columns([6, 6], gap="medium")
stage = scene_of.Stage()
with beside:
    for name, tab in scene_of.tabs_of_page().items():
        if not tab.open:
            continue
        stage.tab = name
        scene_of.remember(name)
        with tab, shell.guarded():
            if name == scene_of.SPECIES:
                show_species(territory, stage)
            elif name == scene_of.SITES:
                show_sites(territory, stage, clicked=clicked)
            elif name == scene_of.LINKS:
                show_links(territory, stage)
            elif name == scene_of.PLANT:
                show_plant(territory, stage)
            else:
                show_belt(territory, stage)
with on_map.container(key="nature_map"):
    show_map(territory, stage.spec())
