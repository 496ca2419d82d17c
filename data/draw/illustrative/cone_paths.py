"""Paths on the heaps: round the flat ones, up the western cone to below its tip, none on the closed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from data.draw.illustrative.ground import CLOSED_HEAP, ring

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from data.draw.frame import Drawn

CONE = "T074a"
LOOPED = ("T074b", "T079", "T079a", "T059", CONE)
INSET_M = 14.0
TURNS = 1.75
POINTS = 120
BELVEDERE_RADIUS_M = 28.0
"""The path ends this far from the tip: the tip itself is to be left alone."""


def heap_ways(drawn: Drawn) -> list[tuple[BaseGeometry, bool]]:
    """Return the open ways on the heaps, and whether each is made of steps."""
    loops = [_outline(drawn, heap).buffer(-INSET_M).exterior for heap in LOOPED]
    lines = [shapely.linestrings(shapely.get_coordinates(loop)) for loop in loops]
    spiral = _spiral(drawn)
    joins = [shapely.shortest_line(line, _ring_line()) for line in lines]
    between = [shapely.shortest_line(lines[0], other) for other in (*lines[1:3], lines[4])]
    return [*((line, False) for line in [*lines, spiral, *joins, *between]), (_stairs(spiral), True)]


def closed_ramp(drawn: Drawn) -> BaseGeometry:
    """Return the skip ramp on the closed heap, from its foot to its top."""
    top = _outline(drawn, CLOSED_HEAP).centroid
    return shapely.shortest_line(_ring_line(), top)


def _ring_line() -> BaseGeometry:
    return shapely.linestrings(shapely.get_coordinates(ring()))


def _outline(drawn: Drawn, heap: str) -> BaseGeometry:
    return drawn["slag_heaps"].set_index("id").geometry[heap]


def _spiral(drawn: Drawn) -> BaseGeometry:
    outline = _outline(drawn, CONE)
    centre = shapely.get_coordinates(outline.centroid)[0]
    turns = np.linspace(0, 1, POINTS)
    angles = np.pi * 0.25 + turns * TURNS * 2 * np.pi
    away = np.column_stack([np.cos(angles), np.sin(angles)])
    rays = shapely.linestrings(np.stack([np.tile(centre, (POINTS, 1)), centre + 600 * away], axis=1))
    edge = shapely.length(shapely.intersection(rays, outline.buffer(-INSET_M)))
    radius = edge + turns * (BELVEDERE_RADIUS_M - edge)
    return shapely.linestrings(centre + radius[:, None] * away)


def _stairs(spiral: BaseGeometry) -> BaseGeometry:
    """Return a flight of steps straight up from the first turn of the climb to the second."""
    turn = round((POINTS - 1) / TURNS)
    return shapely.linestrings(shapely.get_coordinates(spiral)[[6, 6 + turn]])
