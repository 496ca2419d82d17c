"""Shapes as paths of an SVG, many in one, in whole hundredths of a millimetre."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.export.paper.frame import Frame

UNITS_PER_MM = 100
FINEST_MM = 0.03
"""What is smaller on paper than this is left out of an outline: no printer shows it."""
BEYOND_MM = 2.0
"""How far shapes reach beyond the frame, so that the cut is not outlined."""
POINT, LINE, POLYGON = 0, 1, 2


def inside(frame: Frame, shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.int32]]:
    """Return the parts of shapes that lie in a frame, as fine as paper shows them, and their dimensions.

    Parameters
    ----------
    shapes : array of shape (n,)
        In metres.
    """
    reach = BEYOND_MM / frame.mm_per_metre
    x0, y0, x1, y1 = frame.bounds
    near = shapes[shapely.intersects(shapes, frame.ground)]
    parts = shapely.get_parts(shapely.get_parts(near))
    dimensions = shapely.get_dimensions(parts)
    points, rest = parts[dimensions == POINT], parts[dimensions > POINT]
    cut = shapely.clip_by_rect(rest, x0 - reach, y0 - reach, x1 + reach, y1 + reach)
    fine = shapely.simplify(
        shapely.get_parts(shapely.get_parts(cut)), FINEST_MM / frame.mm_per_metre, preserve_topology=False
    )
    found = np.concatenate([points, shapely.get_parts(fine[~shapely.is_empty(fine)])])
    return found, shapely.get_dimensions(found)


def area_path(frame: Frame, polygons: NDArray[np.object_]) -> str:
    """Return polygons of one part as the data of one path; holes turn against their outline."""
    turned = shapely.orient_polygons(polygons)
    _, coordinates, (rings, _) = shapely.to_ragged_array(turned)
    return _written(frame.to_paper(coordinates[:, :2]), np.asarray(rings), close=True)


def line_path(frame: Frame, lines: NDArray[np.object_]) -> str:
    """Return lines of one part as the data of one path."""
    _, coordinates, (offsets,) = shapely.to_ragged_array(lines)
    return _written(frame.to_paper(coordinates[:, :2]), np.asarray(offsets), close=False)


def figure_path(centres: NDArray[np.float64], corners: NDArray[np.float64]) -> str:
    """Return the same closed figure around each centre, (n, 2) and (k, 2) in mm, as the data of one path."""
    places = (centres[:, None, :] + corners[None, :, :]).reshape(-1, 2)
    return _written(places, np.arange(len(centres) + 1) * len(corners), close=True)


def units(millimetres: float) -> str:
    """Return a length of paper in units of the drawing."""
    return f"{millimetres * UNITS_PER_MM:g}"


def _written(places: NDArray[np.float64], offsets: NDArray[np.int_], *, close: bool) -> str:
    """Write runs of places as one path: `M` before each run, steps from place to place, `z` behind a ring."""
    whole = np.rint(places * UNITS_PER_MM).astype(np.int64)
    if not len(whole):
        return ""
    moved = np.asarray(np.diff(whole, axis=0, prepend=whole[:1]).any(axis=1))
    moved[offsets[:-1]] = True
    starts, whole = np.cumsum(moved)[offsets[:-1]] - 1, whole[moved]
    ends = np.append(starts[1:], len(whole))
    steps = np.diff(whole, axis=0, prepend=whole[:1])
    steps[starts] = whole[starts]
    words = np.array(list(map(str, steps.ravel().tolist())), dtype=object).reshape(-1, 2)
    words[starts, 0] = "M" + words[starts, 0]
    second = starts[starts + 1 < ends] + 1
    words[second, 0] = "l" + words[second, 0]
    if close:
        words[ends - 1, 1] = words[ends - 1, 1] + "z"
    return " ".join(words.ravel().tolist())
