"""The tables of a dossier in words: land balance, surroundings, neighbours, what the statuses mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gis.parcels import readable
from gis.territory import silence
from gis.words import length, listed, number, radius_text, say, share, square_metres

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.dossier import Cover, Dossier, Ring


WALKED = ("green_belt", "paths")
"""Themes without which nobody knows how far the belt is on foot."""


@dataclass(frozen=True)
class CoverText:
    """One cover of the land balance, and its place among all covers."""

    key: str
    title: str
    area: str
    share: str
    share_pct: float
    place: int = -1


@dataclass(frozen=True)
class BalanceText:
    """The land balance: its covers, their sum, and what to know."""

    covers: tuple[CoverText, ...]
    total: CoverText
    notes: tuple[str, ...]


@dataclass(frozen=True)
class AroundText:
    """What lies around: a column a distance, a row a kind, and sentences about the rest."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    sentences: tuple[str, ...]


def balance(dossier: Dossier) -> BalanceText:
    """Return the land balance in words; covers under 1 m² are left out."""
    covers = dossier.balance.covers
    metres = whole_metres(covers)
    rows = tuple(
        CoverText(
            cover.key, cover.title, square_metres(metre), share(cover.share_pct), cover.share_pct, place
        )
        for place, (cover, metre) in enumerate(zip(covers, metres, strict=True))
        if metre >= 1
    )
    whole = square_metres(sum(metre for metre in metres if metre >= 1))
    total = CoverText("", say("sheet.balance_total"), whole, share(100), 100.0)
    notes = [say("dossier.balance_order")]
    missing = [key for key in dossier.balance.missing if _belongs(dossier, key)]
    if missing:
        names = ", ".join(say(f"dossier.cover_{key}") for key in missing)
        notes.append(say("sheet.balance_missing", covers=names))
    return BalanceText(rows, total, tuple(notes))


def whole_metres(covers: Sequence[Cover]) -> list[int]:
    """Return the areas of covers in whole m² that add up to the whole rounded to 1 m².

    The largest remainders are rounded up: https://en.wikipedia.org/wiki/Quota_method
    """
    areas = np.array([cover.area_m2 for cover in covers])
    whole = np.floor(areas).astype(int)
    missing = round(float(areas.sum())) - int(whole.sum())
    whole[np.argsort(whole - areas, kind="stable")[:missing]] += 1
    return [int(value) for value in whole]


def around(dossier: Dossier) -> AroundText:
    """Return what lies around in words."""
    rings = dossier.surroundings.rings
    return AroundText(
        heads=tuple(say("sheet.within", distance=radius_text(ring.radius_m)) for ring in rings),
        rows=tuple(
            (name, tuple(_count(value) for value in values)) for name, values in _kinds(dossier, rings)
        ),
        sentences=tuple(_around_sentences(dossier)),
    )


def neighbours(dossier: Dossier) -> list[str]:
    """Return the neighbouring parcels as people write them."""
    return [readable(item) for item in dossier.neighbours]


def status_meanings(dossier: Dossier) -> list[str]:
    """Say what each status in a dossier means."""
    present = dict.fromkeys([dossier.subject.status, *(item.status for item in dossier.provenance)])
    return [
        say("sheet.status_means", status=say(f"status.{item}"), means=say(f"status.{item}_means"))
        for item in present
    ]


def _kinds(dossier: Dossier, rings: Sequence[Ring]) -> list[tuple[str, list[float | None]]]:
    rows: list[tuple[str, list[float | None]]] = [
        (say("dossier.around_gardens"), [ring.gardens for ring in rings]),
        (say("dossier.around_hedges"), [ring.hedges_m for ring in rings]),
        (say("dossier.around_paths"), [ring.paths_m for ring in rings]),
    ]
    if _belongs(dossier, "mine_shafts") or any(ring.shafts is not None for ring in rings):
        rows.insert(0, (say("dossier.around_shafts"), [ring.shafts for ring in rings]))
    for group in sorted({group for ring in rings for group in ring.species or {}}):
        name = dossier.answer("species_sites").theme.value_text(group)
        counts: list[float | None] = [(ring.species or {}).get(group, 0) for ring in rings]
        rows.append((say("dossier.around_species", group=name), counts))
    return rows


def _belongs(dossier: Dossier, layer: str) -> bool:
    """Whether a layer has its place in a commune: what is of another area is said once, of its themes."""
    return silence(layer, dossier.commune[0]) is None


def _around_sentences(dossier: Dossier) -> list[str]:
    """Return what is known around beside the rings: hedges, way to the belt, sensitive species."""
    known, rows = dossier.surroundings, []
    if known.hedge_density_m_ha is not None:
        rows.append(say("sheet.density", density=number(known.hedge_density_m_ha, decimals=1)))
    if known.belt_walk_m is None:
        # Without data nobody knows whether a way leads there: the verdicts say so already.
        if not any(item.verdict == "no_data" for item in dossier.themes if item.key in WALKED):
            rows.append(say("sheet.belt_unknown"))
    elif known.belt_walk_m:
        rows.append(say("sheet.belt", distance=length(known.belt_walk_m)))
    else:
        rows.append(say("sheet.belt_here"))
    if known.partly:
        titles = listed([dossier.answer(key).title for key in known.partly])
        distance = radius_text(known.rings[-1].radius_m)
        rows.append(say("sheet.around_partly", distance=distance, layers=titles))
    if known.sensitive_species:
        rows.append(say("sheet.sensitive"))
    return rows


def _count(value: float | None) -> str:
    return say("verdict.no_data") if value is None else number(value)
