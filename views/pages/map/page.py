"""The map of the whole territory, and every layer as a table below it."""

from __future__ import annotations

import streamlit as st

from gis.words import say
from views.app import shell
from views.app.first_page import map_of
from views.map import show_map
from views.map.start import first_address
from views.pages.map.layer_table import show_table
from views.ui.as_text import as_text

territory = shell.current_territory()
shell.heading(say("pages.map"))
address = first_address(st.query_params, territory)
if address.notice:
    st.warning(as_text(address.notice), icon=":material/link_off:")
show_map(territory, map_of(address))
# The table brings half a megabyte of scripts: they come when someone opens it.
table = st.expander(
    say("map_page.table"),
    expanded=st.session_state.get("table_open", False),
    icon=":material/table:",
    on_change="rerun",
)
st.session_state["table_open"] = bool(table.open)
if table.open:
    with table:
        show_table(territory)
