"""The sentences that every form of a tour shares: paper, field page, e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gis.territory import HEAPS, heap_rules
from gis.tours import windows_text
from gis.words import clock, length, say

if TYPE_CHECKING:
    from gis.tours import Stop, TimetableRow, Tour


def step_free_text(stop: Stop) -> str:
    """Tell whether a stop is step-free; unknown is said."""
    known = {True: "yes", False: "no", None: "unknown"}[stop.step_free]
    return say(f"stops.step_free_{known}")


def hours_text(row: TimetableRow) -> str:
    """Tell when a stop may be visited: what the guide agreed on, or that it is still to be agreed."""
    if row.visit.at is not None:
        return say("roadbook.fixed", time=clock(row.visit.at))
    if row.visit.open:
        return windows_text(row.visit.open)
    return say(f"stops.hours_{row.stop.hours}")


def group_text(stop: Stop) -> str:
    """Tell how many people a stop bears."""
    if stop.group is None:
        return say("stops.group_unknown")
    return say("stops.group_of", count=stop.group)


def facts(row: TimetableRow) -> list[tuple[str, str]]:
    """Return what a guide needs to know of a stop, as (word, value); what is empty is left out."""
    stop = row.stop
    told = [
        (say("roadbook.host"), stop.host),
        (say("roadbook.contact"), stop.contact),
        (say("roadbook.address"), stop.address),
        (say("roadbook.position"), stop.position_text),
        (say("roadbook.hours"), hours_text(row)),
        (say("roadbook.access"), f"{say(f'stops.indoors_{stop.indoors}')} · {step_free_text(stop)}"),
        (say("roadbook.group"), group_text(stop)),
        (say("roadbook.season"), stop.season_text),
        (say("roadbook.note"), stop.note),
    ]
    return [(word, value) for word, value in told if value]


def times(row: TimetableRow) -> str:
    """Return the times of a stop, as `09:20 – 09:40`."""
    return f"{clock(row.begin)} – {clock(row.leave)}"


def way(row: TimetableRow) -> str:
    """Tell how one comes to a stop; empty for the first one."""
    if not row.walk_min:
        return ""
    return say("roadbook.way", metres=length(row.walk_m), minutes=row.walk_min)


def summary(tour: Tour) -> str:
    """Return a tour in one line: stops, walking, climb."""
    count = len(tour.rows)
    stops = say("roadbook.stops_one") if count == 1 else say("roadbook.stops_many", count=count)
    words = {"stops": stops, "metres": length(tour.total_m), "minutes": tour.walking}
    walk = tour.walk
    if walk is None or not np.isfinite(walk.ascent_m):
        return say("roadbook.summary", **words)
    return say("roadbook.summary_climb", ascent=length(walk.ascent_m), **words)


def span(tour: Tour) -> str:
    """Return when a tour begins and ends."""
    return f"{clock(tour.wish.start)} – {clock(tour.end)}"


def safety(tour: Tour) -> list[str]:
    """Return what keeps a group safe, heaps and roads on this very way included."""
    found = [say("roadbook.safety_call")]
    passes = tour.walk.passes if tour.walk is not None else []
    on_heap = any(row.stop.climb for row in tour.rows) or any(item.layer == HEAPS for item in passes)
    if on_heap:
        rules = heap_rules(tour.territory).values()
        if any(rule.rescue_posts for rule in rules):
            found.append(say("roadbook.safety_posts"))
        found += [rule.safety for rule in rules if rule.safety]
        found.append(say("roadbook.safety_sunset", sunset=clock(tour.daylight.sets)))
    if tour.walk is not None:
        told = (
            *(item.text for item in passes if item.layer == HEAPS and item.text),
            say("walks.heap_rescue"),
        )
        found += [text for text in tour.walk.warnings if not text.endswith(told)]
    return [*dict.fromkeys(found), say("roadbook.safety_count")]
