"""The map of a site's sheet: the site among the land around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gis.export.paper import LegendLine, draw_layers, fit, furnished, map_alt
from gis.territory import Style
from gis.words import say

if TYPE_CHECKING:
    from gis.export.paper import Picture
    from gis.sites import Site
    from gis.territory import Territory

MAP_MM = (100.0, 84.0)
LEAST_GROUND_M = 350.0
OUTLINE = Style("#000000", weight=5.0)
UNDER = ("farmland", "slag_heaps", "nourishing_gardens", "green_belt", "hedges", "paths", "commune")


def site_map(territory: Territory, site: Site) -> tuple[Picture, list[LegendLine]]:
    """Draw a site and what lies around it; return the map and its legend."""
    shape = site.geometry
    width, height = MAP_MM
    frame = fit(
        shape.bounds, width=width, height=height, margin=0.3, least_m=LEAST_GROUND_M, round_scale=True
    )
    drawing = furnished(frame, territory.projection)
    under = draw_layers(drawing, territory, UNDER)
    drawing.draw(np.array([shape], dtype=object), OUTLINE)
    kind = "line" if shape.geom_type.endswith("LineString") else "polygon"
    legend = [LegendLine(site.name, OUTLINE, kind), *under]
    subject = say("site_sheet.map_of", name=site.name)
    return drawing.picture(alt=map_alt(subject, drawing, [line.text for line in under])), legend
