"""Ecological connectivity: patches, links, indices.

Examples
--------
Three patches in a row, each of which one animal in two reaches from the next:

>>> import numpy as np
>>> from gis.connectivity import HabitatGraph, best_probabilities
>>> row = HabitatGraph(np.full(3, 1e4), np.array([0, 1]), np.array([1, 2]), np.array([0.5, 0.5]))
>>> best_probabilities(row)[0].tolist()
[1.0, 0.5, 0.25]
"""

from __future__ import annotations

from gis.connectivity.analysis import Connectivity, connectivity_of
from gis.connectivity.dispersal import DEFAULT_GROUP, groups
from gis.connectivity.habitat_links import MODES
from gis.connectivity.indices import HabitatGraph, best_probabilities, importance_of_patches
from gis.connectivity.least_cost.front import Meetings, grow, meetings
from gis.connectivity.notices import connectivity_notices
from gis.connectivity.patches import HEDGE_WIDTH_M, patches_of, widen
from gis.connectivity.planting.drawn_hedge import MOST_MB, read_lines
from gis.connectivity.planting.effect import PRICE_EUR_M, PlantingEffect, effect_of, notice_of_price
from gis.connectivity.planting.gaps import HabitatGap, gaps_of
from gis.connectivity.planting.hedge_proposals import Proposal, propose_hedges
from gis.connectivity.resistance import CLASSES, Grid, cost_surface, land_use, owners_of, resistances

__all__ = [
    "CLASSES",
    "DEFAULT_GROUP",
    "HEDGE_WIDTH_M",
    "MODES",
    "MOST_MB",
    "PRICE_EUR_M",
    "Connectivity",
    "Grid",
    "HabitatGap",
    "HabitatGraph",
    "Meetings",
    "PlantingEffect",
    "Proposal",
    "best_probabilities",
    "connectivity_notices",
    "connectivity_of",
    "cost_surface",
    "effect_of",
    "gaps_of",
    "groups",
    "grow",
    "importance_of_patches",
    "land_use",
    "meetings",
    "notice_of_price",
    "owners_of",
    "patches_of",
    "propose_hedges",
    "read_lines",
    "resistances",
    "widen",
]
