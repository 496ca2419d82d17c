"""How far the town has come: published beside measured, curves, year by year, a poster."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from gis.trajectory import years
from gis.words import language, say
from views import shell
from views.years.curves import show_curves
from views.years.measured import show_measured
from views.years.moving import show_years
from views.years.printed import show_poster
from views.years.unmapped import show_unmapped

LOOK = Path(__file__).parents[1] / "assets" / "nature.css"
TABS = ("measured", "curves", "years", "poster")
TAB = "years_tab"

territory = shell.current_territory()
st.html(LOOK)
shell.heading(say("pages.trajectoire"))
asked = st.query_params.get("tab", "")
kept = st.session_state.setdefault(TAB, asked if asked in TABS else TABS[0])
key = f"years_tabs_{language()}"
first = st.session_state.setdefault(f"first_{key}", kept)
span = years(territory)
told = f"{span[0]}–{span[-1]}" if span else ""
names = [say(f"trajectoire.tab_{tab}", years=told).rstrip() for tab in TABS]
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
