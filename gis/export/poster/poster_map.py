"""The map of the poster: what stands in the commune in one year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gis.export.paper import LegendLine, draw_layers, fit, furnished, map_alt
from gis.territory import Style, first_layers
from gis.words import say

if TYPE_CHECKING:
    from gis.export.paper import Picture
    from gis.indicators import Moment
    from gis.territory import Territory

MAP_MM = (134.0, 110.0)
COMMUNE = Style("#000000", weight=2.5)
GROUND = ("farmland", "slag_heaps")
"""Layers that are drawn whole in every year."""


def poster_map(territory: Territory, shown: Moment) -> tuple[Picture, list[LegendLine]]:
    """Draw what stands in a year; return the map and its legend."""
    commune = territory.commune
    frame = fit(commune.bounds, width=MAP_MM[0], height=MAP_MM[1], margin=0.02, round_scale=True)
    drawing = furnished(frame, territory.projection)
    themes = sorted(territory, key=lambda theme: theme.order)
    known = {*GROUND, *first_layers(territory)}
    keys = [theme.key for theme in themes if theme.mission or theme.key in known]
    # What nobody dates may have stood: it stays, as on the map of the pages.
    kept = {key: told.rows | told.undated for key, told in shown.standing.items() if key not in GROUND}
    legend = draw_layers(drawing, territory, keys, kept=kept)
    drawing.draw(np.array([commune.boundary], dtype=object), COMMUNE)
    subject = f"{territory.name}, {say('poster.map', year=shown.year)}"
    return drawing.picture(alt=map_alt(subject, drawing, [line.text for line in legend])), legend
