"""Walks: out of the door and back, from here to there, a track of one's own, and the state of paths."""

from __future__ import annotations

import streamlit as st

from gis.words import say
from views.app import shell
from views.map import new_event, show_map
from views.pages.walks.form import take_form
from views.pages.walks.map_view import KEY, show_below, show_hint, show_tabs, take_event
from views.pages.walks.state import WalksState
from views.ui.widgets import look

territory = shell.current_territory()
look("walks")
shell.heading(say("pages.walks"))
state = WalksState.here()
if state.refused:
    st.warning(say("walks_page.link_refused"), icon=":material/link_off:")
with shell.guarded():
    take_form(state, territory)
    take_event(state, territory, new_event(state, KEY))
asking, showing = st.columns([0.38, 0.62], gap="medium")
with asking:
    made = show_tabs(state, territory)
with showing:
    show_hint(state)
    show_map(territory, made.spec(territory))
show_below(state, territory, made)
