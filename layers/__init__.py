"""What each theme of the atlas is: columns, style, legend and popup, one file per theme beside its words.

A new theme is one new file here, its words in `words/<key>.toml` and one line in `THEMES`, which is the order
of every list of layers.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from gis.words import add_folder

add_folder(Path(__file__).with_name("words"), prefix="layers.")

THEMES = tuple(
    import_module(f"layers.{name}").THEME
    for name in (
        "slag_heaps",
        "green_belt",
        "organic_farmland",
        "hedges",
        "nourishing_gardens",
        "parcels",
        "farmland",
        "buildings",
        "woods",
        "urban_zones",
        "urban_prescriptions",
        "planning_information",
        "easements",
        "heritage",
        "open_farmland",
        "mine_shafts",
        "mining_railways",
        "mining_estates",
        "mining_buildings",
        "mining_plan",
        "cavities",
        "ground_movements",
        "species_sites",
        "species_records",
        "protected_areas",
        "paths",
        "places",
        "osm_paths",
        "osm_routes",
        "osm_hedges",
        "osm_gardens",
        "osm_parks",
        "osm_trees",
        "osm_amenities",
        "commune",
        "neighbours",
    )
)
