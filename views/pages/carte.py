"""The map of the whole territory, and every layer as a table below it."""

from __future__ import annotations

import streamlit as st

from gis.words import say
from views import shell
from views.first_page import map_of
from views.layer_table import show_table
from views.map import show_map
from views.map.address import read_address

territory = shell.current_territory()
shell.heading(say("pages.carte"))
address = read_address(st.query_params, territory.themes)
if address.notice:
    st.warning(address.notice, icon=":material/link_off:")
show_map(territory, map_of(address))
# The table brings half a megabyte of scripts: they come when someone opens it.
table = st.expander(
    say("carte.table"),
    expanded=st.session_state.get("table_open", False),
    icon=":material/table:",
    on_change="rerun",
)
st.session_state["table_open"] = bool(table.open)
if table.open:
    with table:
        show_table(territory)
