"""How far around the commune each layer is fetched.

Totals count what lies in the commune (`Layer.within`); distances, walks and surroundings use what lies
around it as well. Nothing is said of a layer that ends with the commune by right: its parcels, its plans
and their easements, the records of its species.
"""

from __future__ import annotations

PATHS_M = 3_000.0
"""A walk of an hour and a half leaves the commune and comes back."""
HABITATS_M = 2_000.0
"""Hedges, woods and gardens that animals of the commune reach."""
POINTS_M = 1_000.0
"""What a dossier measures its distance to."""
PATHS = ("paths", "osm_paths", "osm_routes")
HABITATS = (
    "hedges",
    "woods",
    "farmland",
    "organic_farmland",
    "open_farmland",
    "slag_heaps",
    "nourishing_gardens",
    "green_belt",
    "protected_areas",
    "osm_hedges",
    "osm_gardens",
    "osm_parks",
)
POINTS = (
    "heritage",
    "mining_buildings",
    "mining_estates",
    "mining_railways",
    "mine_shafts",
    "cavities",
    "ground_movements",
    "osm_trees",
    "osm_amenities",
)
MARGINS_M = {
    **dict.fromkeys(PATHS, PATHS_M),
    **dict.fromkeys(HABITATS, HABITATS_M),
    **dict.fromkeys(POINTS, POINTS_M),
}
"""Metres around the commune, by layer; 0 where none are given."""
