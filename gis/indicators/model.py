"""A published figure, what its sources say, and what the map measures of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.words import in_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class FigureSource:
    """What one source says of a figure.

    Attributes
    ----------
    value : float or None
        Nothing where the source gives no number.
    agrees : bool or None
        Whether what is measured agrees with it; nothing where it cannot be told.
    """

    id: str
    value: float | None
    unit: str
    year: str
    source: str
    source_url: str
    notes: Mapping[str, str]
    agrees: bool | None = None

    @property
    def note(self) -> str:
        """What to know of it, in the language in use."""
        return in_language(self.notes)


@dataclass(frozen=True)
class Indicator:
    """A published figure and what the map measures.

    Attributes
    ----------
    published, measured : float or None
        In `unit`; nothing where none is published, or no layer tells it.
    year : str
        As published: a year, years, or empty.
    status : str
        The least sure status of the layers measured; `no_data` where there is none.
    agrees : bool or None
        Whether both differ by at most `tolerance`; nothing where one of them is missing.
    by_construction : bool
        Whether the layers were drawn from published figures, so that agreement proves nothing.
    sources : tuple of FigureSource
        Every source that speaks of it, those that disagree included; the first one is `published`.
    layers : tuple of str
        Layers that it is measured on; none where no map can measure it.
    edition, measured_from : str
        Dates and sources of those layers, empty where nothing is measured.
    """

    key: str
    titles: Mapping[str, str]
    chapter: str
    published: float | None
    measured: float | None
    unit: str
    year: str
    status: str
    agrees: bool | None
    tolerance: float
    by_construction: bool
    sources: tuple[FigureSource, ...]
    layers: tuple[str, ...] = ()
    edition: str = ""
    measured_from: str = ""

    @property
    def difference(self) -> float | None:
        """Measured less published, in `unit`; nothing where one of them is missing."""
        return None if self.measured is None or self.published is None else self.measured - self.published

    @property
    def title(self) -> str:
        """What it is, in the language in use."""
        return in_language(self.titles)

    @property
    def verdict(self) -> str:
        """Whether both agree and what that is worth, as a sentence in the language in use."""
        if self.measured is None:
            return say("indicators.no_data" if self.layers else "indicators.published_only")
        if self.agrees is None:
            return say("indicators.not_published")
        drawn = "_drawn" if self.by_construction else ""
        alike = sum(source.agrees is True for source in self.sources)
        if not self.agrees and alike:
            return say(f"indicators.differs_first{drawn}", alike=alike, total=len(self.sources))
        return say(f"indicators.{'agrees' if self.agrees else 'differs'}{drawn}")

    @property
    def short_verdict(self) -> str:
        """The verdict in a few words, in the language in use."""
        if self.measured is None or self.agrees is None:
            return say("indicators.short_unknown")
        word = say("indicators.short_agrees" if self.agrees else "indicators.short_differs")
        return f"{word} ({say('indicators.short_drawn')})" if self.by_construction else word

    @property
    def disagreement(self) -> bool:
        """Whether the sources themselves give different numbers."""
        return len({source.value for source in self.sources if source.value is not None}) > 1

    def as_dict(self) -> dict[str, Any]:
        """Return the indicator as plain data, in the language in use."""
        return {
            "key": self.key,
            "title": self.title,
            "published": self.published,
            "measured": self.measured,
            "unit": self.unit,
            "year": int(self.year) if self.year.isdigit() else self.year or None,
            "status": self.status,
            "agrees": self.agrees,
            "sources": [
                {
                    "value": source.value,
                    "unit": source.unit,
                    "year": source.year,
                    "source": source.source,
                    "source_url": source.source_url,
                    "note": source.note,
                    "agrees": source.agrees,
                }
                for source in self.sources
            ],
            "tolerance": self.tolerance,
            "by_construction": self.by_construction,
            "verdict": self.verdict,
            "difference": self.difference,
            "layers": list(self.layers),
            "edition": self.edition,
            "measured_from": self.measured_from,
        }
