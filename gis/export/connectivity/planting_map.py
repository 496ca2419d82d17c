"""The map of a planting plan: proposed hedges with their numbers, among habitats, parcels, other gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.connectivity import gaps_of
from gis.export.paper import LegendLine, draw_layers, fit, furnished, map_alt, plate
from gis.parcels import LAYER
from gis.territory import Style
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.connectivity import Connectivity, Proposal
    from gis.export.paper import MapDrawing, Picture

MAP_MM = (180.0, 118.0)
LEAST_GROUND_M = 400.0
PLATE_MM = 4.2
PARCEL = Style("#9a9a9a", weight=0.4)
COMMUNE = Style("#000000", weight=1.6, dash="8 4")
GAP = Style("#000000", weight=1.6, dash="1 3")
EDGE = Style("#ffffff", weight=11.0)
HEDGE = Style("#000000", weight=6.0)


def planting_map(now: Connectivity, proposals: Sequence[Proposal]) -> tuple[Picture, list[LegendLine]]:
    """Draw proposed hedges, numbered in their order; return the map and its legend, hedges first."""
    lines = np.array([item.line for item in proposals], dtype=object)
    commune = now.territory.commune
    bounds = shapely.total_bounds(lines) if len(lines) else commune.bounds
    frame = fit(
        bounds, width=MAP_MM[0], height=MAP_MM[1], margin=0.06, least_m=LEAST_GROUND_M, round_scale=True
    )
    drawing = furnished(frame, now.territory.projection)
    ground = _ground(drawing, now)
    others = np.array([gap.line for gap in gaps_of(now) if gap.line not in lines], dtype=object)
    drawing.draw(np.array([commune.boundary], dtype=object), COMMUNE)
    drawing.draw(others, GAP)
    for style in (EDGE, HEDGE):
        drawing.draw(lines, style)
    _numbers(drawing, lines)
    legend = [LegendLine(say("planting.hedge"), HEDGE, "line")] if len(lines) else []
    legend += [LegendLine(say("planting.gap"), GAP, "line")] if len(others) else []
    legend += ground
    return drawing.picture(alt=map_alt(say("planting.map"), drawing, [line.text for line in legend])), legend


def _ground(drawing: MapDrawing, now: Connectivity) -> list[LegendLine]:
    """Draw parcels and habitats."""
    parcels = now.territory.find(LAYER)
    legend = draw_layers(drawing, now.territory, dict.fromkeys(now.patches.layer.tolist()))
    if parcels is None:
        return legend
    drawing.draw(parcels.geometry[parcels.tree.query(drawing.frame.ground)], PARCEL)
    return [*legend, LegendLine(say("sheet.parcels"), PARCEL, "polygon")]


def _numbers(drawing: MapDrawing, lines: np.ndarray) -> None:
    """Write the number of each hedge beside it, on the side that is farther from what is drawn already."""
    taken = [shapely.LineString(drawing.frame.to_paper(shapely.get_coordinates(line))) for line in lines]
    for rank, line in enumerate(taken[:], 1):
        others = shapely.union_all([item for item in taken if item is not line])
        spot = max(_beside(line), key=lambda place: _room(drawing, place, others))
        plate(drawing, spot.x, spot.y, str(rank), height=PLATE_MM)
        taken.append(spot)


def _beside(line: shapely.LineString) -> list[shapely.Point]:
    """Return the two places beside the middle of a line, in mm of paper."""
    ends = shapely.get_coordinates(shapely.line_interpolate_point(line, [0.45, 0.5, 0.55], normalized=True))
    along = ends[2] - ends[0]
    across = np.array([-along[1], along[0]]) / (np.hypot(*along) or 1.0) * PLATE_MM
    return [shapely.Point(ends[1] + across), shapely.Point(ends[1] - across)]


def _room(drawing: MapDrawing, place: shapely.Point, others: shapely.Geometry) -> float:
    """Return how far a place on paper is from other shapes and from the frame."""
    edge = min(place.x, place.y, drawing.frame.width - place.x, drawing.frame.height - place.y) - PLATE_MM
    return edge if others.is_empty else min(edge, float(shapely.distance(place, others)))
