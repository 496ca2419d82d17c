"""What one visitor has filled in and asked for, kept between the runs of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Self

import streamlit as st

from gis.walks import LOOP, PARAMETER, WAY, Spot, WalkQuery, read_request
from views.ui.state import PageState

if TYPE_CHECKING:
    import datetime as dt

    from gis.search import SearchHit

START, END = "start", "end"
TRACK, PUBLISHED, STATE = "track", "published", "state"
TABS = (LOOP, WAY, TRACK, PUBLISHED, STATE)
MOST_STOPS = 4
"""Stops between start and end that the page offers; a link may hold more."""


@dataclass
class WalksState(PageState):
    """The form as it stands, and the request that was last sent.

    Attributes
    ----------
    spots, names : dict
        What was chosen for `start`, `end`, `via0`, `via1`… and what to call it.
    stops : int
        Stops between start and end.
    arming : str
        Which of them the next click on the map sets; empty for none.
    missing : bool
        Whether a walk was asked for before all its places were chosen.
    turn : int
        Grows when the form is filled in by something else than its fields, so that they show it.
    tab_turn : int
        Grows when another tab is opened by something else than a click on it.
    extra : dict
        What single tabs keep: the track brought, the stretch pointed at.
    """

    KEY: ClassVar[str] = "walks_state"
    tab: str = LOOP
    spots: dict[str, Spot] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    found: dict[str, list[SearchHit]] = field(default_factory=dict)
    stops: int = 0
    unit: str = "km"
    km: float = 6.0
    minutes: float = 60.0
    theme: str = ""
    avoid: list[str] = field(default_factory=list)
    day: dt.date | None = None
    arming: str = ""
    missing: bool = False
    turn: int = 0
    tab_turn: int = 0
    asked: WalkQuery | None = None
    refused: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def here(cls) -> Self:
        """Return the visitor's state, brought in line with the address."""
        state = super().here()
        wanted = st.query_params.get(PARAMETER)
        if wanted != state.refused:
            state.refused = ""
        if wanted is None:
            if state.asked:
                state.write(**{PARAMETER: state.asked.as_text()})
        elif not state.late(PARAMETER) and state.news(PARAMETER):
            state.follow(wanted)
        return state

    def follow(self, wanted: str) -> None:
        """Open the walk that an address asks for; keep the address where it is none."""
        query = read_request(wanted)
        if query is None:
            self.refused = wanted
        elif query != self.asked:
            self.take(query)

    def take(self, query: WalkQuery) -> None:
        """Fill the form in with a request, and send it."""
        self.tab_turn += self.tab != query.kind
        self.tab = query.kind
        slots = self.slots(len(query.spots) - 2) if query.kind == WAY else [START]
        self.stops = max(0, len(query.spots) - 2) if query.kind == WAY else self.stops
        for slot, spot in zip(slots, query.spots, strict=True):
            self.place(slot, spot)
        self.km, self.minutes = query.km or self.km, query.minutes or self.minutes
        self.unit = "min" if query.minutes is not None else "km"
        self.theme, self.avoid, self.day = query.theme, sorted(query.avoid), query.day
        self.turn += 1
        self.send(query)

    def send(self, query: WalkQuery) -> None:
        """Ask for walks, and write it in the address."""
        self.asked, self.arming, self.missing = query, "", False
        self.write(**{PARAMETER: query.as_text()})

    def slots(self, stops: int | None = None) -> list[str]:
        """Return the places of a way, in walking order."""
        return [START, *(f"via{stop}" for stop in range(self.stops if stops is None else stops)), END]

    def place(self, slot: str, spot: Spot, name: str = "") -> None:
        """Choose a place from elsewhere than its own field."""
        if self.spots.get(slot) != spot or name:
            self.names[slot] = name
        self.spots[slot] = spot
        self.found.pop(slot, None)
        self.extra.pop(f"typed_{slot}", None)
        self.arming, self.missing = "", False
        self.turn += 1

    def forget(self, slot: str) -> None:
        """Leave a place open again."""
        for kept in (self.spots, self.names, self.found):
            kept.pop(slot, None)

    def drop_stop(self, stop: int) -> None:
        """Take a stop out of a way; those after it move up."""
        for later in range(stop, self.stops - 1):
            self.forget(f"via{later}")
            if f"via{later + 1}" in self.spots:
                self.spots[f"via{later}"] = self.spots[f"via{later + 1}"]
            if f"via{later + 1}" in self.names:
                self.names[f"via{later}"] = self.names[f"via{later + 1}"]
        self.forget(f"via{self.stops - 1}")
        self.stops -= 1
        self.turn += 1

    def add_stop(self) -> None:
        """Put one more stop in a way."""
        self.stops += 1
