"""What is said of an indicator, in the language in use: page, poster and command line only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.indicators import value_text

if TYPE_CHECKING:
    from gis.indicators import FigureSource, Indicator

NOT_PUBLISHED = "–"


@dataclass(frozen=True)
class SourceText:
    """What one source publishes of an indicator."""

    value: str
    year: str
    source: str
    source_url: str
    note: str


@dataclass(frozen=True)
class IndicatorText:
    """An indicator in words.

    Attributes
    ----------
    published : str
        Every value that a source gives, the first one first; a dash where none is published.
    """

    title: str
    published: str
    measured: str
    verdict: str
    short_verdict: str
    sources: tuple[SourceText, ...]


def indicator_text(item: Indicator) -> IndicatorText:
    """Return an indicator in words."""
    sources = tuple(_source(one) for one in item.sources)
    return IndicatorText(
        title=item.title,
        published=" / ".join(dict.fromkeys(one.value for one in sources)) or NOT_PUBLISHED,
        measured=value_text(item.measured, item.unit),
        verdict=item.verdict,
        short_verdict=item.short_verdict,
        sources=sources,
    )


def _source(one: FigureSource) -> SourceText:
    return SourceText(value_text(one.value, one.unit), one.year, one.source, one.source_url, one.note)
