"""What a drawn project would change: today's ground under it, hedges, edible places, views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from gis.dossier.land_balance import REST
from gis.overlay import POLYGON, SLIVER_M, SLIVER_M2
from gis.parcels import LAYER, parcels_of, readable
from gis.words import say

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.dossier.model import Dossier
    from gis.territory import Territory

LENGTHS = {"green_belt": "green_belt", "paths": "paths"}
COUNTS = {"open_farmland": "views", "species_sites": "species"}
GARDENS, BELT, HEDGES = "nourishing_gardens", "green_belt", "hedges"
HEDGE_REACH_M = 1.0
"""A hedge is a line in the data and stands a metre to each side of it: what meets that is taken."""
VIEWS = "views_on"


@dataclass(frozen=True)
class Impact:
    """One thing that a project would take or touch.

    Attributes
    ----------
    key : str
        Its words are `project.<key>`, or those of a cover of the land balance.
    unit : str
        `m2`, `m` or `count`.
    value : float or None
        How much; nothing where the territory has no data, which is not zero.
    what : tuple of str
        Names of what is touched.
    today : float or None
        How much of it the commune has in all layers of today; nothing where that is unknown or means nothing.
    """

    key: str
    unit: str
    value: float | None
    what: tuple[str, ...] = ()
    today: float | None = None

    @property
    def title(self) -> str:
        """Its words in the language in use."""
        if self.key.startswith("cover_"):
            return say("project.lost", cover=say(f"dossier.{self.key}"))
        return say(f"project.{self.key}")


def effects(territory: Territory, dossier: Dossier) -> tuple[Impact, ...]:
    """Return what a project would change, from the dossier of its footprint.

    Areas are those of the land balance in m², so that they add up to the footprint; lengths are those of the
    lines under it in m; views are the open farmland that it stands in, with what is seen from there.
    """
    covers = {cover.key: cover.area_m2 for cover in dossier.balance.covers}
    unknown = dict.fromkeys(dossier.balance.missing)
    found = [Impact("area", "m2", dossier.subject.gis_area_m2)]
    found += [
        Impact(f"cover_{key}", "m2", area) for key, area in {**covers, **unknown}.items() if key != REST
    ]
    found.append(Impact(f"cover_{REST}", "m2", covers[REST]))
    known = {answer.key: answer for answer in dossier.themes}
    found += [_hedges(territory, dossier.subject.geometry), _edible(territory, dossier.subject.geometry)]
    for theme, key in LENGTHS.items():
        if theme in known:
            layer = territory.get(theme)
            today = None if layer is None else layer.within.length_m
            found.append(Impact(key, "m", known[theme].length_m, today=today))
    for theme, key in COUNTS.items():
        if theme in known:
            names = tuple(item.name or item.id for item in known[theme].items)
            layer = territory.get(theme)
            seen = _seen(territory, dossier, theme) or names
            found.append(
                Impact(key, "count", known[theme].count, seen, None if layer is None else len(layer.within))
            )
    return (*found, _parcels(territory, dossier.subject.geometry))


def _hedges(territory: Territory, shape: BaseGeometry) -> Impact:
    layer = territory.get(HEDGES)
    if layer is None:
        return Impact("hedges", "m", None)
    taken = shapely.buffer(shape, HEDGE_REACH_M)
    rows = layer.tree.query(taken, predicate="intersects")
    metres = float(shapely.length(shapely.intersection(layer.geometry[rows], taken)).sum())
    return Impact("hedges", "m", metres, today=layer.within.length_m)


def _edible(territory: Territory, shape: BaseGeometry) -> Impact:
    """Return the gardens, and the stretches of the green belt where one may gather, that are touched."""
    layers = [layer for layer in (territory.get(GARDENS), territory.get(BELT)) if layer is not None]
    if not layers:
        return Impact("edible", "count", None)
    touched: list[str] = []
    today = 0
    for layer in layers:
        rows = np.sort(layer.tree.query(shape, predicate="intersects"))
        shared = shapely.intersection(layer.geometry[rows], shape)
        flat = shapely.get_dimensions(layer.geometry[rows]) == POLYGON
        rows = rows[np.where(flat, shapely.area(shared) >= SLIVER_M2, shapely.length(shared) >= SLIVER_M)]
        edible = np.ones(len(layer), bool)
        if "edible" in layer.data:
            edible = layer.data["edible"].fillna(value=False).to_numpy(dtype=bool)
        names = layer.data["name"].fillna("").astype(str).to_numpy(object)
        touched += [names[row] or str(layer.ids[row]) for row in rows[edible[rows]]]
        today += int((edible & layer.inside).sum())
    return Impact("edible", "count", len(touched), tuple(dict.fromkeys(touched)), today)


def _seen(territory: Territory, dossier: Dossier, theme: str) -> tuple[str, ...]:
    """Return what is seen from the open farmland that is touched, where the layer says so."""
    layer = territory.get(theme)
    if layer is None or VIEWS not in layer.data:
        return ()
    rows = layer.ids.get_indexer(pd.Index([item.id for item in dossier.answer(theme).items]))
    texts = layer.data[VIEWS].iloc[rows].dropna().astype(str)
    return tuple(dict.fromkeys(text for text in texts if text))


def _parcels(territory: Territory, shape: BaseGeometry) -> Impact:
    if territory.get(LAYER) is None:
        return Impact("parcels", "count", None)
    parcels = parcels_of(territory)
    rows = parcels.layer.tree.query(shape, predicate="intersects")
    common = shapely.area(shapely.intersection(parcels.layer.geometry[rows], shape))
    touched = sorted(parcels.ids[row] for row in rows[common >= SLIVER_M2])
    names = tuple(readable(item) for item in touched)
    return Impact("parcels", "count", len(touched), names, len(parcels))
