"""A plain page for tours, as one writes it with Streamlit, networkx and streamlit-folium.

    streamlit run benchmarks/rivals/tour_page.py

The network is read once and kept; a change of the order is an edit of a table, the times are worked out by
shortest paths, and the map with its legs and layers is drawn anew.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import folium
import networkx as nx
import numpy as np
import streamlit as st
from streamlit_folium import st_folium

sys.path.insert(0, str(Path(__file__).parents[2]))

from gis.crs import WGS84
from gis.network import Network
from gis.territory import Territory
from gis.tours import library

STOPS = ("mairie", "eglise_st_vaast", "coeur_de_loos", "base_1119", "cd2e", "belvedere74a")
M_A_MINUTE = 50.0


@st.cache_resource
def town() -> tuple[Territory, nx.Graph, Network]:
    """Return the town and its network for networkx."""
    territory = Territory()
    network = Network.of(territory)
    graph = nx.Graph()
    ends = zip(
        network.graph.tail.tolist(), network.graph.head.tolist(), network.graph.length.tolist(), strict=True
    )
    graph.add_weighted_edges_from(ends)
    return territory, graph, network


territory, graph, network = town()
order = st.session_state.setdefault("order", list(STOPS))
if st.button("swap", key="swap"):
    order[0], order[1] = order[1], order[0]
stops = [library(territory)[key] for key in order]
nodes = [int(np.hypot(*(network.nodes - np.asarray(stop.xy)).T).argmin()) for stop in stops]
ways = [nx.shortest_path(graph, a, b, weight="weight") for a, b in pairwise(nodes)]
now, lines = 525.0, []
for row, stop in enumerate(stops):
    if row:
        now += nx.path_weight(graph, ways[row - 1], "weight") / M_A_MINUTE
    lines.append(f"{stop.id} {int(now) // 60:02d}:{int(now) % 60:02d}")
    now += stop.minutes
lon, lat = territory.info["centre"]
page = folium.Map((lat, lon), zoom_start=14, tiles=None)
for key in ("slag_heaps", "green_belt", "mining_buildings"):
    frame = territory.layer(key).frame[["id", "name", "geometry"]].to_crs(WGS84)
    folium.GeoJson(frame, name=key).add_to(page)
for way in ways:
    folium.PolyLine([(y, x) for x, y in territory.projection.to_lonlat(network.nodes[way])]).add_to(page)
for stop in stops:
    assert stop.lonlat is not None
    folium.Marker(stop.lonlat[::-1], popup=stop.name).add_to(page)
st_folium(page, key="map", height=560, use_container_width=True)
st.html(f'<p id="timetable">{" · ".join(lines)}</p>')
