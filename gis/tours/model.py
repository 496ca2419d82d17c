"""A tour as planned: who is where when, the ways between, what conflicts, what to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from gis.tours.leg import Leg
from gis.walks import Walk, describe_walk

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.tours.daylight import Daylight
    from gis.tours.stops import Stop
    from gis.tours.tour_request import TourRequest, Visit
    from gis.tours.travel_matrix import TravelMatrix


from gis.words import clock


@dataclass(frozen=True)
class Conflict:
    """Something asked for that does not fit, and what would make it fit.

    Attributes
    ----------
    kind : str
        `no_place`, `closed`, `unreachable`, `climb`, `step_free`, `end_before_start`, `too_long`, `dark`,
        `window`, `appointments`, `locked`, `late`, `lunch` or `does_not_fit`.
    stops : tuple of str
        Identifiers of the stops concerned.
    text, mend : str
        Sentences in the language in use.
    """

    kind: str
    stops: tuple[str, ...]
    text: str
    mend: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fields that the command line prints."""
        return {"kind": self.kind, "stops": list(self.stops), "text": self.text, "mend": self.mend}


@dataclass(frozen=True)
class TimetableRow:
    """One stop in the timetable, in minutes since midnight.

    Attributes
    ----------
    walk_m, walk_min, up_down_m : float, int, float
        The way that leads here.
    late : int
        Minutes by which it begins too late; 0 where it is kept.
    place : int
        Row of the stop in the ground.
    """

    visit: Visit
    arrive: int
    begin: int
    leave: int
    walk_m: float
    walk_min: int
    up_down_m: float
    late: int
    place: int

    @property
    def stop(self) -> Stop:
        """The stop visited."""
        return self.visit.stop

    @property
    def wait(self) -> int:
        """Minutes waited before the visit begins."""
        return self.begin - self.arrive

    def as_dict(self) -> dict[str, Any]:
        """Return the fields that the command line prints."""
        return {
            "id": self.stop.id, "name": self.stop.name, "arrive": clock(self.arrive),
            "leave": clock(self.leave), "walk_m": round(self.walk_m), "walk_min": self.walk_min,
            "begin": clock(self.begin), "wait_min": self.wait, "minutes": self.visit.takes,
            "theme": self.stop.theme, "late_min": self.late, "fixed": self.visit.at is not None,
            "lonlat": _rounded(self.stop.lonlat), "coord_quality": self.stop.quality,
        }  # fmt: skip


@dataclass(frozen=True, eq=False)
class Tour:
    """One tour.

    Attributes
    ----------
    rows : tuple of TimetableRow
        In walking order.
    lunch : tuple of int or None
        After how many stops, from when to when.
    end : int
        When it is over, the way to the end place included.
    conflicts : tuple of Conflict
        What was asked for and does not fit; empty where everything does.
    notes : tuple of str
        What to know all the same.
    proven : bool
        Whether no order is better; False where the guide's own was kept, or where there are too many stops.
    start_place, end_place : int or None
        Their rows in the ground.
    """

    territory: Territory
    request: TourRequest
    ground: TravelMatrix | None
    daylight: Daylight
    rows: tuple[TimetableRow, ...] = ()
    lunch: tuple[int, int, int] | None = None
    end: int = 0
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()
    proven: bool = False
    start_place: int | None = None
    end_place: int | None = None
    dropped: tuple[Visit, ...] = field(default=())

    @property
    def feasible(self) -> bool:
        """Whether everything that was asked for fits."""
        return not self.conflicts

    @property
    def total_m(self) -> float:
        """Metres walked."""
        return sum(row.walk_m for row in self.rows) + self.last_m

    @property
    def walking(self) -> int:
        """Minutes on foot."""
        return sum(row.walk_min for row in self.rows) + self.last_min

    @property
    def last_m(self) -> float:
        """Metres from the last stop to the end place."""
        return self.legs[-1].metres if self.rows and self.end_place is not None else 0.0

    @property
    def last_min(self) -> int:
        """Minutes from the last stop to the end place."""
        return self.legs[-1].minutes if self.rows and self.end_place is not None else 0

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """The ways walked: from the start place, between stops, to the end place."""
        places = [row.place for row in self.rows]
        names = [row.stop.name for row in self.rows]
        if not places or self.ground is None:
            return ()
        if self.start_place is not None and self.request.start_place is not None:
            places, names = [self.start_place, *places], [self.request.start_place.name, *names]
        if self.end_place is not None and self.request.end_place is not None:
            places, names = [*places, self.end_place], [*names, self.request.end_place.name]
        minutes = self.ground.minutes(self.request.walks_at)
        return tuple(
            Leg(self.territory, self.ground, self.request, a, b, name, other, int(minutes[a, b]),
                float(self.ground.metres[a, b]))
            for (a, b), (name, other) in zip(pairwise(places), pairwise(names), strict=True)
        )  # fmt: skip

    def leg_to(self, row: int) -> Leg | None:
        """Return the way that leads to a stop, by its row; nothing for the first without a start place."""
        at = row if self.start_place is not None else row - 1
        return self.legs[at] if 0 <= at < len(self.legs) else None

    @cached_property
    def walk(self) -> Walk | None:
        """All legs as one walk: profile, climb, what it passes; nothing where nobody walks."""
        routes = [leg.route for leg in self.legs if leg.route.length > 0]
        if not routes:
            return None
        whole = routes[0]
        for route in routes[1:]:
            whole = whole.joined(route)
        return describe_walk(self.territory, self.legs[0].ground.network, whole, day=self.request.day)

    @property
    def geometry(self) -> dict[str, Any] | None:
        """The way as a GeoJSON geometry in WGS 84; nothing where nobody walks."""
        points: list[list[float]] = []
        for leg in self.legs:
            points += [point for point in leg.lonlat if not points or point != points[-1]]
        return {"type": "LineString", "coordinates": points} if len(points) > 1 else None

    def as_dict(self) -> dict[str, Any]:
        """Return the document that the command line prints."""
        eats = None if self.lunch is None else {"begin": clock(self.lunch[1]), "end": clock(self.lunch[2])}
        return {
            "stops": [row.as_dict() for row in self.rows], "total_walk_m": round(self.total_m),
            "total_walk_min": self.walking, "start": clock(self.request.start), "end": clock(self.end),
            "day": self.request.day.isoformat(), "sunset": clock(self.daylight.sets), "lunch": eats,
            "feasible": self.feasible, "proven": self.proven,
            "conflicts": [conflict.as_dict() for conflict in self.conflicts],
            "dropped": [visit.stop.id for visit in self.dropped], "notes": list(self.notes),
            "geometry": self.geometry,
        }  # fmt: skip


def _rounded(lonlat: tuple[float, float] | None) -> list[float] | None:
    return None if lonlat is None else [round(lonlat[0], 6), round(lonlat[1], 6)]
