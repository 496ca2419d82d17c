"""The tour that one visitor is composing, kept between the runs of the page and in its address."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self

import streamlit as st

from gis.errors import AtlasError, WalkError
from gis.network import PathStates, today
from gis.tours import (
    GuideStore,
    TourRequest,
    Visit,
    best_order,
    from_token,
    library,
    plan_tour,
    ready_tours,
    to_token,
)
from views.app import person
from views.ui.plan_cache import kept_plan
from views.ui.shared_work import worked_out
from views.ui.state import PageState

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.tours import Ordered, Stop, Tour, TspProblem

PARAMETER = "tour"
FEW_STOPS = 12
"""The order of so few is found at once."""


@dataclass
class ToursState(PageState):
    """The tour as it stands.

    Attributes
    ----------
    turn : int
        Grows when the tour changes by something else than the form, so that its fields show it.
    chosen : str
        The stop that is shown in full.
    arming : str
        The stop that the next click on the map places; empty for none.
    refused : str
        Why the link in the address could not be read.
    drafted : tuple, optional
        Where a new stop of the guide's own shall be, WGS 84.
    """

    KEY: ClassVar[str] = "tours_state"
    request: TourRequest = field(default_factory=lambda: TourRequest(()))
    turn: int = 0
    chosen: str = ""
    arming: str = ""
    refused: str = ""
    drafted: tuple[float, float] | None = None
    stops: dict[str, Stop] = field(default_factory=dict)

    @classmethod
    def of(cls, territory: Territory) -> Self:
        """Return the visitor's state, brought in line with the territory and the address."""
        first = cls.KEY not in st.session_state
        state = cls.here()
        state.gather(territory)
        if first:
            state.open_ready(territory, next(iter(ready_tours(territory)), ""))
        state.follow(territory)
        return state

    def gather(self, territory: Territory) -> None:
        """Read the stops that are known: published ones, and the guide's own."""
        try:
            self.stops = GuideStore(territory, person.here()).stops()
        except AtlasError as error:
            self.stops, self.told = dict(library(territory)), str(error)

    def follow(self, territory: Territory) -> None:
        """Open the tour that the address names, where it is another one than the one at hand."""
        self.refused = ""
        wanted = None if self.late(PARAMETER) else self.news(PARAMETER)
        if not wanted or not wanted[PARAMETER]:
            return
        token = wanted[PARAMETER]
        if token in ready_tours(territory):
            self.open_ready(territory, token)
            return
        try:
            self.take(from_token(token, self.stops, territory.projection))
        except AtlasError as error:
            self.refused = str(error)

    def open_ready(self, territory: Territory, key: str) -> None:
        """Open a ready-made tour, on the day chosen so far."""
        tours = ready_tours(territory)
        if key in tours:
            day = self.request.day if self.request.visits else today()
            self.take(tours[key].request(day))
            return
        first = [stop for stop in self.stops.values() if stop.xy is not None and not stop.meet][:3]
        self.take(TourRequest(tuple(map(Visit, first))))

    def take(self, request: TourRequest) -> None:
        """Work on another tour from here on."""
        self.request, self.chosen, self.arming = request, "", ""
        self.turn += 1

    def change(self, **fields: Any) -> None:
        """Change some fields of the tour."""
        self.request = replace(self.request, **fields)

    def change_visit(self, key: str, **fields: Any) -> None:
        """Change one visit."""
        visits = [replace(one, **fields) if one.stop.id == key else one for one in self.request.visits]
        self.change(visits=tuple(visits))

    def add(self, stop: Stop) -> None:
        """Put a stop behind the others, unless it is there already."""
        if stop.id not in {visit.stop.id for visit in self.request.visits}:
            self.change(visits=(*self.request.visits, Visit(stop)))
        self.chosen = stop.id

    def drop(self, key: str) -> None:
        """Take a stop out."""
        self.change(visits=tuple(visit for visit in self.request.visits if visit.stop.id != key))
        self.chosen = "" if self.chosen == key else self.chosen

    def arm(self, key: str) -> None:
        """Let the next click on the map place a stop; none where the key is empty."""
        self.arming = key

    def visit(self, key: str) -> Visit | None:
        """Return the visit of a stop of the tour."""
        return next((one for one in self.request.visits if one.stop.id == key), None)

    def planned(self, territory: Territory) -> Tour | None:
        """Return the tour with its timetable; nothing while it has no stop.

        Raises
        ------
        AtlasError
            When no tour can be made of it.
        """
        if not self.request.visits:
            return None
        tour = self._plan(territory, self.request)
        # Reloading, or a copied link, opens it again.
        self.write(**{PARAMETER: to_token(self.request)})
        return tour

    def _plan(self, territory: Territory, request: TourRequest) -> Tour:
        return kept_plan(_plan, territory, (request, _owner(territory, request)), day=request.day)

    def optimise(self, territory: Territory) -> None:
        """Bring the stops into the best order, and leave them in it."""
        request = replace(self.request, keep_order=False)
        # A callback has no place on the page where it could show how far the search is.
        quietly = partial(_order, shown=False)
        tour = plan_tour(territory, request, owner=_owner(territory, request), order=quietly)
        if not tour.rows:
            raise WalkError(tour.conflicts[0].text)
        self.request = self.request.reordered([row.stop.id for row in tour.rows])
        self.turn += 1


def _owner(territory: Territory, request: TourRequest) -> str:
    """Return whose own marks bind the tour, where they bind nobody else."""
    return PathStates.of(territory).on(request.day).owner(person.here())


def _plan(territory: Territory, of: tuple[TourRequest, str]) -> Tour:
    request, owner = of
    return plan_tour(territory, request, owner=owner, order=_order)


def _order(problem: TspProblem, *, shown: bool = True) -> Ordered:
    if problem.count <= FEW_STOPS:
        return best_order(problem)
    found: Ordered = worked_out(best_order, problem, shown=shown)
    return found
