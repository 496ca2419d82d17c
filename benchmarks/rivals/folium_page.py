"""A plain streamlit-folium page, as its documentation shows it: the layers inside the map, the map rebuilt.

    streamlit run benchmarks/rivals/folium_page.py

Layers are read once and kept by `st.cache_data`; popups are as short as the library makes them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import folium
import geopandas as gpd  # noqa: TC002 - Streamlit reads the annotations of cached functions
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

sys.path.insert(0, str(Path(__file__).parents[2]))

from gis.crs import WGS84
from gis.territory import DEFAULT_CODE, Territory

CODE = os.environ.get("BENCHMARK_TERRITORY", DEFAULT_CODE)
LAYERS = os.environ.get("BENCHMARK_LAYERS", "")
POPUP = ("name", "status", "source")
LAT, LON, ZOOM = (float(part) for part in os.environ.get("BENCHMARK_VIEW", "50.449,2.79,14").split(","))


@st.cache_data
def read(keys: str) -> dict[str, gpd.GeoDataFrame]:
    """Return the layers named, comma-separated, or all, with the columns that the atlas sends to its map."""
    territory = Territory(CODE)
    wanted = keys.split(",") if keys else [layer.key for layer in territory.layers]
    return {key: _plain(territory.layer(key).frame.to_crs(WGS84)) for key in wanted}


def _plain(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    kept = frame[["id", *POPUP, "geometry"]]
    return kept.assign(
        **{column: kept[column].astype(object).where(pd.notna(kept[column]), "") for column in POPUP}
    )


page = folium.Map((LAT, LON), zoom_start=int(ZOOM), tiles=None)
for key, layer in read(LAYERS).items():
    folium.GeoJson(layer, name=key, popup=folium.GeoJsonPopup(POPUP)).add_to(page)
folium.LayerControl().add_to(page)
event = st_folium(page, key="map", height=620, use_container_width=True)
event = event or {}
clicked = event.get("last_object_clicked") or event.get("last_clicked")
if clicked:
    st.write(clicked)
