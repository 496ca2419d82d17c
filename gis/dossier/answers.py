"""The answer of each theme to one subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gis.dossier.model import WINDS, Answer, Item, Subject
from gis.overlay import LINE, POLYGON, SLIVER_M2, united_area

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.overlay import Hits, LayerIndex, Pool

FULL_PCT = 100.0
TURN_DEGREES = 360.0
PARTS_MISSING = "parts_missing"


@dataclass(frozen=True, eq=False)
class Measured:
    """A theme's answer with the pairs behind it, for those who ask further."""

    index: LayerIndex
    hits: Hits
    answer: Answer


def measure_themes(pool: Pool, subject: Subject) -> dict[str, Measured]:
    """Hold a subject against every theme, by key in the order of the pool."""
    hits = pool.hits(subject.geometry, subject.gis_area_m2)
    wanted = np.array([not len(item.feature) for item in hits])
    near = pool.nearest(subject.geometry, wanted)
    metres, places, winds = near.metres.tolist(), near.feature.tolist(), directions(near.steps)
    found = {}
    for number, (index, item) in enumerate(zip(pool.indexes, hits, strict=True)):
        nearest = (metres[number], places[number], winds[number])
        found[index.key] = Measured(index, item, _answer(index, item, subject.gis_area_m2, nearest))
    return found


def directions(steps: NDArray[np.float64]) -> list[str]:
    """Return the winds, `n`, `ne` … `nw`, of steps to the east and north; empty for no step.

    Parameters
    ----------
    steps : array of float, shape (n, 2)
        In metres.
    """
    degrees = np.degrees(np.arctan2(steps[:, 0], steps[:, 1]))
    places = np.round(degrees / (TURN_DEGREES / len(WINDS))).astype(int) % len(WINDS)
    moved = np.hypot(steps[:, 0], steps[:, 1]) > 0
    return [WINDS[place] if there else "" for place, there in zip(places, moved, strict=True)]


def _answer(index: LayerIndex, hits: Hits, whole: float, nearest: tuple[float, int, str]) -> Answer:
    if not index.known:
        return Answer(index.theme, "no_data", "no_data")
    count = len(hits.feature)
    if not count and not index.whole:
        return Answer(index.theme, "no_data", "no_data", reason=PARTS_MISSING)
    flat, long = POLYGON in index.kinds, LINE in index.kinds
    area = _area(index, hits) if count and flat else 0.0
    metres, place, wind = nearest
    return Answer(
        theme=index.theme,
        verdict="concerned" if count else "not_concerned",
        status=index.status,
        area_m2=area if flat else None,
        share_pct=min(FULL_PCT, FULL_PCT * area / whole) if flat else None,
        length_m=float(hits.length_m.sum()) if long else None,
        count=count,
        nearest_m=0.0 if count else None if place < 0 else metres,
        nearest_wind=wind,
        nearest_id=index.text["id"][place] if place >= 0 else "",
        nearest_name=index.text["name"][place] if place >= 0 else "",
        nearest_kind=index.text["kind"][place] if place >= 0 else "",
        items=_items(index, hits, whole) if count else (),
        around_m=index.around_m,
    )


def _area(index: LayerIndex, hits: Hits) -> float:
    if index.overlapping and len(hits.feature) > 1 and hits.cut is not None:
        return united_area(index, hits.feature, hits.cut, hits.area_m2)
    return float(hits.area_m2.sum())


def _items(index: LayerIndex, hits: Hits, whole: float) -> tuple[Item, ...]:
    text, kinds = index.text, index.dimensions
    found = []
    for row, area, length in zip(
        hits.feature.tolist(), hits.area_m2.tolist(), hits.length_m.tolist(), strict=True
    ):
        kind = kinds[row]
        found.append(
            Item(
                id=text["id"][row],
                name=text["name"][row],
                area_m2=area if kind == POLYGON else None,
                share_pct=min(FULL_PCT, FULL_PCT * area / whole) if kind == POLYGON else None,
                length_m=length if kind == LINE else None,
                status=text["status"][row],
                source=text["source"][row],
                source_url=text["source_url"][row],
                source_date=text["source_date"][row],
                kind=text["kind"][row],
            )
        )
    return tuple(sorted(found, key=lambda item: (-(item.area_m2 or 0), -(item.length_m or 0), item.id)))


def whole_enough(area_m2: float) -> bool:
    """Tell whether a subject is large enough for any answer to count."""
    return area_m2 >= SLIVER_M2
