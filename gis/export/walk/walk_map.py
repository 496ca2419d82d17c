"""The map of a walk's sheet: the way and its direction, paths and land around, the heaps it passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper import LegendLine, draw_layers, fit, furnished, map_alt, text_width
from gis.export.walk.present import walk_text
from gis.territory import HEAPS, Style
from gis.words import listed, say

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.export.paper import MapDrawing, Picture
    from gis.walks import Walk

ROUTE, ROUTE_EDGE = Style("#000000", weight=7.0), Style("#ffffff", weight=11.0)
ARROW = Style("#ffffff", "#ffffff", weight=0.5, opacity=1.0)
START = Style("#000000", "#ffffff", icon="circle")
PATH = Style("#777777", weight=0.9)
UNDER = ("slag_heaps", "farmland", "nourishing_gardens", "green_belt", "hedges", "commune")
ARROWS = 11
ARROW_MM = np.array([[1.1, 0.0], [-0.8, 0.75], [-0.8, -0.75]])
"""Corners of an arrow that points to the right."""
AHEAD_M = 25.0
"""The direction of an arrow is that of the way so far ahead."""
NAME_PT = 8.0
KEPT_MM, START_MM = 1.6, 2.4
"""Room that names leave to the way, and to its start."""
ASIDE = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Where the start may be told beside its mark, best first."""


def walk_map(walk: Walk, *, name: str, width: float, height: float) -> tuple[Picture, list[LegendLine]]:
    """Draw a walk, `width` by `height` mm and the strip beneath; return the map and its legend."""
    line = walk.route.geometry
    frame = fit(line.bounds, width=width, height=height, margin=0.06, round_scale=True)
    drawing = furnished(frame, walk.territory.projection)
    legend = [LegendLine(say("walk_sheet.legend_way"), ROUTE, "line")]
    under = draw_layers(drawing, walk.territory, UNDER)
    drawing.draw(walk.network.lines, PATH)
    legend += [LegendLine(say("walk_sheet.legend_paths"), PATH, "line"), *under]
    for style in (ROUTE_EDGE, ROUTE):
        drawing.draw(np.array([line], dtype=object), style)
    drawing.draw(_arrows(line, drawing), ARROW)
    _keep_free(line, drawing)
    _start(line, drawing)
    _heaps(walk, drawing)
    return drawing.picture(alt=_alt(walk, name, drawing, legend)), legend


def _arrows(line: BaseGeometry, drawing: MapDrawing) -> np.ndarray:
    """Return which way to go, every so often, as triangles on the ground."""
    at = np.linspace(0, line.length, ARROWS + 1, endpoint=False)[1:]
    here, there = (
        shapely.get_coordinates(shapely.line_interpolate_point(line, places))
        for places in (at, np.minimum(at + AHEAD_M, line.length))
    )
    ahead = there - here
    size = np.hypot(*ahead.T)
    here, ahead = here[size > 0], ahead[size > 0] / size[size > 0, None]
    aside = np.column_stack([-ahead[:, 1], ahead[:, 0]])
    along, across = ARROW_MM.T[:, None, :, None] / drawing.frame.mm_per_metre
    corners = here[:, None] + along * ahead[:, None] + across * aside[:, None]
    return np.asarray(shapely.polygons(corners))


def _keep_free(line: BaseGeometry, drawing: MapDrawing) -> None:
    """Let names stand beside the way and its start."""
    steps = max(2, round(line.length * drawing.frame.mm_per_metre / KEPT_MM))
    places = drawing.frame.to_paper(
        shapely.get_coordinates(shapely.line_interpolate_point(line, np.linspace(0, line.length, steps)))
    )
    half = np.full(steps, KEPT_MM / 2)
    half[0] = START_MM / 2
    boxes = np.column_stack([places - half[:, None], places + half[:, None]])
    drawing.labels.reserve(map(tuple, boxes.tolist()))


def _start(line: BaseGeometry, drawing: MapDrawing) -> None:
    """Mark where the walk sets out, and tell it beside the mark and the way where there is room."""
    place = np.array(line.coords[:1])
    drawing.draw(shapely.points(place), START)
    ((x, y),) = drawing.frame.to_paper(place).tolist()
    words, size, labels = say("walk_sheet.start"), NAME_PT + 1, drawing.labels
    right, down = text_width(words, size) / 2 + START_MM, 2 * START_MM
    if not any(labels.place(x + east * right, y + south * down, words, size=size) for east, south in ASIDE):
        labels.place(x, y, words, size=size, must=True)


def _heaps(walk: Walk, drawing: MapDrawing) -> None:
    """Write the number of each heap that is passed, on what the map shows of it."""
    passed = [item.id for item in walk.passes if item.layer == HEAPS]
    if not passed:
        return
    layer = walk.territory.layer(HEAPS)
    for key in dict.fromkeys(passed):
        shapes = layer.geometry[np.asarray(layer.ids == key)]
        shown = shapely.intersection(shapely.union_all(shapes), drawing.frame.ground)
        if not shown.is_empty:
            drawing.name(shown, key, size=NAME_PT, must=True)


def _alt(walk: Walk, name: str, drawing: MapDrawing, legend: list[LegendLine]) -> str:
    """Tell how long the walk is, how far it climbs, and what it passes."""
    subject = say("walk_sheet.map_of", name=name, facts=walk_text(walk).line)
    told = map_alt(subject, drawing, [entry.text for entry in legend])
    passed = list(dict.fromkeys(item.name for item in walk.passes))
    return f"{told} {say('walk_sheet.map_passes', names=listed(passed))}" if passed else told
