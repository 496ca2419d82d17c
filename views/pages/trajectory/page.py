"""How far the town has come: published beside measured, curves, year by year, a poster."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from gis.indicators import years
from gis.words import language, say
from views.app import shell
from views.pages.trajectory.events_tab import show_unmapped
from views.pages.trajectory.indicators_tab import show_measured
from views.pages.trajectory.poster_tab import show_poster
from views.pages.trajectory.series_tab import show_curves
from views.pages.trajectory.years_tab import show_years

LOOK = Path(__file__).parents[2] / "assets" / "nature.css"
TABS = ("measured", "curves", "years", "poster")
TAB = "years_tab"

territory = shell.current_territory()
st.html(LOOK)
shell.heading(say("pages.trajectory"))
asked = st.query_params.get("tab", "")
kept = st.session_state.setdefault(TAB, asked if asked in TABS else TABS[0])
key = f"years_tabs_{language()}"
first = st.session_state.setdefault(f"first_{key}", kept)
span = years(territory)
told = f"{span[0]}–{span[-1]}" if span else ""
names = [say(f"trajectory_page.tab_{tab}", years=told).rstrip() for tab in TABS]
tabs = st.tabs(names, default=names[TABS.index(first)], key=key, on_change="rerun")
for name, tab in zip(TABS, tabs, strict=True):
    if not tab.open:
        continue
    if st.session_state[TAB] != name:
        st.session_state[TAB] = name
        st.query_params["tab"] = name
    with tab, shell.guarded():
        if name == "measured":
            show_measured(territory)
        elif name == "curves":
            show_curves(territory)
        elif name == "years":
            show_years(territory)
            show_unmapped(territory)
        else:
            show_poster(territory)
