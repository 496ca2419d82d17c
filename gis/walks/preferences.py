"""What makes a path pleasant: themes and things to avoid, as a factor on its length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gis.errors import WalkError
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd
    from numpy.typing import NDArray

AVOID = ("steep", "stairs", "mud", "traffic")
ATTRACTIONS: Mapping[str, Mapping[str, float]] = {
    "heaps": {"near_heaps": 1.0, "near_railways": 0.3},
    "green_belt": {"near_green_belt": 1.0},
    "gathering": {"near_gardens": 1.0, "near_hedges": 0.4, "near_green_belt": 0.3},
    "nature": {"near_hedges": 0.8, "near_heaps": 0.6, "near_green_belt": 0.5, "near_water": 0.8},
    "heritage": {"near_heritage": 1.0, "near_railways": 0.8, "near_heaps": 0.3},
    "easy": {},
}
"""What each theme of walk looks for beside the path, and how much it counts, 0 to 1."""
THEMES = tuple(ATTRACTIONS)
STEEP_PCT = 10.0
"""From this slope on a path is steep, in per cent."""
WHEELS_PCT = 6.0
"""From this slope on a pushchair is hard work, in per cent; French rules for wheelchairs stop at 5 %
(arrêté du 15 janvier 2007 on access to public ways)."""
_SHUN = 12.0
"""A metre of what is to be avoided weighs as much as so many others."""
_PULL = 0.7
"""What a theme takes off the weight of a metre right beside what it looks for."""
_TRAFFIC = {"none": 0.9, "low": 1.1, "high": 1.7}


def check_preferences(theme: str, avoid: Collection[str]) -> None:
    """Refuse themes and things to avoid that do not exist.

    Raises
    ------
    WalkError
        The message names those that do.
    """
    if theme and theme not in THEMES:
        names = ", ".join(f"{each} ({say(f'walks.theme_{each}')})" for each in THEMES)
        raise WalkError(say("walks.theme_unknown", theme=theme, known=names))
    for name in avoid:
        if name not in AVOID:
            known = ", ".join(f"{each} ({say(f'walks.avoid_{each}')})" for each in AVOID)
            raise WalkError(say("walks.avoid_unknown", avoid=name, known=known))


def attraction(edges: pd.DataFrame, theme: str) -> NDArray[np.float64]:
    """Return how much each edge has of what a theme looks for, 0 to 1; unknown counts as nothing to see."""
    total = np.zeros(len(edges))
    for column, weight in ATTRACTIONS.get(theme, {}).items():
        total += weight * np.nan_to_num(edges[column].to_numpy())
    return np.minimum(total, 1.0)


def shunned(edges: pd.DataFrame, name: str) -> NDArray[np.bool_]:
    """Return which edges have what is to be avoided; unknown counts as not having it."""
    if name == "steep":
        return np.nan_to_num(edges["slope_pct"].to_numpy()) > STEEP_PCT
    if name == "stairs":
        return edges["stairs"].to_numpy(dtype=bool)
    if name == "mud":
        return edges["surface"].eq("earth").to_numpy()
    return edges["traffic"].eq("high").to_numpy()


def wheels(edges: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which edges are hard on a pushchair: stairs, over 6 %, bare earth, or said to be so."""
    steep = np.nan_to_num(edges["slope_pct"].to_numpy()) > WHEELS_PCT
    return np.asarray(
        steep
        | edges["stairs"].to_numpy(dtype=bool)
        | edges["surface"].eq("earth").to_numpy()
        | edges["wheelchair"].eq("no").to_numpy()
    )


def factors(edges: pd.DataFrame, *, theme: str = "", avoid: Collection[str] = ()) -> NDArray[np.float64]:
    """Return what a metre of each edge weighs when ways are compared, 1 for an ordinary one.

    Traffic weighs 0.9 to 1.7; a theme takes off up to 70 %; what is to be avoided weighs 12 times.
    """
    traffic = edges["traffic"].map(_TRAFFIC).fillna(1.0).to_numpy(dtype=float)
    weight: NDArray[np.float64] = traffic * (1.0 - _PULL * attraction(edges, theme))
    for name in avoid:
        weight = np.where(shunned(edges, name), weight * _SHUN, weight)
    if theme == "easy":
        weight = np.where(wheels(edges), weight * _SHUN, weight)
    return weight
