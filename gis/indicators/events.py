"""Events of a town: what happened, when, where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.words import date_text, in_language, say

if TYPE_CHECKING:
    import shapely

CHAPTERS = ("resilience", "participation", "biodiversity", "food", "energy", "heritage")


@dataclass(frozen=True)
class Event:
    """Something that happened.

    Attributes
    ----------
    year, year_end : int
        The same where it lasted no longer.
    date : str
        ISO date or month where it is known, else empty.
    chapter : str
        One of `CHAPTERS`.
    place_id, place : str
        Where it happened: id and name of a place, empty where none is told.
    point : Point or None
        In the territory's legal system; nothing where the place has no published coordinates.
    """

    id: str
    year: int
    year_end: int
    date: str
    title_fr: str
    title_en: str
    text_fr: str
    text_en: str
    chapter: str
    place_id: str
    place: str
    point: shapely.Point | None
    source: str
    source_url: str

    @property
    def title(self) -> str:
        """What happened, in the language in use."""
        return in_language(vars(self), "title")

    @property
    def text(self) -> str:
        """More about it, in the language in use."""
        return in_language(vars(self), "text")

    @property
    def when(self) -> str:
        """The date in words, or the year or years."""
        if self.year_end != self.year:
            return f"{self.year}–{self.year_end}"
        return date_text(self.date) if len(self.date) == len("2000-01-01") else str(self.year)

    @property
    def chapter_text(self) -> str:
        """The chapter in words, in the language in use."""
        return say(f"trajectory.chapter_{self.chapter}") if self.chapter in CHAPTERS else self.chapter
