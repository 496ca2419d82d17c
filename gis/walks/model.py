"""A walk as it is told: length, climb, time, ground, what is passed, what to beware of, why this one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.foraging import Ripe, ripe_along, unnamed_along
from gis.network import PathStates
from gis.territory import NO_RULE, Relief, heap_rules
from gis.walks import duration
from gis.walks.cues import Cue, cue_sheet
from gis.walks.passed_marks import marks_told
from gis.walks.preferences import STEEP_PCT
from gis.walks.profile import Profile, profile_of
from gis.walks.reasons import why
from gis.walks.waypoints.amenities import ASKED_FOR, unknown_amenities
from gis.walks.waypoints.amenities import LAYER as AMENITIES
from gis.walks.waypoints.passed import Pass, Sighting, passes, species_along
from gis.words import length, say

if TYPE_CHECKING:
    import datetime as dt

    from gis.network import Network, Route
    from gis.territory import Territory

_WINDOW = 5


@dataclass(frozen=True, eq=False)
class Walk:
    """One walk, measured.

    Attributes
    ----------
    route : Route
    profile : Profile
    theme : str
        What it was made for; empty for a plain walk.
    day : date
        For what is ripe and the state of paths.
    """

    territory: Territory
    network: Network
    route: Route
    profile: Profile
    theme: str
    day: dt.date

    @property
    def length_m(self) -> float:
        """Metres walked."""
        return self.route.length

    @property
    def ascent_m(self) -> float:
        """Metres climbed, turnarounds under 10 m left out; NaN where the relief is unknown."""
        return self.profile.climb[0]

    @property
    def descent_m(self) -> float:
        """Metres descended, likewise."""
        return self.profile.climb[1]

    @cached_property
    def minutes(self) -> float:
        """Walking time in minutes; as if on the flat where the relief is unknown."""
        up, down = np.nan_to_num(self.profile.climb)
        return duration.minutes(self.length_m, float(up), float(down))

    @cached_property
    def repeated_pct(self) -> float:
        """Share of the way that is walked again, in per cent."""
        return 100 * self.route.repeated() / self.length_m

    @cached_property
    def green_pct(self) -> float:
        """Share of the way on the green belt, in per cent; NaN where the belt is unknown."""
        return self._share("near_green_belt")

    @cached_property
    def surface(self) -> dict[str, float]:
        """Share of each surface in per cent, the largest first."""
        names = self.network.edges["surface"].to_numpy()[self.route.edges]
        kinds, row = np.unique(names.astype(str), return_inverse=True)
        metres = np.bincount(row, self.route.steps)
        order = np.argsort(-metres)
        return {str(kinds[each]): round(100 * float(metres[each]) / self.length_m, 1) for each in order}

    @cached_property
    def steep_m(self) -> float:
        """Metres that are steeper than 10 %, taken over 50 m; NaN where the relief is unknown."""
        distance, height = self.profile.distance_m, self.profile.height_m
        if not self.profile.known:
            return np.nan
        window = min(_WINDOW, len(height) - 1)
        slope = np.abs(height[window:] - height[:-window]) / np.maximum(
            distance[window:] - distance[:-window], 1
        )
        steep = np.zeros(len(height) - 1, dtype=bool)
        for shift in range(window):
            steep[shift : shift + len(slope)] |= 100 * slope > STEEP_PCT
        return float(np.diff(distance)[steep].sum())

    @cached_property
    def stairs(self) -> bool:
        """Whether there are stairs on the way."""
        return bool(self.network.edges["stairs"].to_numpy()[self.route.edges].any())

    @cached_property
    def difficulty(self) -> str:
        """`easy`, `moderate` or `hard`."""
        up, steepest = np.nan_to_num([self.ascent_m, self.profile.steepest_pct])
        return duration.difficulty(self.length_m, float(up), float(steepest), stairs=self.stairs)

    @cached_property
    def passes(self) -> list[Pass]:
        """What the way goes by, in walking order."""
        return passes(self.territory, self.route.geometry)

    @cached_property
    def ripe(self) -> list[Ripe]:
        """What is ripe along the way this month."""
        return ripe_along(self.territory, self.route.geometry, self.day.month)

    @cached_property
    def unnamed(self) -> list[Ripe]:
        """Gardens and orchards along the way of which it is not known what grows there."""
        return unnamed_along(self.territory, self.route.geometry)

    @cached_property
    def species(self) -> list[Sighting]:
        """Species to look for along the way, those in season first."""
        return species_along(self.territory, self.route.geometry, self.day.month)

    @property
    def cues(self) -> list[Cue]:
        """The cue sheet, in the language in use."""
        return cue_sheet(self.network, self.route, self.territory.projection)

    @property
    def warnings(self) -> list[str]:
        """What to beware of, and what is unknown, in the language in use."""
        found = [
            say("walks.about", name=item.label, text=item.text)
            for item in self.passes
            if item.level != "info" and item.text
        ]
        rules = heap_rules(self.territory)
        if any(rules.get(item.id, NO_RULE).rescue_posts for item in self.passes):
            found.append(say("walks.heap_rescue"))
        if not self.profile.known:
            found.append(say("walks.no_relief"))
        if self.steep_m > 0:
            found.append(say("walks.steep", metres=length(self.steep_m)))
        if self.stairs:
            found.append(say("walks.stairs"))
        found += self._marked() + self._busy()
        found += self._amenities()
        return list(dict.fromkeys(found))

    @property
    def why(self) -> str:
        """Why this one, in one sentence, in the language in use."""
        return why(self)

    def as_dict(self) -> dict[str, Any]:
        """Return the document of the walk, WGS 84, as the command line prints it."""
        return {
            "length_m": round(self.length_m), "ascent_m": _whole(self.ascent_m),
            "descent_m": _whole(self.descent_m), "duration_min": round(self.minutes),
            "repeated_pct": round(self.repeated_pct, 1), "green_pct": _decimal(self.green_pct),
            "surface": self.surface, "steep_m": _whole(self.steep_m),
            "steepest_pct": _decimal(self.profile.steepest_pct), "difficulty": self.difficulty,
            "why": self.why, "passes": [item.as_dict() for item in self.passes],
            "ripe": [item.as_dict() for item in self.ripe],
            "produce_unknown": [item.as_dict() for item in self.unnamed],
            "species": [{"name": item.name, "scientific_name": item.scientific_name, "site": item.site,
                         "in_season": item.in_season} for item in self.species],
            "cues": [{"at_m": round(cue.at_m), "turn": cue.turn, "text": cue.text} for cue in self.cues],
            "warnings": self.warnings, "geometry": self.geojson,
        }  # fmt: skip

    @property
    def geojson(self) -> dict[str, Any]:
        """The line as a GeoJSON geometry in WGS 84."""
        shape = self.territory.projection.to_wgs84(np.array([self.route.geometry], dtype=object))[0]
        return {"type": "LineString", "coordinates": shapely.get_coordinates(shape).tolist()}

    def mean(self, values: np.ndarray) -> float:
        """Return the mean of a measure of all edges over the metres walked."""
        return float((values[self.route.edges] * self.route.steps).sum() / self.length_m)

    def _share(self, column: str) -> float:
        return 100 * self.mean(self.network.edges[column].to_numpy(dtype=float))

    def _amenities(self) -> list[str]:
        unknown = unknown_amenities(self.territory)
        here = {item.name for item in self.passes if item.layer == AMENITIES}
        missing = [
            kind for kind in ASKED_FOR if kind not in unknown and say(f"walks.amenity_{kind}") not in here
        ]
        services = {"services_unknown": unknown, "services_none": missing}
        return [
            say(f"walks.{key}", names=", ".join(say(f"walks.service_{kind}") for kind in kinds))
            for key, kinds in services.items()
            if kinds
        ]

    def _marked(self) -> list[str]:
        marks = PathStates.of(self.territory).on(self.day)
        return marks_told(marks, self.network, self.route.edges)

    def _busy(self) -> list[str]:
        busy = self.network.edges["traffic"].eq("high").to_numpy()[self.route.edges]
        metres = float(self.route.steps[busy].sum())
        return [say("walks.traffic", metres=length(metres))] if metres >= 1 else []


def describe_walk(
    territory: Territory, network: Network, route: Route, *, day: dt.date, theme: str = ""
) -> Walk:
    """Measure a way."""
    relief = Relief.open(territory)
    level = network.edges["bridge"].to_numpy()[route.edges]
    ends = np.cumsum(route.steps)
    decks = [(float(ends[row] - route.steps[row]), float(ends[row])) for row in np.flatnonzero(level)]
    profile = profile_of(
        route.geometry, None if relief is None else relief.heights, territory.projection, decks=decks
    )
    return Walk(territory, network, route, profile, theme, day)


def _whole(value: float) -> int | None:
    return round(value) if np.isfinite(value) else None


def _decimal(value: float) -> float | None:
    return round(value, 1) if np.isfinite(value) else None
