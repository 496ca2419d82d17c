"""What a planting plan says of proposed hedges, in the language in use: paper only lays it out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.connectivity import HEDGE_WIDTH_M, connectivity_notices, notice_of_price, widen
from gis.dossier import layer_provenance
from gis.export.connectivity.present import GAIN_DECIMALS, proposal_text
from gis.parcels import LAYER, readable
from gis.territory import Status
from gis.words import length, listed, number, say, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.connectivity import Connectivity, Proposal
    from gis.dossier import Provenance
    from gis.territory import Layer, Territory

GROUND = ("farmland", "paths", LAYER)
"""Layers beside those of habitat that a plan is drawn from."""
LEAST_METRES = 1.0
"""A hedge that runs on a parcel for less does not count as planted there."""


@dataclass(frozen=True)
class PlantingRow:
    """One proposed hedge in words; `alone` is what it gains without those before it."""

    number: str
    where: str
    length: str
    parcels: str
    gain: str
    alone: str
    cost: str


@dataclass(frozen=True)
class PlantingPlanText:
    """A planting plan in words.

    Attributes
    ----------
    lead : str
        What is proposed; that nothing is, where there are no rows.
    facts : tuple of (str, str)
        For whom and at what price, each with what it is.
    whole : PlantingRow or None
        All hedges together.
    assumed, first : tuple of str
        What was assumed, and what to check before planting.
    warning : str
        Empty where nothing that it draws on is illustrative.
    """

    title: str
    lead: str
    status: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[PlantingRow, ...]
    whole: PlantingRow | None
    assumed: tuple[str, ...]
    first: tuple[str, ...]
    origins: tuple[Provenance, ...]
    group_source: tuple[str, str]
    warning: str


def planting_notes(price_eur_m: float) -> list[str]:
    """Return what to know of proposed hedges, on the page."""
    return [*(say(f"planting.{key}") for key in ("about", "order", "owner")), notice_of_price(price_eur_m)]


def planting_plan_text(
    now: Connectivity, proposals: Sequence[Proposal], *, price_eur_m: float
) -> PlantingPlanText:
    """Return the plan of some proposals, in their order, at a price for each metre."""
    used = {*now.patches.layer.tolist(), *GROUND}
    origins = tuple(item for item in layer_provenance(now.territory) if item.layer in used)
    illustrative = any(item.status == Status.ILLUSTRATIVE for item in origins)
    return PlantingPlanText(
        title=say("planting.title", name=now.territory.name),
        lead=say("planting.about" if proposals else "planting.none"),
        status=now.patches.status,
        facts=_facts(now, price_eur_m),
        rows=tuple(_row(now, item, place, price_eur_m) for place, item in enumerate(proposals, 1)),
        whole=_whole(proposals, price_eur_m) if proposals else None,
        assumed=(
            *connectivity_notices(now),
            *filter(None, [now.group.note]),
            say("planting.order"),
            say("connectivity.notice_gain"),
            notice_of_price(price_eur_m),
        ),
        first=(say("planting.owner"),),
        origins=origins,
        group_source=(now.group.source, now.group.source_url),
        warning=say("paper.illustrative") if illustrative else "",
    )


def parcels_text(territory: Territory, line: shapely.LineString) -> str:
    """Name the parcels that a hedge stands on, most of it first, or else the nearest one."""
    layer = territory.find(LAYER)
    if layer is None or not len(layer):
        return say("verdict.no_data")
    ground = widen(np.array([line], dtype=object), HEDGE_WIDTH_M)[0]
    rows = layer.tree.query(ground, predicate="intersects")
    covered = shapely.area(shapely.intersection(layer.geometry[rows], ground))
    order = np.argsort(-covered, kind="stable")
    touched = [rows[at] for at in order if covered[at] >= LEAST_METRES * HEDGE_WIDTH_M / 2]
    if touched:
        return listed(_reference(layer, row) for row in touched)
    (nearest,) = layer.tree.query_nearest(line, all_matches=False)
    apart = float(shapely.distance(layer.geometry[nearest], line))
    return say("planting.nearest", reference=_reference(layer, nearest), distance=length(apart))


def _reference(layer: Layer, row: int) -> str:
    """Return the reference of a parcel, which no line break may part."""
    return readable(str(layer.ids[row])).replace(" ", "\u00a0")


def _facts(now: Connectivity, price_eur_m: float) -> tuple[tuple[str, str], ...]:
    return (
        (say("connectivity.group"), now.group.title),
        (say("connectivity.mode"), say(f"connectivity.mode_{now.mode}")),
        (say("planting.dispersal"), length(now.median_m)),
        (say("planting.price"), say("planting.euros", amount=number(price_eur_m, decimals=2))),
    )


def _row(now: Connectivity, item: Proposal, place: int, price_eur_m: float) -> PlantingRow:
    text = proposal_text(now, item, price_eur_m=price_eur_m)
    return PlantingRow(
        number=str(place),
        where=say("planting.place", where=text.where, one=text.one, other=text.other),
        length=text.length,
        parcels=parcels_text(now.territory, item.line),
        gain=say("planting.plus", gain=text.gain),
        alone=say("planting.plus", gain=text.gain_alone),
        cost=say("planting.euros", amount=text.cost),
    )


def _whole(proposals: Sequence[Proposal], price_eur_m: float) -> PlantingRow:
    metres = sum(item.length_m for item in proposals)
    # Each gain is told upon the connectivity that those before it brought.
    gain_pct = 100 * (math.prod(1 + item.gain_pct / 100 for item in proposals) - 1)
    return PlantingRow(
        number="",
        where=say("planting.whole"),
        length=length(metres),
        parcels="",
        gain=say("planting.plus", gain=share(gain_pct, decimals=GAIN_DECIMALS)),
        alone="",
        cost=say("planting.euros", amount=number(metres * price_eur_m)),
    )
