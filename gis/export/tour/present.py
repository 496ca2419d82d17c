"""What is said of a tour, in the language in use: every form of it only lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from gis.export.walk import other_warnings
from gis.territory import HEAPS, heap_rules
from gis.tours import figures_of, sources_of, windows_text
from gis.words import clock, length, minutes_text, say, span_text

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.tours import Stop, TimetableRow, Tour


@dataclass(frozen=True)
class Line:
    """One line of the timetable.

    Attributes
    ----------
    number : int
        That of a stop, from 1 on; 0 for what is none.
    walk, late : str
        The way that leads there, and by how much it begins too late; empty without either.
    """

    kind: Literal["meet", "stop", "lunch", "end"]
    times: str
    name: str
    number: int = 0
    walk: str = ""
    late: str = ""


@dataclass(frozen=True)
class FigureText:
    """A figure of a stop, who gives it, and what other sources say."""

    text: str
    note: str
    source: str
    source_url: str
    others: tuple[str, ...]

    @property
    def by(self) -> str:
        """Note and source in one line."""
        return f"{self.note} {self.source}".strip()


def title(tour: Tour) -> str:
    """Return what a tour is called."""
    return tour.request.title or say("roadbook.title")


def warning(tour: Tour) -> str:
    """Tell at the foot of every page how far to trust times, places and paths."""
    paths = tour.territory.find("paths")
    drawn = paths is not None and paths.status == "illustrative"
    return say("roadbook.warning_drawn" if drawn else "roadbook.warning")


def timetable(tour: Tour) -> list[Line]:
    """Return the timetable: where the group meets, each stop, the meal between, the end."""
    lines = []
    start, place = tour.request.start_place, tour.request.end_place
    if start is not None and tour.start_place is not None:
        lines.append(Line("meet", clock(tour.request.start), say("roadbook.meet", name=start.name)))
    for number, row in enumerate(tour.rows, 1):
        walk = _walked(row.walk_m, row.walk_min)
        lines.append(Line("stop", times(row), row.stop.name, number, walk, late(row)))
        if tour.lunch is not None and tour.lunch[0] == number:
            lines.append(Line("lunch", span_text(*tour.lunch[1:]), say("roadbook.lunch")))
    name = say("roadbook.end") if place is None else say("roadbook.end_at", name=place.name)
    return [*lines, Line("end", clock(tour.end), name, walk=_walked(tour.last_m, tour.last_min))]


def _walked(metres: float, minutes: int) -> str:
    return f"{length(metres)}, {minutes_text(minutes)}" if minutes else ""


def late(row: TimetableRow) -> str:
    """Tell by how much a stop begins too late; empty where it is kept."""
    return say("roadbook.late", minutes=row.late) if row.late else ""


def wait(row: TimetableRow) -> str:
    """Tell how long one waits before a stop; empty without waiting."""
    return say("roadbook.wait", minutes=row.wait) if row.wait else ""


def stop_line(row: TimetableRow) -> str:
    """Return a stop in one line: its times, how long it takes, its theme, what one waits."""
    theme = say(f"stops.theme_{row.stop.theme}")
    return " · ".join(filter(None, (times(row), minutes_text(row.visit.takes), theme, wait(row))))


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
    rows = [
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
    return [(word, value) for word, value in rows if value]


def times(row: TimetableRow) -> str:
    """Return the times of a stop, as `09:20 – 09:40`."""
    return span_text(row.begin, row.leave)


def way(row: TimetableRow) -> str:
    """Tell how one comes to a stop; empty for the first one."""
    return _way(row.walk_m, row.walk_min)


def way_home(tour: Tour) -> str:
    """Tell how one comes from the last stop to where the tour ends; empty where it ends there."""
    return _way(tour.last_m, tour.last_min)


def _way(metres: float, minutes: int) -> str:
    return say("roadbook.way", metres=length(metres), minutes=minutes) if minutes else ""


def figures(territory: Territory, stop: Stop) -> list[FigureText]:
    """Return the figures of a stop, and every source that says otherwise."""
    return [
        FigureText(
            one.text, one.note, one.source, one.source_url,
            tuple(say("roadbook.other", value=other.value, source=other.source) for other in one.others),
        )
        for one in figures_of(territory, stop)
    ]  # fmt: skip


def source_lines(tour: Tour) -> list[str]:
    """Return every source of what a tour tells: its name, and its address where it has one."""
    return [" – ".join(filter(None, source)) for source in sources_of(tour.territory, tour)]


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
    return span_text(tour.request.start, tour.end)


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
        found += other_warnings(tour.walk, told=(say("walks.heap_rescue"),))
    return [*dict.fromkeys(found), say("roadbook.safety_count")]
