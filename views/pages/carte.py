"""The map of the whole territory, and every layer as a table beside it."""

from __future__ import annotations

import streamlit as st

from gis.words import say
from views import shell
from views.layer_table import show_table
from views.map import MapSpec, show_map
from views.map.address import read_address

territory = shell.current_territory()
shell.heading(say("pages.carte"))
address = read_address(st.query_params, territory.themes)
if address.notice:
    st.warning(address.notice, icon=":material/link_off:")
on_map, as_table = st.tabs([say("carte.tab_map"), say("carte.tab_table")])
with on_map:
    show_map(
        territory,
        MapSpec(
            key="carte",
            layers=address.layers,
            base=address.base,
            year=address.year,
            view=address.view,
            height=720,
            address=True,
        ),
    )
with as_table:
    show_table(territory)
