"""What each theme of the atlas is: words, columns, style, legend and popup, one file per theme.

A new theme is one new file here and one line in `THEMES`, which is the order of every list of layers.
"""

from __future__ import annotations

from importlib import import_module

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
        "osm_hedges",
        "osm_gardens",
        "osm_trees",
        "osm_amenities",
        "commune",
        "neighbours",
    )
)
