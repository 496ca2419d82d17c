"""Hedges that people draw or upload, made into lines that can be measured."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.errors import FootprintError, UploadError
from gis.geometry import bearable
from gis.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.crs import Projection

MOST_MB = 5
_MB = 1_000_000
_FURTHEST = np.array([180.0, 90.0])


def read_lines(content: bytes, projection: Projection, *, name: str = "GeoJSON") -> NDArray[np.object_]:
    """Return the lines of a GeoJSON document in metres; shapes of other kinds are passed over.

    Parameters
    ----------
    content : bytes
        Geometry, Feature or FeatureCollection in WGS 84 (RFC 7946).
    projection : Projection
        The territory's legal system.
    name : str
        What to call the document in messages.

    Raises
    ------
    UploadError
        When it is too large or no GeoJSON.
    FootprintError
        When it has no line, or coordinates that are none.
    BudgetError
        When its lines cross more often than can be worked on.
    """
    if len(content) > MOST_MB * _MB:
        raise UploadError(say("connectivity.hedge_large", name=name, size=len(content) // _MB, most=MOST_MB))
    try:
        text = content.decode("utf-8-sig")
        # What lies too deep in itself is refused here; GEOS would go after it until the process ends.
        json.loads(text)
        whole = shapely.from_geojson(text)
    except (shapely.errors.ShapelyError, ValueError, RecursionError) as error:
        msg = say("connectivity.hedge_unreadable", name=name, reason=str(error).splitlines()[0])
        raise UploadError(msg) from error
    parts = shapely.get_parts(shapely.get_parts(np.array([shapely.force_2d(whole)], dtype=object)))
    parts = shapely.get_parts(parts)
    lines = parts[(shapely.get_dimensions(parts) == 1) & ~shapely.is_empty(parts)]
    if not len(lines):
        raise FootprintError(say("connectivity.hedge_empty", name=name))
    places = shapely.get_coordinates(lines)
    if not np.all(np.isfinite(places)) or np.any(np.abs(places) > _FURTHEST):
        raise FootprintError(say("connectivity.hedge_no_coordinates", name=name))
    bearable(lines, together=True)
    moved: NDArray[np.object_] = shapely.transform(lines, projection.to_metres)
    if not np.all(np.isfinite(shapely.get_coordinates(moved))):
        raise FootprintError(say("connectivity.hedge_no_coordinates", name=name))
    return moved
