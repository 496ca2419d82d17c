"""The map of the atlas: made by Folium, shown in Streamlit, fed by URL."""

from __future__ import annotations

from views.map.map_component import show_map
from views.map.map_events import new_event
from views.map.spec import FIRST_YEAR, LAST_YEAR, MapEvent, MapSpec, View

__all__ = ["FIRST_YEAR", "LAST_YEAR", "MapEvent", "MapSpec", "View", "new_event", "show_map"]
