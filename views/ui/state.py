"""What one visitor has on one page: kept between its runs, and in step with the address bar."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Self

import streamlit as st

from gis.errors import AtlasError
from gis.words import LANGUAGES, set_language
from views.http.rates import Caller

if TYPE_CHECKING:
    from collections.abc import Callable

SPOKEN = "spoken"
"""The language that a visitor chose."""
LATE_SECONDS = 5.0
"""So long after a page wrote its address, a busy browser may still send the one before."""


def speak() -> None:
    """Use the visitor's language; fragments and callbacks begin so, since they run without the page."""
    set_language(st.session_state.get(SPOKEN, LANGUAGES[0]))


@dataclass
class PageState:
    """What a page remembers of a visitor; each page has one of its own, with fields of its own.

    Attributes
    ----------
    tab : str
        The open tab, on pages that have some.
    seen : dict
        What the address bar last said of each parameter that the page reads or writes.
    replaced : dict
        What stood there before the page wrote, and when it did, by parameter and text.
    serial : int
        The last event of the map that was answered.
    told : str
        What was just done, said once.
    trouble : str
        Why the last thing that was asked for could not be done.
    """

    KEY: ClassVar[str]
    tab: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    replaced: dict[tuple[str, str], float] = field(default_factory=dict)
    serial: int = 0
    told: str = ""
    trouble: str = ""

    @classmethod
    def here(cls) -> Self:
        """Return the visitor's state, made at the first visit."""
        if cls.KEY not in st.session_state:
            st.session_state[cls.KEY] = cls()
        state: Self = st.session_state[cls.KEY]
        return state

    def attempt(self, work: Callable[[], object]) -> None:
        """Do something, mostly in a callback; what keeps it from being done is kept as a sentence."""
        speak()
        self.trouble = ""
        try:
            Caller.here().spend("write")
            work()
        except AtlasError as error:
            self.trouble = str(error)

    def news(self, *names: str) -> dict[str, str] | None:
        """Return what the address bar says of parameters, where somebody changed one; nothing otherwise.

        Coming from another page the address bar is empty, which is news, too.
        """
        now = {name: st.query_params.get(name, "") for name in names}
        if all(self.seen.get(name, "") == text for name, text in now.items()):
            return None
        self.seen |= now
        return now

    def late(self, name: str) -> bool:
        """Tell whether the address bar says what the page has just replaced: obeying would undo a change."""
        when = self.replaced.get((name, st.query_params.get(name, "")))
        return when is not None and time.monotonic() - when < LATE_SECONDS

    def write(self, **parameters: str) -> None:
        """Let the address bar say something; an empty text takes its parameter away."""
        now = time.monotonic()
        self.replaced = {key: when for key, when in self.replaced.items() if now - when < LATE_SECONDS}
        for name, text in parameters.items():
            before = st.query_params.get(name, "")
            self.seen[name] = text
            if before == text:
                continue
            self.replaced[name, before] = now
            if text:
                st.query_params[name] = text
            else:
                del st.query_params[name]
