"""The layers of a territory on a printed map, in the look of their themes, and the lines of its legend."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper.parts import LegendLine

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

    Layers that are absent are left out, and so are features of which no entry of their legend speaks.

    Parameters
    ----------
    keys : iterable of str
        Names of the layers, lowest first.
    kept : mapping
        By layer, which of its features are drawn; all of them where it says nothing.
    """
    lines = []
    for key in keys:
        layer = territory.find(key)
        if layer is None:
            continue
        for entry, shapes in _seen(layer, drawing, kept.get(key)):
            drawing.draw(shapes, entry.style)
            kind = KINDS[int(shapely.get_dimensions(shapes).max())]
            lines.append(LegendLine(entry.text, entry.style, kind))
    return lines


def _seen(
    layer: Layer, drawing: MapDrawing, kept: NDArray[np.bool_] | None
) -> Iterator[tuple[LegendEntry, NDArray[np.object_]]]:
    """Yield the entries of a legend that have features in the frame, and their shapes."""
    rows = np.sort(layer.tree.query(drawing.frame.ground, predicate="intersects"))
    if kept is not None:
        rows = rows[kept[rows]]
    places = layer.legend_places[rows]
    for place, entry in enumerate(layer.theme.legend):
        here = rows[places == place]
        if len(here):
            yield entry, layer.geometry[here]
