"""The map of a tour on paper: heaps, fields and belt below, the legs, and the stops by number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper import draw_layers, fit, furnished, map_alt, plate, plate_width
from gis.export.tour.present import title
from gis.territory import Style
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from gis.export.paper import MapDrawing, Picture
    from gis.tours import Tour

ROUTE, ROUTE_EDGE = Style("#000000", weight=6.0), Style("#ffffff", weight=10.0)
PATH = Style("#777777", weight=0.9)
UNDER = ("commune", "slag_heaps", "farmland", "nourishing_gardens", "green_belt")
LEAST_M = 350.0
_PLATE_MM = 5.2


def tour_map(tour: Tour, *, width: float, height: float) -> Picture:
    """Draw the whole tour, `width` by `height` mm, with an alternative text that tells what it shows."""
    shapes = [shapely.Point(row.stop.xy) for row in tour.rows if row.stop.xy is not None]
    lines = [leg.line for leg in tour.legs if not leg.line.is_empty]
    bounds = shapely.total_bounds(np.array([*shapes, *lines], dtype=object)).tolist()
    frame = fit(bounds, width=width, height=height, margin=0.1, least_m=LEAST_M, round_scale=True)
    drawing = furnished(frame, tour.territory.projection)
    seen = [line.text for line in draw_layers(drawing, tour.territory, UNDER)]
    if tour.ground is not None:
        drawing.draw(tour.ground.network.lines, PATH)
    if lines:
        for style in (ROUTE_EDGE, ROUTE):
            drawing.draw(np.array(lines, dtype=object), style)
        seen.append(say("roadbook.map_way"))
    _numbers(drawing, tour)
    seen.append(say("roadbook.map_stops"))
    return drawing.picture(alt=map_alt(say("roadbook.map_of", title=title(tour)), drawing, seen))


def map_key(tour: Tour) -> str:
    """Return what the signs of the map mean; of the green belt, how far to trust it."""
    belt = tour.territory.find("green_belt")
    if belt is None:
        return say("roadbook.map_key_bare")
    return say("roadbook.map_key", status=say(f"status.{belt.status}"))


def _numbers(drawing: MapDrawing, tour: Tour) -> None:
    """Write the numbers of the stops; those whose plates would cover one another share one."""
    placed = [(number, row.stop.xy) for number, row in enumerate(tour.rows, 1) if row.stop.xy is not None]
    places = drawing.frame.to_paper(np.array([xy for _, xy in placed], dtype=float))
    plates = [_Plate((number,), place[None]) for (number, _), place in zip(placed, places, strict=True)]
    for one in _apart(plates):
        x, y = one.centre.tolist()
        plate(drawing, x, y, one.text, height=_PLATE_MM)


def _apart(plates: list[_Plate]) -> list[_Plate]:
    """Join plates until none covers another."""
    for one, other in combinations(plates, 2):
        if one.covers(other):
            left = [item for item in plates if item is not one and item is not other]
            return _apart([one.joined(other), *left])
    return plates


@dataclass(frozen=True, eq=False)
class _Plate:
    """The numbers of some stops, and where on paper these are, (n, 2) in mm."""

    numbers: tuple[int, ...]
    places: NDArray[np.float64]

    @property
    def centre(self) -> NDArray[np.float64]:
        return np.asarray(self.places.mean(axis=0))

    @property
    def text(self) -> str:
        return _runs(self.numbers)

    @property
    def width(self) -> float:
        return plate_width(self.text, height=_PLATE_MM)

    def covers(self, other: _Plate) -> bool:
        right, down = np.abs(self.centre - other.centre).tolist()
        return bool(right < (self.width + other.width) / 2 and down < _PLATE_MM)

    def joined(self, other: _Plate) -> _Plate:
        numbers = tuple(sorted(self.numbers + other.numbers))
        return _Plate(numbers, np.vstack([self.places, other.places]))


def _runs(numbers: Iterable[int]) -> str:
    """Write 1, 2, 3, 5 as `1–3·5`."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "·".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in parts)
