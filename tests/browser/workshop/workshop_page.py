"""A map and buttons that change what it is asked to show; every event is written out."""

from __future__ import annotations

import streamlit as st

from views.app import shell
from views.map import MapSpec, show_map

ROUTE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"style": {"stroke": "#b3261e"}, "label": "<b>boucle</b>", "popup": "<i>x</i>"},
            "geometry": {"type": "LineString", "coordinates": [[2.77, 50.45], [2.80, 50.46]]},
        }
    ],
}
PROFILE = [[2.77, 50.45, 0, 40], [2.78, 50.453, 800, 62], [2.80, 50.46, 2400, 45]]

shell.begin()
overlay, profile = st.toggle("overlay"), st.toggle("profile")
event = show_map(
    shell.current_territory(),
    MapSpec(
        key="workshop",
        layers=("slag_heaps", "mine_shafts") if st.toggle("shafts") else ("slag_heaps",),
        overlay=ROUTE if overlay else None,
        fit=(2.78, 50.44, 2.79, 50.45) if st.toggle("fit") else None,
        pick=("slag_heaps",),
        draw=("polygon", "line", "point"),
        profile=PROFILE if profile else None,
        controls=False,
        height=460,
    ),
)
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
if event.kind:
    st.session_state["last"] = event
st.text(f"runs={st.session_state['runs']}")
last = st.session_state.get("last")
if last:
    shape = last.shape["type"] if last.shape else "none"
    st.text(f"event={last.kind} {last.layer} {last.id} {shape}")
