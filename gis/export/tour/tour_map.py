"""The map of a tour on paper: heaps, fields and belt below, the legs, and the stops by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper import draw_layers, fit, furnished, map_alt, plate
from gis.export.tour.present import title
from gis.territory import Style
from gis.words import say

if TYPE_CHECKING:
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
    drawing = furnished(fit(bounds, width=width, height=height, margin=0.1, least_m=LEAST_M))
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
    """Write the numbers of the stops; those at one place share a plate."""
    placed = [(number, row.stop.xy) for number, row in enumerate(tour.rows, 1) if row.stop.xy is not None]
    places = drawing.frame.to_paper(np.array([xy for _, xy in placed], dtype=float))
    for together in _clusters(places):
        x, y = places[together].mean(axis=0).tolist()
        plate(drawing, x, y, _runs([placed[row][0] for row in together]), height=_PLATE_MM)


def _clusters(places: NDArray[np.float64]) -> list[list[int]]:
    left, found = list(range(len(places))), []
    while left:
        near = [row for row in left if np.hypot(*(places[row] - places[left[0]])) < _PLATE_MM]
        found.append(near)
        left = [row for row in left if row not in near]
    return found


def _runs(numbers: list[int]) -> str:
    """Write 1, 2, 3, 5 as `1–3·5`."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "·".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in parts)
