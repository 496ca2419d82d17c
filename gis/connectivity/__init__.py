"""Ecological connectivity: patches, links, indices."""

from __future__ import annotations

from gis.connectivity.analysis import Connectivity, connectivity_of
from gis.connectivity.dispersal import DEFAULT_GROUP, groups
from gis.connectivity.habitat_links import MODES
from gis.connectivity.indices import HabitatGraph, best_probabilities, importance_of_patches
from gis.connectivity.least_cost.front import Meetings, grow, meetings
from gis.connectivity.notices import connectivity_notices
from gis.connectivity.patches import patches_of
from gis.connectivity.planting.drawn_hedge import MOST_MB, read_lines
from gis.connectivity.planting.effect import PRICE_EUR_M, PlantingEffect, effect_of, notice_of_price
from gis.connectivity.planting.hedge_proposals import Proposal, propose_hedges
from gis.connectivity.resistance import CLASSES, Grid, cost_surface, land_use, owners_of, resistances

__all__ = [
    "CLASSES",
    "DEFAULT_GROUP",
    "MODES",
    "MOST_MB",
    "PRICE_EUR_M",
    "Connectivity",
    "Grid",
    "HabitatGraph",
    "Meetings",
    "PlantingEffect",
    "Proposal",
    "best_probabilities",
    "connectivity_notices",
    "connectivity_of",
    "cost_surface",
    "effect_of",
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
]
