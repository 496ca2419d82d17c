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
        "urban_zones",
        "heritage",
        "open_farmland",
        "mine_shafts",
        "mining_railways",
        "mining_estates",
        "mining_buildings",
        "species_sites",
        "protected_areas",
        "paths",
        "places",
        "commune",
        "neighbours",
    )
)
