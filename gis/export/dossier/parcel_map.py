"""The maps of a dossier's sheet: the land among what lies on it, and where that is in the commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper import FONT, MARGIN_MM, Frame, draw, fit, furnish, label, legend
from gis.overlay import WHOLE_COMMUNE
from gis.parcels import readable
from gis.territory import Style
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from gis.dossier import Dossier
    from gis.export.paper import Paper
    from gis.territory import LegendEntry, Territory

MAP_MM = (124.0, 106.0)
LOCATOR_MM = 40.0
LEGEND_MM = 5.0
COLUMNS = 4
SIDE_MM = 52.0
LEAST_GROUND_M = 220.0
SCALES = (500, 1_000, 1_250, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 7_500, 10_000, 15_000, 20_000, 25_000)
AROUND = 0.45
"""Ground shown on each side, as a share of the longer side of the land."""
LEFT_OUT = frozenset({"parcels", "neighbours", "commune", "species_records", "osm_trees", "osm_amenities"})
LOCATED = ("slag_heaps", "green_belt")
MOST_NUMBERS = 60
LEAST_NUMBER_MM2 = 55.0
EDGE = Style("#ffffff", weight=13.0)
OUTLINE = Style("#000000", weight=7.0)
BOUNDARY = Style("#8a8a8a", weight=0.5)
COMMUNE = Style("#000000", "#f4f4f4", weight=1.6, opacity=1.0)
SPOT_MM = 2.2
_KINDS = ("point", "line", "polygon")
_Entry = tuple[str, Style, str]


def draw_maps(pdf: Paper, dossier: Dossier, territory: Territory) -> None:
    """Draw the map, and beside it the locator map and the legend, from where the paper stands down."""
    y = pdf.get_y()
    frame = _frame(dossier.subject.geometry, y=y)
    entries = _land(pdf, frame, dossier, territory)
    furnish(pdf, frame)
    x = MARGIN_MM + MAP_MM[0] + 4
    below = _locator(pdf, dossier, territory, x=x, y=y)
    below = _title(pdf, say("sheet.legend"), x=x, y=below + 1.5) + 0.8
    beside = int((y + MAP_MM[1] - below) / LEGEND_MM)
    legend(pdf, entries[:beside], x=x, y=below, width=SIDE_MM, size=7.5)
    pdf.set_xy(pdf.l_margin, _rest(pdf, entries[beside:], y=y + MAP_MM[1] + 2))


def _rest(pdf: Paper, entries: list[_Entry], *, y: float) -> float:
    """Draw what of the legend has no room beside the map in columns below it; returns the y below."""
    deep = -(-len(entries) // COLUMNS)
    width, below = pdf.epw / COLUMNS, y
    for place in range(0, len(entries), max(deep, 1)):
        x = MARGIN_MM + width * (place // deep)
        below = max(below, legend(pdf, entries[place : place + deep], x=x, y=y, width=width - 2, size=7.5))
    return below


def _frame(shape: BaseGeometry, *, y: float) -> Frame:
    """Return the frame of the map, at a scale for which there are rulers."""
    low_x, low_y, high_x, high_y = shape.bounds
    around = 1 + 2 * AROUND
    wide, high = max((high_x - low_x) * around, LEAST_GROUND_M), (high_y - low_y) * around
    wanted = max(wide / MAP_MM[0], high / MAP_MM[1]) * 1_000
    scale = next((scale for scale in SCALES if scale >= wanted), wanted)
    half_w, half_h = MAP_MM[0] * scale / 2_000, MAP_MM[1] * scale / 2_000
    x0, y0 = (low_x + high_x) / 2, (low_y + high_y) / 2
    return Frame(MARGIN_MM, y, *MAP_MM, (x0 - half_w, y0 - half_h, x0 + half_w, y0 + half_h))


def _land(pdf: Paper, frame: Frame, dossier: Dossier, territory: Territory) -> list[_Entry]:
    shape = dossier.subject.geometry
    reference = dossier.subject.reference
    entries = [(say("sheet.here", reference=reference), OUTLINE, "polygon")]
    _parcels(pdf, frame, territory)
    if territory.get("parcels") is not None:
        entries.append((say("sheet.parcels"), BOUNDARY, "polygon"))
    for entry, kind, shapes in _content(territory, frame):
        draw(pdf, frame, shapes, entry.style)
        entries.append((entry.text, entry.style, kind))
    for style in (EDGE, OUTLINE):
        draw(pdf, frame, np.array([shape], dtype=object), style)
    _numbers(pdf, frame, territory, but=dossier.subject.id)
    if dossier.subject.kind == "parcel":
        label(pdf, frame, shapely.point_on_surface(shape), reference, size=10)
    return entries


def _content(territory: Territory, frame: Frame) -> Iterator[tuple[LegendEntry, str, np.ndarray]]:
    """Yield what the frame holds, lowest first: the entry of the legend, its kind, the shapes."""
    for theme in sorted(territory, key=lambda theme: theme.order):
        layer = territory.get(theme.key) if theme.key not in LEFT_OUT else None
        if layer is None:
            continue
        rows = np.sort(layer.tree.query(frame.ground, predicate="intersects"))
        column, value = WHOLE_COMMUNE.get(theme.key, ("", ""))
        if column in layer.data:
            rows = rows[(layer.data[column].iloc[rows] != value).to_numpy(dtype=bool)]
        places = theme.legend_of(layer.data.iloc[rows])
        for place, entry in enumerate(theme.legend):
            shapes = layer.geometry[rows[places == place]]
            if len(shapes):
                yield entry, _KINDS[int(shapely.get_dimensions(shapes).max())], shapes


def _parcels(pdf: Paper, frame: Frame, territory: Territory) -> None:
    layer = territory.get("parcels")
    if layer is not None:
        draw(pdf, frame, layer.geometry[layer.tree.query(frame.ground)], BOUNDARY)


def _numbers(pdf: Paper, frame: Frame, territory: Territory, *, but: str) -> None:
    """Write the reference of the parcels around where there is room for it."""
    layer = territory.get("parcels")
    if layer is None:
        return
    rows = layer.tree.query(frame.ground, predicate="intersects")
    inside = shapely.intersection(layer.geometry[rows], frame.ground)
    room = shapely.area(inside) * frame.mm_per_metre**2
    order = np.argsort(-room)[:MOST_NUMBERS]
    for place in order[room[order] >= LEAST_NUMBER_MM2]:
        parcel_id = str(layer.ids[rows[place]])
        if parcel_id != but:
            label(pdf, frame, _middle(inside[place]), readable(parcel_id), size=6.5)


def _middle(shape: BaseGeometry) -> BaseGeometry:
    centre = shapely.centroid(shape)
    return centre if shapely.contains(shape, centre) else shapely.point_on_surface(shape)


def _locator(pdf: Paper, dossier: Dossier, territory: Territory, *, x: float, y: float) -> float:
    """Draw where the land lies in its commune, and return the y below."""
    if territory.get("commune") is None:
        return y
    y = _title(pdf, say("sheet.locator"), x=x, y=y)
    commune = territory.commune
    frame = fit(commune.bounds, x=x, y=y, width=SIDE_MM, height=LOCATOR_MM, margin=0.03)
    draw(pdf, frame, np.array([commune], dtype=object), COMMUNE)
    for key in LOCATED:
        layer = territory.find(key)
        if layer is not None:
            draw(pdf, frame, shapely.intersection(layer.geometry, commune), layer.theme.legend[0].style)
    centre = shapely.centroid(dossier.subject.geometry)
    ((spot_x, spot_y),) = frame.to_paper(shapely.get_coordinates(centre))
    _spot(pdf, spot_x, spot_y)
    return y + LOCATOR_MM


def _spot(pdf: Paper, x: float, y: float) -> None:
    with pdf.local_context():
        pdf.set_fill_color(0)
        pdf.set_draw_color(255)
        pdf.set_line_width(0.5)
        pdf.circle(x, y, SPOT_MM / 2 + 0.3, style="DF")
        pdf.set_draw_color(0)
        pdf.circle(x, y, SPOT_MM, style="D")


def _title(pdf: Paper, text: str, *, x: float, y: float) -> float:
    pdf.set_font(FONT, "B", 9)
    pdf.set_xy(x, y)
    pdf.cell(SIDE_MM, 4, text)
    return y + 4.6
