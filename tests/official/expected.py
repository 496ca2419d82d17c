"""What the atlas must hold of a commune after an update: counted from what was made, not from what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from tests.official import cadastre, ign, nature, osm
from tests.official.planning import ZONES, Portal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.official.commune import Commune

LEAST = {0: -1.0, 1: 1.0, 2: 1.0}
"""Metres or square metres by dimension below which a piece of a feature is a sliver."""


def meeting(shapes: NDArray[np.object_], outline: shapely.Geometry) -> NDArray[np.bool_]:
    """Return which shapes lie in a commune with more than a sliver."""
    parts = shapely.intersection(shapely.make_valid(shapes), outline)
    sizes = np.where(shapely.get_dimensions(shapes) == 2, shapely.area(parts), shapely.length(parts))
    least = np.array([LEAST[int(at)] for at in shapely.get_dimensions(shapes)])
    return np.asarray((sizes > least) & ~shapely.is_empty(parts))


def counts(commune: Commune) -> dict[str, int]:
    """Return the features by layer that the commune has inside its outline."""
    outline, portal = commune.land.outline, Portal(commune)
    woods, roads = ign.vegetation(commune), ign.road_lines(commune)
    woods = woods[woods["nature"] != "Haie"]
    real = roads[~roads["fictif"] & (roads["etat_de_l_objet"] == "En service")].drop_duplicates("cleabs")
    planned = commune.plan == "plu"
    held = {
        "parcels": cadastre.parcel_shapes(commune),
        "buildings": commune.land.houses,
        "farmland": ign.farmland(commune).geometry.to_numpy(),
        "hedges": ign.hedge_lines(commune).geometry.to_numpy(),
        "woods": woods.geometry.to_numpy(),
        "paths": real.geometry.to_numpy(),
        "organic_farmland": _organic(commune),
    }
    inside = {name: int(meeting(shapes, outline).sum()) for name, shapes in held.items()}
    return inside | {
        "commune": 1,
        "urban_zones": len(ZONES[commune.plan]),
        "urban_prescriptions": 8 if planned else 0,
        "planning_information": 1 if planned else 0,
        "easements": len({item["id"] for item in portal.items()["assiette-sup-s"]}),
        "cavities": len(nature.cavities(commune)),
        "ground_movements": sum(item["longitude"] is not None for item in nature.movements(commune)),
        "mining_plan": 0,
        "protected_areas": sum(len(rows) for rows in ign.protected(commune).values()),
        "osm_parks": 1,
        "osm_routes": 1,
        "osm_trees": sum(_bears(item) for item in osm.document(commune)["elements"]),
    }


def _organic(commune: Commune) -> NDArray[np.object_]:
    return nature.organic(commune, nature.CAMPAIGNS[-1]).geometry.to_numpy()


def _bears(item: dict[str, object]) -> bool:
    tags = item["tags"]
    assert isinstance(tags, dict)
    return tags.get("natural") == "tree" and tags.get("genus") != "Acer"
