"""What people see, one file per page; the only place that imports Streamlit and Folium."""

from __future__ import annotations

from pathlib import Path

from gis.words import add_folder

add_folder(Path(__file__).parent / "words")
