"""The tour that one visitor is composing, kept between the runs of the page and in its address."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.errors import AtlasError, WalkError
from gis.network import today
from gis.tours import GuideStore, TourRequest, Visit, from_token, library, plan_tour, ready_tours, to_token
from views.ui.url_state import Replaced

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.tours import Stop, Tour

PARAMETER = "tour"
_KEY = "tours_desk"


@dataclass
class Desk:
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
    told : str
        What was just done, said once.
    """

    wish: TourRequest = field(default_factory=lambda: TourRequest(()))
    turn: int = 0
    chosen: str = ""
    arming: str = ""
    refused: str = ""
    told: str = ""
    seen: str = ""
    drafted: tuple[float, float] | None = None
    replaced: Replaced = field(default_factory=Replaced)
    stops: dict[str, Stop] = field(default_factory=dict)

    @classmethod
    def here(cls, territory: Territory) -> Desk:
        """Return the visitor's desk, brought in line with the address."""
        desk: Desk | None = st.session_state.get(_KEY)
        if desk is None:
            desk = st.session_state[_KEY] = cls()
            desk.gather(territory)
            desk.open_ready(territory, next(iter(ready_tours(territory)), ""))
        else:
            desk.gather(territory)
        desk.follow(territory)
        return desk

    def gather(self, territory: Territory) -> None:
        """Read the stops that are known: published ones, and the guide's own."""
        try:
            self.stops = GuideStore.of(territory).stops()
        except AtlasError as error:
            self.stops, self.told = dict(library(territory)), str(error)

    def follow(self, territory: Territory) -> None:
        """Open the tour that the address names, where it is another one than the one at hand."""
        self.refused = ""
        wanted = st.query_params.get(PARAMETER)
        if wanted is None or wanted == self.seen or self.replaced.late(wanted):
            return
        self.seen = wanted
        if wanted in ready_tours(territory):
            self.open_ready(territory, wanted)
            return
        try:
            self.take(from_token(wanted, self.stops))
        except AtlasError as error:
            self.refused = str(error)

    def open_ready(self, territory: Territory, key: str) -> None:
        """Open a ready-made tour, on the day chosen so far."""
        tours = ready_tours(territory)
        if key in tours:
            day = self.wish.day if self.wish.visits else today()
            self.take(tours[key].wish(day))
            return
        first = [stop for stop in self.stops.values() if stop.xy is not None and not stop.meet][:3]
        self.take(TourRequest(tuple(map(Visit, first))))

    def take(self, wish: TourRequest) -> None:
        """Work on another tour from here on."""
        self.wish, self.chosen, self.arming = wish, "", ""
        self.turn += 1

    def change(self, **fields: object) -> None:
        """Change some fields of the tour."""
        self.wish = replace(self.wish, **fields)  # type: ignore[arg-type]

    def change_visit(self, key: str, **fields: object) -> None:
        """Change one visit."""
        visits = [
            replace(visit, **fields) if visit.stop.id == key else visit  # type: ignore[arg-type]
            for visit in self.wish.visits
        ]
        self.change(visits=tuple(visits))

    def add(self, stop: Stop) -> None:
        """Put a stop behind the others, unless it is there already."""
        if stop.id not in {visit.stop.id for visit in self.wish.visits}:
            self.change(visits=(*self.wish.visits, Visit(stop)))
        self.chosen = stop.id

    def drop(self, key: str) -> None:
        """Take a stop out."""
        self.change(visits=tuple(visit for visit in self.wish.visits if visit.stop.id != key))
        self.chosen = "" if self.chosen == key else self.chosen

    def planned(self, territory: Territory) -> Tour | None:
        """Return the tour with its timetable; nothing while it has no stop.

        Raises
        ------
        AtlasError
            When no tour can be made of it.
        """
        if not self.wish.visits:
            return None
        tour = plan_tour(territory, self.wish)
        self.write()
        return tour

    def write(self) -> None:
        """Keep the tour in the address: reloading, or a copied link, opens it again."""
        token, before = to_token(self.wish), st.query_params.get(PARAMETER)
        # A run that a browser began before it saw the last address brings the one before it back.
        if token != before:
            self.seen = token
            self.replaced.note(before)
            st.query_params[PARAMETER] = token

    def optimise(self, territory: Territory) -> None:
        """Bring the stops into the best order, and leave them in it."""
        tour = plan_tour(territory, replace(self.wish, keep_order=False))
        if not tour.rows:
            raise WalkError(tour.conflicts[0].text)
        self.wish = self.wish.reordered([row.stop.id for row in tour.rows])
        self.turn += 1
