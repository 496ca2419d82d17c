"""The data inside a field page: stops, legs and layers, in both languages."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.export.paper import paler
from gis.export.tour.present import facts, figures, safety, source_lines, title
from gis.territory import HEAPS, closed_heaps
from gis.tours import zone_of
from gis.words import LANGUAGES, clock, date_text, formats, language, say, use_language

if TYPE_CHECKING:
    from gis.territory import Layer, Territory
    from gis.tours import TimetableRow, Tour

LAYERS = ("commune", "slag_heaps", "green_belt", "nourishing_gardens", "mining_buildings")
AROUND_M = 600.0
"""How far around the tour the ground is taken along, in metres."""
SIMPLER_M = 1.5
_FINE = 5
_WORDS = (
    "late", "on_time", "early", "other_day", "arrived", "leave", "before", "after", "heading_to", "now_at",
    "finished", "again", "planned", "locate", "locating", "located", "here", "no_position", "accuracy",
    "tell", "figures", "facts", "cues", "all_stops", "safety", "call_18", "call_112", "sources", "map",
    "whole", "language", "sunset", "closed", "lunch", "end", "end_short", "done",
)  # fmt: skip
_HEADINGS = 8


def field_data(tour: Tour) -> dict[str, Any]:
    """Return everything that a field page knows, as plain data."""
    midnight = tour.request.day.isoformat()
    stops = "-".join(row.stop.id for row in tour.rows)
    return {
        "id": f"{tour.territory.code}-{midnight}-{tour.request.start}-{stops}",
        "lang": language(), "day": midnight, "start": tour.request.start, "end": tour.end,
        "lunch": None if tour.lunch is None else [tour.lunch[0], tour.lunch[1], tour.lunch[2]],
        "sunset": clock(tour.daylight.sets), "zone": zone_of(tour.territory.code).key,
        "stops": [_stop(row) for row in tour.rows], "home": _home(tour),
        "legs": [leg.lonlat for leg in tour.legs],
        "offset": 0 if tour.start_place is not None else 1,
        "layers": _layers(tour), "told": {code: _told(tour, code) for code in LANGUAGES},
    }  # fmt: skip


def _stop(row: TimetableRow) -> dict[str, Any]:
    lonlat = row.stop.lonlat
    assert lonlat is not None
    return {
        "id": row.stop.id, "name": row.stop.name, "lonlat": [round(value, 6) for value in lonlat],
        "arrive": row.arrive, "begin": row.begin, "leave": row.leave, "minutes": row.visit.takes,
        "walk": row.walk_min, "metres": round(row.walk_m), "call": _numbers(row.stop.contact),
        "climb": row.stop.climb,
    }  # fmt: skip


def _home(tour: Tour) -> dict[str, Any] | None:
    """Return the way from the last stop to where the tour ends; nothing where it ends at the last stop."""
    place = tour.request.end_place
    if place is None or place.lonlat is None or not tour.last_min:
        return None
    return {
        "name": place.name, "lonlat": [round(value, 6) for value in place.lonlat],
        "arrive": tour.end, "begin": tour.end, "walk": tour.last_min, "metres": round(tour.last_m),
    }  # fmt: skip


def _numbers(contact: str) -> str:
    """Return the telephone number of a contact as digits; empty where there is none."""
    for part in contact.replace(";", ",").split(","):
        digits = "".join(sign for sign in part if sign.isdigit() or sign == "+")
        if len(digits) >= 10:  # noqa: PLR2004 - digits of a French number
            return digits
    return ""


def _told(tour: Tour, code: str) -> dict[str, Any]:
    with use_language(code):
        stops = [
            {
                "tell": row.stop.tell or say("roadbook.tell_own"),
                "facts": facts(row),
                "figures": [[one.text, one.by, *one.others] for one in figures(tour.territory, row.stop)],
                "theme": say(f"stops.theme_{row.stop.theme}"),
                "cues": [cue.text for cue in leg.cues] if (leg := tour.leg_to(number)) is not None else [],
            }
            for number, row in enumerate(tour.rows)
        ]
        words = {key: _open(f"field.{key}") for key in _WORDS}
        return {
            "title": title(tour), "place": tour.territory.name,
            "day": date_text(tour.request.day), "stops": stops, "words": words, "home": _way_home(tour),
            "formats": formats(), "headings": [say(f"field.heading_{side}") for side in range(_HEADINGS)],
            "safety": safety(tour), "notice": tour.territory.notice,
            "sources": source_lines(tour),
        }  # fmt: skip


def _way_home(tour: Tour) -> dict[str, Any] | None:
    place = tour.request.end_place
    if place is None or not tour.last_min:
        return None
    return {
        "title": say("roadbook.end_at", name=place.name),
        "cues": [cue.text for cue in tour.legs[-1].cues],
    }


def _open(key: str) -> str:
    gaps = {name: f"{{{name}}}" for name in ("minutes", "day", "begin", "leave", "metres", "heading", "time")}
    return say(key, **gaps)


def _layers(tour: Tour) -> list[dict[str, Any]]:
    shapes: list[Any] = [leg.line for leg in tour.legs if not leg.line.is_empty]
    shapes += [shapely.Point(row.stop.xy) for row in tour.rows if row.stop.xy is not None]
    around = shapely.box(*shapely.total_bounds(np.array(shapes, dtype=object))).buffer(AROUND_M)
    territory = tour.territory
    found = [_layer(territory, territory.find(key), around) for key in LAYERS]
    if tour.ground is not None:
        lines = shapely.line_merge(shapely.union_all(tour.ground.network.lines))
        paths = {"kind": "line", "stroke": "#8a8a8a", "fill": "", "weight": 1, "dash": "", "closed": False}
        found.append([{**paths, "shapes": _rings(territory, np.array([lines], dtype=object), around)}])
    return [part for parts in found for part in parts if part["shapes"]]


def _layer(territory: Territory, layer: Layer | None, around: shapely.Polygon) -> list[dict[str, Any]]:
    if layer is None:
        return []
    parts = []
    for entry in layer.theme.legend:
        rows = np.ones(len(layer), dtype=bool)
        if entry.column:
            rows = layer.data[entry.column].astype(str).eq(entry.value).to_numpy()
        style, kind = entry.style, "line" if layer.theme.kind == "line" or layer.key == "commune" else "area"
        shut = closed_heaps(territory, layer) if layer.key == HEAPS else rows & False
        for closed, inside in product((False, True), (False, True)):
            shapes = layer.geometry[rows & (shut == closed) & (layer.inside == inside)]
            look = style if inside else paler(style)
            parts.append({
                "kind": kind, "stroke": look.stroke, "fill": look.fill or "", "weight": look.weight,
                "dash": look.dash, "closed": closed, "shapes": _rings(territory, shapes, around),
            })  # fmt: skip
    return parts


def _rings(territory: Territory, shapes: np.ndarray, around: shapely.Polygon) -> list[list[list[float]]]:
    """Return shapes as lines of degrees, outlines in place of areas; simpler, and only near the tour."""
    near = shapes[shapely.intersects(shapes, around)]
    if not len(near):
        return []
    flat = np.where(shapely.get_dimensions(near) == 2, shapely.boundary(near), near)  # noqa: PLR2004 - areas
    cut = shapely.simplify(shapely.intersection(flat, around), SIMPLER_M)
    merged = shapely.get_parts(cut)
    lines = merged[(shapely.get_dimensions(merged) == 1) & ~shapely.is_empty(merged)]
    return [
        [[round(lat, _FINE), round(lon, _FINE)] for lon, lat in shapely.get_coordinates(line).tolist()]
        for line in territory.projection.to_wgs84(lines)
    ]
