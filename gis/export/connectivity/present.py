"""What is said of connectivity and planting in the language in use: page and command line only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.connectivity import PRICE_EUR_M
from gis.words import area, length, number, say, share

if TYPE_CHECKING:
    from gis.connectivity import Connectivity, PlantingEffect, Proposal

UNKNOWN = "–"
INDEX_DECIMALS = 6
GAIN_DECIMALS = 2
PARTS = ("dpc", "dpc_intra", "dpc_flux", "dpc_connector")


@dataclass(frozen=True)
class PatchText:
    """One patch in words; `cells` are those of `patch_heads` after its name."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class PlantingText:
    """What a new hedge changes, in words.

    Attributes
    ----------
    heads : tuple of str
        Headings of `rows`: what it is, before, after.
    rows : tuple of tuple of str
        Index, area as well connected, groups of linked habitats.
    gain : str
        How much connectivity grows; a dash where there was none.
    """

    heads: tuple[str, str, str]
    rows: tuple[tuple[str, str, str], ...]
    length: str
    cost: str
    gain: str
    gain_per_metre: str
    links: str
    notices: tuple[str, ...]


@dataclass(frozen=True)
class ProposalText:
    """A gap where a hedge is proposed, in words.

    Attributes
    ----------
    gain, gain_alone : str
        What it brings after those before it, and if nothing else were planted.
    """

    where: str
    one: str
    other: str
    length: str
    cost: str
    gain: str
    gain_alone: str


def connectivity_figures(now: Connectivity) -> list[tuple[str, str]]:
    """Return the figures of the whole, each with what it is."""
    found = now.summary()
    counts = {key: number(found[key]) for key in ("patches", "links", "components")}
    areas = {key: area(found[key]) for key in ("habitat_m2", "equivalent_m2")}
    indices = {key: number(found[key], decimals=INDEX_DECIMALS) for key in ("pc", "iic")}
    return [(say(f"connectivity.{key}"), value) for key, value in (counts | areas | indices).items()]


def patch_heads() -> list[str]:
    """Return the headings of the patches: the name, then those of their cells."""
    return [say(f"connectivity.{key}") for key in ("name", "area_m2", *PARTS)]


def patch_texts(now: Connectivity) -> list[PatchText]:
    """Return the patches, most important first."""
    return [
        PatchText(
            now.patches.told(row["id"]),
            (area(row["area_m2"]), *(number(row[part], decimals=2) for part in PARTS)),
        )
        for row in now.patch_table.drop(columns="geometry").to_dict("records")
    ]


def planting_text(effect: PlantingEffect) -> PlantingText:
    """Return what a new hedge changes."""
    indices = (number(value, decimals=INDEX_DECIMALS) for value in (effect.pc_before, effect.pc_after))
    areas = map(area, (effect.equivalent_before_m2, effect.equivalent_after_m2))
    groups = map(number, (effect.components_before, effect.components_after))
    pairs = {"pc": indices, "equivalent_m2": areas, "components": groups}
    return PlantingText(
        heads=(say("connectivity.hedge"), say("connectivity.before"), say("connectivity.after")),
        rows=tuple((say(f"connectivity.{key}"), before, after) for key, (before, after) in pairs.items()),
        length=length(effect.length_m),
        cost=number(effect.cost_eur),
        gain=UNKNOWN if effect.gain_pct is None else share(effect.gain_pct, decimals=GAIN_DECIMALS),
        gain_per_metre=number(effect.gain_m2_per_metre, decimals=1),
        links=number(len(effect.links)),
        notices=tuple(effect.notices),
    )


def proposal_text(now: Connectivity, item: Proposal, *, price_eur_m: float = PRICE_EUR_M) -> ProposalText:
    """Return a proposed hedge, at a price for each metre."""
    return ProposalText(
        where=say(f"connectivity.on_{item.where}"),
        one=now.patches.told(item.from_id),
        other=now.patches.told(item.to_id),
        length=length(item.length_m),
        cost=number(item.length_m * price_eur_m),
        gain=share(item.gain_pct, decimals=GAIN_DECIMALS),
        gain_alone=share(item.gain_alone_pct, decimals=GAIN_DECIMALS),
    )
