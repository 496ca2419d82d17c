"""A picture of the map, for those to whom a link is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gis.export.paper import About, MapDrawing, draw_layers, fit, legend_data, map_alt, png
from gis.territory import DRAWN, Style
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.territory import Territory

PIXELS = (1200, 630)
"""Size that sites recommend for the picture of a link: https://ogp.me"""
SIZE_MM = (200.0, 105.0)
MAP_MM = (136.0, 105.0)
MOST_LEGEND = 16
COMMUNE = Style("#000000", weight=1.6)
GROUND = Style("#c9c9c9", "#f6f6f4", weight=0.5, opacity=1.0)


def map_preview(
    territory: Territory, keys: Sequence[str], *, bounds: tuple[float, float, float, float] | None = None
) -> bytes:
    """Return a picture of some layers as PNG, `PIXELS` large, in the language in use.

    Parameters
    ----------
    keys : sequence of str
        Names of the layers; those that are absent are left out.
    bounds : tuple of float, optional
        Ground to show, (min x, min y, max x, max y) in metres; the whole commune by default.

    Raises
    ------
    TerritoryError
        When nothing is known of the commune.
    PaperError
        When the press refuses the picture.
    """
    commune = territory.commune
    frame = fit(bounds or commune.bounds, width=MAP_MM[0], height=MAP_MM[1], margin=0.0 if bounds else 0.04)
    drawing = MapDrawing(frame)
    drawing.draw(np.array([commune], dtype=object), GROUND)
    stacked = sorted(
        (key for key in keys if key in territory.themes), key=lambda key: territory.themes[key].order
    )
    legend = draw_layers(drawing, territory, stacked)
    drawing.draw(np.array([commune.boundary], dtype=object), COMMUNE)
    statuses = {layer.status for key in stacked if (layer := territory.find(key)) is not None}
    title = say("paper.preview_title", name=territory.name)
    data = {
        "title": territory.name,
        "place": say("paper.preview_about"),
        "map": drawing.picture(alt=map_alt(title, drawing, [line.text for line in legend])).data,
        "legend": legend_data(legend[:MOST_LEGEND]),
        "warning": say("paper.illustrative") if statuses & DRAWN else "",
    }
    return png("preview", About(title), data, ppi=PIXELS[0] / (SIZE_MM[0] / 25.4))
