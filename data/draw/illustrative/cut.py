"""Cut land into pieces: recursive halving across the longer side, and slices of a wanted area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
import shapely.ops
from scipy.optimize import brentq

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

REACH_M = 10_000.0


@dataclass(frozen=True)
class Cut:
    """A line along which a piece of land was halved.

    Attributes
    ----------
    line : LineString
        The cut, EPSG:2154.
    parent_m2 : float
        Area of what was halved: the larger, the more the cut is a way and not a mere boundary.
    """

    line: BaseGeometry
    parent_m2: float


def halve(
    shape: BaseGeometry,
    *,
    largest_m2: float,
    rng: np.random.Generator,
    jitter: float = 0.12,
    turn: float = 5.0,
) -> tuple[list[BaseGeometry], list[Cut]]:
    """Cut a polygon until no piece is larger than wanted.

    Parameters
    ----------
    largest_m2 : float
        Area that no piece exceeds.
    jitter : float
        How far a cut may lie from the middle, as a share of the length.
    turn : float
        How far a cut may turn from the right angle, in degrees.
    """
    pieces: list[BaseGeometry] = []
    cuts: list[Cut] = []
    todo = [shape]
    while todo:
        piece = todo.pop()
        if piece.area <= largest_m2:
            pieces.append(piece)
            continue
        line = _across(piece, rng.uniform(-jitter, jitter), rng.uniform(-turn, turn))
        halves = [part for part in shapely.get_parts(shapely.ops.split(piece, line)) if part.area > 1]
        if len(halves) < 2:
            pieces.append(piece)
            continue
        cuts += [
            Cut(part, piece.area) for part in shapely.get_parts(line.intersection(piece)) if part.length > 1
        ]
        todo += halves
    return pieces, cuts


def absorb(pieces: list[BaseGeometry], *, least_m2: float) -> list[BaseGeometry]:
    """Give each piece smaller than wanted to the neighbour with which it shares the longest border."""
    kept = [piece for piece in pieces if piece.area >= least_m2]
    if not kept:
        return pieces
    for small in (piece for piece in pieces if piece.area < least_m2):
        shared = shapely.length(shapely.intersection(shapely.boundary(kept), small.boundary))
        best = int(np.argmax(shared))
        if shared[best] > 0:
            kept[best] = shapely.union(kept[best], small)
    return kept


def fitted(pieces: Sequence[BaseGeometry], *, grid_m: float = 0.01) -> list[BaseGeometry]:
    """Return pieces whose shared borders have the same corners on a grid: no overlap, no gap.

    Rounding each piece by itself would part neighbours where the corner of one lies on a side of the other.
    """
    whole = np.array(pieces, dtype=object)
    faces = shapely.get_parts(
        shapely.polygonize([shapely.union_all(shapely.boundary(whole), grid_size=grid_m)])
    )
    face, piece = shapely.STRtree(whole).query(shapely.point_on_surface(faces), predicate="intersects")
    owner = np.full(len(faces), -1)
    owner[face] = piece
    groups = [np.flatnonzero(owner == number) for number in range(len(whole))]
    return [
        faces[found[0]] if len(found) == 1 else shapely.coverage_union_all(faces[found]) for found in groups
    ]


def half_plane_of_area(shape: BaseGeometry, wanted_m2: float, *, angle: float) -> BaseGeometry:
    """Return the part of a shape on one side of a line, the line placed so that the part has an area.

    Parameters
    ----------
    angle : float
        Direction towards which the part lies, in degrees from east, counter-clockwise.
    """
    if wanted_m2 >= shape.area:
        return shape
    direction = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    along = shapely.get_coordinates(shape) @ direction

    def surplus(offset: float) -> float:
        return shapely.intersection(shape, _half_plane(direction, offset)).area - wanted_m2

    offset = brentq(surplus, along.min() - 1, along.max() + 1, xtol=1e-6)
    return shapely.intersection(shape, _half_plane(direction, offset))


def _half_plane(direction: np.ndarray, offset: float) -> BaseGeometry:
    side = np.array([-direction[1], direction[0]])
    # Centred far from the origin of Lambert-93: the plane must reach over the whole commune.
    centre = direction * offset + side * (side @ np.array([685_000.0, 7_040_000.0]))
    corners = [
        centre - side * REACH_M,
        centre + side * REACH_M,
        centre + side * REACH_M + direction * REACH_M,
        centre - side * REACH_M + direction * REACH_M,
    ]
    return shapely.polygons(np.array(corners))


def _across(piece: BaseGeometry, shift: float, turn: float) -> BaseGeometry:
    box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(piece))
    first, second = box[1] - box[0], box[2] - box[1]
    long, start = (first, box[0]) if np.hypot(*first) >= np.hypot(*second) else (second, box[1])
    short = second if long is first else first
    middle = start + long * (0.5 + shift) + short * 0.5
    angle = np.radians(turn)
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    reach = spin @ (short / np.hypot(*short)) * (np.hypot(*long) + np.hypot(*short))
    return shapely.linestrings(np.array([middle - reach, middle + reach]))
