"""What to know of a tour that is no conflict: seasons, group sizes, unsure places, hosts to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gis.network import PathStates
from gis.walks import marks_told
from gis.words import length, say

if TYPE_CHECKING:
    from gis.tours.model import Tour

_BREEDING = frozenset(range(3, 8))


def notes_on(tour: Tour) -> list[str]:
    """Return the notes on a tour, in the language in use."""
    found = [*_groups(tour), *_seasons(tour), *_wheels(tour), *_hosts(tour), *_places(tour), *_light(tour)]
    return list(dict.fromkeys([*found, *_marks(tour)]))


def _marks(tour: Tour) -> list[str]:
    marks = PathStates.of(tour.territory).on(tour.request.day)
    if tour.ground is None or (marks.known and not marks.marks):
        return []
    edges = [leg.route.edges for leg in tour.legs if leg.route.length > 0]
    return marks_told(marks, tour.ground.network, np.concatenate([np.empty(0, dtype=int), *edges]))


def _groups(tour: Tour) -> list[str]:
    size = tour.request.group
    if size is None:
        return []
    return [
        say("tours.note_group", name=row.stop.name, most=row.stop.group, size=size)
        for row in tour.rows
        if row.stop.group is not None and row.stop.group < size
    ]


def _seasons(tour: Tour) -> list[str]:
    month = tour.request.day.month
    found = [
        say("tours.note_season", name=row.stop.name, text=row.stop.season_text).strip()
        for row in tour.rows
        if row.stop.season and month not in row.stop.season
    ]
    if month in _BREEDING and any(row.stop.climb for row in tour.rows):
        found.append(say("tours.note_breeding"))
    return found


def _wheels(tour: Tour) -> list[str]:
    if not tour.request.step_free:
        return []
    unknown = [row.stop.name for row in tour.rows if row.stop.step_free is None]
    return [say("tours.note_step_free", names=", ".join(unknown))] if unknown else []


def _hosts(tour: Tour) -> list[str]:
    names = [
        row.stop.name
        for row in tour.rows
        if row.stop.hours != "free" and not row.visit.open and row.visit.at is None
    ]
    return [say("tours.note_hosts", names=", ".join(names))] if names else []


def _places(tour: Tour) -> list[str]:
    rough = [row.stop.name for row in tour.rows if row.stop.quality not in {"exact", "placed", "own"}]
    found = [say("tours.note_places", names=", ".join(rough))] if rough else []
    if tour.ground is not None:
        found += [
            say("tours.note_spur", name=row.stop.name, metres=length(float(tour.ground.spur[row.place])))
            for row in tour.rows
            if tour.ground.spur[row.place] > 0
        ]
    return found


def _light(tour: Tour) -> list[str]:
    if tour.rows and tour.end > tour.daylight.sets:
        return [say("tours.note_after_sunset")]
    return []
