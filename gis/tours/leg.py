"""The way from one stop of a tour to the next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.walks import Cue, Walk, cue_sheet, describe_walk

if TYPE_CHECKING:
    from shapely import LineString

    from gis.network import Route
    from gis.territory import Territory
    from gis.tours.tour_request import TourRequest
    from gis.tours.travel_matrix import TravelMatrix


@dataclass(frozen=True, eq=False)
class Leg:
    """The way from one stop to the next."""

    territory: Territory
    ground: TravelMatrix
    request: TourRequest
    start: int
    end: int
    from_name: str
    to_name: str
    minutes: int
    metres: float

    @cached_property
    def route(self) -> Route:
        """The edges walked."""
        return self.ground.route(self.start, self.end)

    @cached_property
    def line(self) -> LineString:
        """In metres; empty where both stops are at the same place."""
        return self.ground.line(self.start, self.end)

    @cached_property
    def walk(self) -> Walk | None:
        """The way as it is measured, with profile and surface; nothing where it has no length."""
        if self.route.length <= 0:
            return None
        return describe_walk(self.territory, self.ground.network, self.route, day=self.request.day)

    @property
    def cues(self) -> list[Cue]:
        """Where to turn, in the language in use."""
        return cue_sheet(self.ground.network, self.route, self.territory.projection)

    @cached_property
    def lonlat(self) -> list[list[float]]:
        """The line in degrees."""
        if self.line.is_empty:
            return []
        shape = self.territory.projection.to_wgs84(np.array([self.line], dtype=object))[0]
        return [[round(x, 6), round(y, 6)] for x, y in shapely.get_coordinates(shape).tolist()]
