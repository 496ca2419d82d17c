"""What the page of parcels remembers of a visitor: what was asked, and the address that reopens it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

import streamlit as st

from gis.dossier import dossier_of_parcel, dossier_of_shape, warm
from gis.errors import AtlasError
from gis.parcels import parcels_of
from gis.search import index
from gis.territory import memoised
from gis.words import language, say
from views.app import shell
from views.pages.parcels.query import ParcelQuery, ask_drawn, ask_point, ask_text, shape_code, shape_of_code
from views.ui.state import PageState, speak

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.dossier import Dossier
    from gis.territory import Territory
    from views.map import MapEvent
    from views.ui.job import Job

REFERENCE, SHAPE, MODE, LATITUDE = "ref", "shape", "mode", "lat"
ONE, MANY, PROJECT = "one", "many", "project"
MODES = (ONE, MANY, PROJECT)
CHOSEN_MODE = "parcels_mode"
"""Key of the choice between one, many and a project, which Streamlit forgets on other pages."""


@dataclass
class ParcelsState(PageState):
    """What was asked last, and what stands on the page because of it.

    Attributes
    ----------
    asked : ParcelQuery
        What was asked last; nothing at first.
    last : tuple, optional
        The language in which the last thing was done, and what does it again.
    variants : dict
        The drawn variants of a project, by their slot.
    job : Job, optional
        The last screening, and whether it is of a list of parcels.
    """

    KEY: ClassVar[str] = "parcels_state"
    asked: ParcelQuery = field(default_factory=ParcelQuery)
    last: tuple[str, Callable[[], None]] | None = None
    variants: dict[str, ParcelQuery] = field(default_factory=dict)
    job: Job | None = None
    of_list: bool = False

    def ask(self, question: Callable[[], ParcelQuery]) -> None:
        """Put a question: its answer takes the place of the last one; an error is kept as a sentence.

        An error leaves the dossier that stands, but not another question that waits for its answer.
        """

        def keep() -> None:
            if self.asked.question:
                self.asked = ParcelQuery()
            self.asked = question()
            self.write_asked()

        self.try_out(keep)

    def try_out(self, work: Callable[[], None]) -> None:
        """Do something that can be said again in another language; an error is kept as a sentence."""
        speak()
        self.last = (language(), work)
        self.attempt(work)

    def follow_language(self) -> None:
        """Say again in the language in use what was said in another."""
        text = self.trouble or self.asked.question or self.asked.notes
        if self.last is not None and text and self.last[0] != language():
            self.try_out(self.last[1])

    def follow_address(self, territory: Territory) -> None:
        """Answer to the address bar when it changed: a link that was opened, or the way back.

        Coming from another page the address is empty, and what was asked before stands again.
        """
        here = stayed()
        before = (self.seen.get(REFERENCE, ""), self.seen.get(SHAPE, ""))
        now = self.news(MODE, REFERENCE, SHAPE)
        if here and now is None:
            return
        mode = st.query_params.get(MODE, ONE)
        st.session_state[CHOSEN_MODE] = mode if mode in MODES else ONE
        reference, code = st.query_params.get(REFERENCE, ""), st.query_params.get(SHAPE, "")
        if here and (reference, code) == before:
            return
        # A link that says where the map looks is obeyed.
        go = here or LATITUDE not in st.query_params
        if reference:
            self.ask(lambda: replace(ask_text(territory, reference), go=go))
        elif code:
            self.ask(lambda: replace(shape_of_code(territory, code), go=go))
        elif here:
            self.asked, self.trouble = ParcelQuery(), ""
        else:
            self.write_asked()

    def follow_map(self, territory: Territory, event: MapEvent) -> None:
        """Answer to what was done on the map."""
        if event.kind == "drawn":
            shape = event.shape
            self.ask(ParcelQuery if shape is None else lambda: ask_drawn(territory, shape))
        elif event.lonlat is not None:
            lon, lat = event.lonlat
            self.ask(lambda: ask_point(territory, lon, lat))

    def dossier(self, territory: Territory) -> Dossier | None:
        """Return the dossier of what was asked; nothing where that is not one thing, or none can be made."""
        query = self.asked
        try:
            if query.shape is not None:
                return dossier_of_shape(territory, query.shape, name=query.name)
            if len(query.ids) == 1 and not query.question:
                return dossier_of_parcel(territory, parcels_of(territory)[query.ids[0]])
        except AtlasError as error:
            self.trouble = str(error)
        return None

    def choose_mode(self) -> str:
        """Let people choose between one parcel, many, and a project; the address bar remembers it."""
        st.segmented_control(
            say("parcels_page.mode"),
            MODES,
            required=True,
            format_func=lambda mode: say(f"parcels_page.mode_{mode}"),
            key=CHOSEN_MODE,
            label_visibility="collapsed",
            on_change=self._take_mode,
            width="stretch",
        )
        return str(st.session_state[CHOSEN_MODE])

    def set_mode(self, mode: str) -> None:
        """Choose for people; only in a callback, before the choice is shown again."""
        st.session_state[CHOSEN_MODE] = mode
        self._take_mode()

    def _take_mode(self) -> None:
        mode = st.session_state[CHOSEN_MODE]
        self.trouble = ""
        self.write(**{MODE: "" if mode == ONE else mode})

    def write_asked(self) -> None:
        """Let the address bar say what was asked."""
        query = self.asked
        one = len(query.ids) == 1 and not query.question
        self.write(**{REFERENCE: query.ids[0] if one else "", SHAPE: shape_code(query)})


def stayed() -> bool:
    """Return whether the last run showed this page, too; the choice of the mode is forgotten elsewhere."""
    return CHOSEN_MODE in st.session_state


@memoised
def get_ready(territory: Territory) -> bool:
    """Build what every dossier and search needs, once for all visitors."""
    warm(territory)
    index(territory)
    return True


def page_address(question: ParcelQuery) -> str:
    """Return the address that opens the same dossier again, for a QR code; without one, of the page."""
    if question.shape is not None:
        return shell.page_address(**{SHAPE: shape_code(question)})
    return shell.page_address(**{REFERENCE: question.ids[0]} if question.ids else {})
