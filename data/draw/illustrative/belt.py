"""The green belt: one closed ring, on the former railways where they lie inside the commune."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
import shapely.ops

from data.draw.facts import CRS
from data.draw.frame import layer
from data.draw.illustrative.ground import RAILWAY_STRETCH, places, ring

if TYPE_CHECKING:
    from data.draw.frame import Drawn

SEED = 1995
PIECE_M = 320.0
EDIBLE_KM = ((4.35, 5.2), (6.3, 6.9), (9.4, 10.1), (12.6, 13.3))
"""Edible stretches, in km along the ring from pit 16; their places are not published."""
WIDTH_M = (4.0, 15.0)
SOURCE_URL = (
    "https://www.banquedesterritoires.fr/experience/"
    "au-pied-dun-terril-une-ceinture-verte-limite-letalement-urbain-et-beneficie-aux"
)


def railway_length() -> float:
    """Return how far along the ring the former railways reach, in metres."""
    return float(shapely.linestrings(places(RAILWAY_STRETCH)).length)


def edible_middles() -> np.ndarray:
    """Return the middle of each edible stretch, in metres along the ring."""
    return np.array(EDIBLE_KM).mean(axis=1) * 1_000


def green_belt(_drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the belt in pieces, each of one kind."""
    line = shapely.linestrings(shapely.get_coordinates(ring()))
    stops = _stops(line.length)
    rng = np.random.default_rng(SEED)
    middles = (stops[:-1] + stops[1:]) / 2
    edible = np.any([(middles > low * 1e3) & (middles < high * 1e3) for low, high in EDIBLE_KM], axis=0)
    pieces = [shapely.ops.substring(line, low, high) for low, high in itertools.pairwise(stops)]
    rows = gpd.GeoDataFrame(
        {
            "id": [f"G{number:03d}" for number in range(1, len(pieces) + 1)],
            "name": "Ceinture verte",
            "kind": np.where(middles < railway_length(), "former_railway", "edge_path"),
            "width_m": np.round(rng.uniform(*WIDTH_M, len(pieces)), 1),
            "edible": edible,
            "length_m": np.round(shapely.length(pieces), 1),
            "geometry": pieces,
        },
        crs=CRS,
    )
    return layer(
        rows,
        status="illustrative",
        source="Dessin sur la longueur (plus de 16 km) et la largeur (4 à 15 m) publiées, sans tracé publié",
        source_url=SOURCE_URL,
        licence="Licence Ouverte 2.0",
        source_date="2024",
    )


def _stops(length: float) -> np.ndarray:
    fixed = np.concatenate([[0.0, railway_length(), length], np.ravel(EDIBLE_KM) * 1e3])
    fixed = np.unique(fixed)
    parts = [
        np.linspace(low, high, max(2, round((high - low) / PIECE_M) + 1))
        for low, high in itertools.pairwise(fixed)
    ]
    return np.unique(np.concatenate(parts))
