"""The maps of a dossier's sheet: the land among what lies on it, and where that is in the commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper import LegendLine, MapDrawing, draw_layers, fit, furnished, graticule, map_alt
from gis.overlay import WHOLE_COMMUNE
from gis.parcels import readable
from gis.territory import Style, memoised
from gis.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.dossier import Dossier
    from gis.export.paper import Picture
    from gis.territory import Territory

MAP_MM = (124.0, 104.0)
LOCATOR_MM = (52.0, 40.0)
LEAST_GROUND_M = 220.0
AROUND = 0.35
"""Ground shown on each side, as a share of the longer side of the land."""
LEFT_OUT = frozenset({"parcels", "neighbours", "commune", "species_records", "osm_trees", "osm_amenities"})
LOCATED = ("slag_heaps", "green_belt")
MOST_NUMBERS = 60
LEAST_NUMBER_MM2 = 55.0
EDGE = Style("#ffffff", weight=13.0)
OUTLINE = Style("#000000", weight=7.0)
BOUNDARY = Style("#8a8a8a", weight=0.5)
COMMUNE = Style("#000000", "#f4f4f4", weight=1.6, opacity=1.0)
SPOT = Style("#000000", "#000000")
RING_MM = 2.2
_TURN = np.linspace(0, 2 * np.pi, 32, endpoint=False)
_RING = 'fill="none" stroke="#000" stroke-width="40"'


def parcel_map(dossier: Dossier, territory: Territory) -> tuple[Picture, list[LegendLine]]:
    """Draw the land and what lies on and around it; return the map and its legend."""
    shape, reference = dossier.subject.geometry, dossier.subject.reference
    frame = fit(
        shape.bounds,
        width=MAP_MM[0],
        height=MAP_MM[1],
        margin=AROUND,
        least_m=LEAST_GROUND_M,
        round_scale=True,
    )
    drawing = furnished(frame, territory.projection)
    legend = [LegendLine(say("sheet.here", reference=reference), OUTLINE, "polygon")]
    layer = territory.get("parcels")
    if layer is not None:
        drawing.draw(layer.geometry[layer.tree.query(frame.ground)], BOUNDARY)
        legend.append(LegendLine(say("sheet.parcels"), BOUNDARY, "polygon"))
    legend += _content(drawing, territory)
    for style in (EDGE, OUTLINE):
        drawing.draw(np.array([shape], dtype=object), style)
    if dossier.subject.kind == "parcel":
        drawing.name(shapely.point_on_surface(shape), reference, size=10, must=True)
    _numbers(drawing, territory, but=dossier.subject.id)
    graticule(drawing)
    subject = say("sheet.map_of", reference=reference)
    return drawing.picture(alt=map_alt(subject, drawing, [line.text for line in legend])), legend


def locator_map(dossier: Dossier, territory: Territory) -> Picture | None:
    """Draw where the land lies in its commune; nothing where nobody knows the commune's outline."""
    if territory.get("commune") is None:
        return None
    drawing = _commune(territory).copy()
    spot = drawing.frame.to_paper(shapely.get_coordinates(shapely.centroid(dossier.subject.geometry)))
    drawing.marks(spot, SPOT)
    drawing.figures(spot, RING_MM * np.column_stack([np.cos(_TURN), np.sin(_TURN)]), _RING)
    return drawing.picture(alt=say("sheet.locator_alt", commune=territory.name))


@memoised
def _commune(territory: Territory) -> MapDrawing:
    commune = territory.commune
    drawing = MapDrawing(fit(commune.bounds, width=LOCATOR_MM[0], height=LOCATOR_MM[1], margin=0.03))
    drawing.draw(np.array([commune], dtype=object), COMMUNE)
    for key in LOCATED:
        layer = territory.find(key)
        if layer is not None:
            drawing.draw(shapely.intersection(layer.geometry, commune), layer.theme.legend[0].style)
    return drawing


def _content(drawing: MapDrawing, territory: Territory) -> list[LegendLine]:
    """Draw what the frame holds, without what is known for the commune only."""
    themes = sorted(territory, key=lambda theme: theme.order)
    keys = [theme.key for theme in themes if theme.key not in LEFT_OUT]
    return draw_layers(drawing, territory, keys, kept=_placed(territory))


@memoised
def _placed(territory: Territory) -> dict[str, NDArray[np.bool_]]:
    """Return by layer which features have a place, where some are known for the whole commune only."""
    kept = {}
    for key, (column, value) in WHOLE_COMMUNE.items():
        layer = territory.find(key)
        if layer is not None and column in layer.data:
            kept[key] = (layer.data[column] != value).to_numpy(dtype=bool)
    return kept


def _numbers(drawing: MapDrawing, territory: Territory, *, but: str) -> None:
    """Write the reference of the parcels around where there is room for it."""
    layer = territory.get("parcels")
    if layer is None:
        return
    ground = drawing.frame.ground
    rows = layer.tree.query(ground, predicate="intersects")
    inside = shapely.intersection(layer.geometry[rows], ground)
    room = shapely.area(inside) * drawing.frame.mm_per_metre**2
    order = np.argsort(-room)[:MOST_NUMBERS]
    for place in order[room[order] >= LEAST_NUMBER_MM2]:
        parcel_id = str(layer.ids[rows[place]])
        if parcel_id != but:
            centre = shapely.centroid(inside[place])
            within = shapely.contains(inside[place], centre)
            drawing.name(
                centre if within else shapely.point_on_surface(inside[place]), readable(parcel_id), size=6.5
            )
