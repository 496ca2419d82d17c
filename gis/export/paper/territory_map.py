"""The layers of a territory on a printed map, in the look of their themes, and the lines of its legend."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper.parts import LegendLine
from gis.export.paper.svg_style import paler
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from gis.export.paper.map_drawing import MapDrawing
    from gis.territory import Layer, LegendEntry, Territory

KINDS = ("point", "line", "polygon")
"""What samples of a legend show, by dimension."""
_ALL: Mapping[str, NDArray[np.bool_]] = MappingProxyType({})


def draw_layers(
    drawing: MapDrawing,
    territory: Territory,
    keys: Iterable[str],
    *,
    kept: Mapping[str, NDArray[np.bool_]] = _ALL,
) -> list[LegendLine]:
    """Draw what some layers have in the frame, and return a line of legend for each look that was drawn.

    Layers that are absent are left out, and so are features of which no entry of their legend speaks. What
    lies outside the commune is paler, and the last line says so.

    Parameters
    ----------
    keys : iterable of str
        Names of the layers, lowest first.
    kept : mapping
        By layer, which of its features are drawn; all of them where it says nothing.
    """
    lines: list[LegendLine] = []
    around: LegendLine | None = None
    for key in keys:
        layer = territory.find(key)
        if layer is None:
            continue
        for entry, shapes, inside in _seen(layer, drawing, kept.get(key)):
            if not inside.all():
                drawing.draw(shapes[~inside], paler(entry.style))
                around = around or LegendLine(say("paper.around"), paler(entry.style), _kind(shapes[~inside]))
            if inside.any():
                drawing.draw(shapes[inside], entry.style)
            lines.append(LegendLine(entry.text, entry.style, _kind(shapes)))
    return lines if around is None else [*lines, around]


def _kind(shapes: NDArray[np.object_]) -> str:
    return KINDS[int(shapely.get_dimensions(shapes).max())]


def _seen(
    layer: Layer, drawing: MapDrawing, kept: NDArray[np.bool_] | None
) -> Iterator[tuple[LegendEntry, NDArray[np.object_], NDArray[np.bool_]]]:
    """Yield the entries of a legend that have features in the frame, their shapes, and which are inside."""
    rows = np.sort(layer.tree.query(drawing.frame.ground, predicate="intersects"))
    if kept is not None:
        rows = rows[kept[rows]]
    places = layer.legend_places[rows]
    for place, entry in enumerate(layer.theme.legend):
        here = rows[places == place]
        if len(here):
            yield entry, layer.geometry[here], layer.inside[here]
