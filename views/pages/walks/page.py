"""Walks: out of the door and back, from here to there, a track of one's own, and the state of paths."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from gis.words import say
from views.app import shell
from views.map import MapSpec, show_map
from views.map.start import start_view, usual_base
from views.pages.walks.map_view import clicked, set_stage, show_below, show_hint
from views.pages.walks.state import Desk

LOOK = Path(__file__).parents[2] / "assets" / "walks.css"
LAYERS = ("slag_heaps", "green_belt", "nourishing_gardens", "paths", "places")
HEIGHT = 700

territory = shell.current_territory()
st.html(LOOK)
shell.heading(say("pages.walks"))
desk = Desk.here()
if desk.refused:
    st.warning(say("walks_page.link_refused"), icon=":material/link_off:")
asking, showing = st.columns([0.38, 0.62], gap="medium")
with asking:
    stage = set_stage(desk, territory)
with showing:
    show_hint(desk)
    scene = stage.scene
    event = show_map(
        territory,
        MapSpec(
            key="balades",
            layers=LAYERS,
            base=usual_base(territory),
            overlay=scene.overlay,
            fit=scene.fit,
            clicks=True,
            cards=scene.cards,
            draw=scene.draw,
            profile=scene.profile,
            compact=True,
            height=HEIGHT,
            view=start_view(territory),
            label=say("walks_page.map"),
        ),
    )
clicked(desk, territory, event, stage.walks)
show_below(desk, territory, stage)
