"""What a road-book lays out, as plain data: the cover, a page for each stop, the end."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from gis.export.paper import or_dash, profile_picture, qr_code
from gis.export.tour.present import (
    facts,
    figures,
    safety,
    source_lines,
    span,
    stop_line,
    summary,
    times,
    timetable,
    title,
    way,
    way_home,
)
from gis.export.tour.tour_map import map_key, tour_map
from gis.walks import duration_text
from gis.words import date_text, length, say

if TYPE_CHECKING:
    from gis.export.tour.present import Line
    from gis.tours import Leg, TimetableRow, Tour
    from gis.walks import Profile

TEXT_MM = {"A4": (180.0, 106.0, 36.0), "A5": (126.0, 74.0, 30.0)}
"""By size of paper, in mm: width of the text, height of the map, height of the profile."""
_HEADINGS = ("tell", "figures", "photo", "own_notes", "climb", "safety", "contacts", "sources", "scan")
_TIMETABLE = ("number", "time", "stop", "walk")
_CONTACTS = ("time", "stop", "host", "contact")


def roadbook_data(tour: Tour, *, link: str, size: str, sheets: bool) -> dict[str, Any]:
    """Return what a road-book lays out, in the language in use.

    Parameters
    ----------
    size : str
        `A4` or `A5`.
    sheets : bool
        Bring it to a multiple of four pages with pages for notes.
    """
    width, high, climb = TEXT_MM[size]
    return {
        "size": size.lower(),
        "sheets": sheets,
        "told": {key: say(f"roadbook.{key}") for key in _HEADINGS},
        "cover": _cover(tour, link, width, high),
        "stops": [_stop(tour, number, row) for number, row in enumerate(tour.rows, 1)],
        "ending": _ending(tour, link, width, climb),
    }


def _cover(tour: Tour, link: str, width: float, height: float) -> dict[str, Any]:
    group = tour.request.group
    return {
        "title": title(tour),
        "place": tour.territory.name,
        "day": f"{date_text(tour.request.day)}, {span(tour)}",
        "summary": summary(tour),
        "people": "" if group is None else say("roadbook.people", count=group),
        "qr": qr_code(link),
        "map": tour_map(tour, width=width, height=height).data,
        "key": map_key(tour),
        "timetable": [_line(line) for line in timetable(tour)],
        "timetable_head": [say(f"roadbook.{key}") for key in _TIMETABLE],
        "conflicts": [f"{conflict.text} {conflict.mend}" for conflict in tour.conflicts],
        "notes": list(tour.notes),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "when": f"{line.times} ({line.late})" if line.late else line.times,
        "name": line.name,
        "walk": line.walk or (or_dash("") if line.kind == "stop" else ""),
    }


def _stop(tour: Tour, number: int, row: TimetableRow) -> dict[str, Any]:
    leg, stop = tour.leg_to(number - 1), row.stop
    return {
        "number": number,
        "name": stop.name,
        "leg": _leg(leg, way(row)) if leg is not None and row.walk_min else None,
        "line": stop_line(row),
        "facts": facts(row),
        "tell": stop.tell or say("roadbook.tell_own"),
        "figures": [
            {"text": one.text, "by": one.by, "others": list(one.others)}
            for one in figures(tour.territory, stop)
        ],
        "source": say("roadbook.place_source", source=stop.source) if stop.source else "",
    }


def _leg(leg: Leg, told: str) -> dict[str, Any]:
    return {
        "title": say("roadbook.leg", name=leg.to_name),
        "told": told,
        "cues": [cue.text for cue in leg.cues],
    }


def _ending(tour: Tour, link: str, width: float, climb: float) -> dict[str, Any]:
    home = tour.end_place is not None and tour.legs and tour.last_min
    return {
        "home": _leg(tour.legs[-1], way_home(tour)) if home else None,
        "climb": _climb(tour, width, climb),
        "safety": safety(tour),
        "contacts": _contacts(tour),
        "contacts_head": [say(f"roadbook.{key}") for key in _CONTACTS],
        "sources": source_lines(tour),
        "made_for": say("roadbook.made_for", day=date_text(tour.request.day)),
        "durations": duration_text(pace=tour.request.walks_at),
        "notice": tour.territory.notice,
        "link": link,
    }


def _climb(tour: Tour, width: float, height: float) -> dict[str, Any] | None:
    walk = tour.walk
    if walk is None:
        return None
    if not walk.profile.known:
        return {"text": say("walks.no_relief"), "profile": None}
    amounts = {"up": walk.ascent_m, "down": walk.descent_m, "steep": walk.steep_m}
    text = say("roadbook.climb_text", **{word: length(value) for word, value in amounts.items()})
    return {"text": text, "profile": _profile(tour, walk.profile, width, height)}


def _profile(tour: Tour, profile: Profile, width: float, height: float) -> dict[str, Any]:
    stops = list(accumulate(row.walk_m for row in tour.rows))
    return profile_picture(profile, width=width, height=height, stops_m=stops).data


def _contacts(tour: Tour) -> list[list[str]]:
    return [
        [times(row), row.stop.name, or_dash(row.stop.host), or_dash(row.stop.contact)]
        for row in tour.rows
        if row.stop.host or row.stop.contact
    ]
