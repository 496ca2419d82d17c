"""The answer of each theme to one subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.dossiers.index import LINE, POLYGON
from gis.dossiers.overlay import SLIVER_M2, overlay, totals
from gis.dossiers.records import WINDS, Answer, Item, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.dossiers.index import Index
    from gis.dossiers.overlay import Hits

FULL_PCT = 100.0
TURN_DEGREES = 360.0


@dataclass(frozen=True, eq=False)
class Measured:
    """A theme's answer with the pairs behind it, for those who ask further."""

    index: Index
    hits: Hits
    answer: Answer


def measure(indexes: Sequence[Index], subject: Subject) -> dict[str, Measured]:
    """Hold a subject against every theme, by key in the order given."""
    shapes = np.array([subject.geometry], dtype=object)
    areas = np.array([subject.gis_area_m2])
    return {index.theme.key: _measure(index, shapes, areas) for index in indexes}


def wind(start: BaseGeometry, end: BaseGeometry) -> str:
    """Return the direction of the shortest way from one geometry to another, `n`, `ne` … `nw`.

    Empty where they touch.
    """
    way = shapely.get_coordinates(shapely.shortest_line(end, start))
    east, north = way[0] - way[-1]
    if not east and not north:
        return ""
    degrees = np.degrees(np.arctan2(east, north)) % TURN_DEGREES
    return WINDS[round(degrees / (TURN_DEGREES / len(WINDS))) % len(WINDS)]


def _measure(index: Index, shapes: NDArray[np.object_], areas: NDArray[np.float64]) -> Measured:
    hits = overlay(index, shapes, areas)
    if index.layer is None:
        return Measured(index, hits, Answer(index.theme, "no_data", "no_data"))
    found = totals(index, shapes, hits)
    flat, long = POLYGON in index.kinds, LINE in index.kinds
    area, nearest = float(found.area_m2[0]), int(found.nearest[0])
    metres = float(found.nearest_m[0])
    answer = Answer(
        theme=index.theme,
        verdict="concerned" if found.concerned[0] else "not_concerned",
        status=index.layer.status,
        area_m2=area if flat else None,
        share_pct=min(FULL_PCT, FULL_PCT * area / areas[0]) if flat else None,
        length_m=float(found.length_m[0]) if long else None,
        count=int(found.count[0]),
        nearest_m=None if np.isnan(metres) else metres,
        nearest_wind=wind(shapes[0], index.shapes[nearest]) if nearest >= 0 else "",
        nearest_id=index.text["id"][nearest] if nearest >= 0 else "",
        nearest_name=index.text["name"][nearest] if nearest >= 0 else "",
        items=_items(index, hits, float(areas[0])),
    )
    return Measured(index, hits, answer)


def _items(index: Index, hits: Hits, whole: float) -> tuple[Item, ...]:
    text = index.text
    found = []
    for row, area, length in zip(
        hits.feature.tolist(), hits.area_m2.tolist(), hits.length_m.tolist(), strict=True
    ):
        kind = index.dimensions[row]
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
            )
        )
    return tuple(sorted(found, key=lambda item: (-(item.area_m2 or 0), -(item.length_m or 0), item.id)))


def whole_enough(area_m2: float) -> bool:
    """Tell whether a subject is large enough for any answer to count."""
    return area_m2 >= SLIVER_M2
