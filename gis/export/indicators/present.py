"""What is said of an indicator, in the language in use: page, poster and command line only lay it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.indicators import value_text
from gis.territory import registry
from gis.words import labelled, number, say

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
    difference : str
        By how much measured and the first published value differ; empty where one of them is missing.
    rests_on : str
        Layers that are measured, with their sources and editions; empty where nothing is measured.
    """

    title: str
    published: str
    measured: str
    verdict: str
    short_verdict: str
    difference: str
    rests_on: str
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
        difference=_difference(item),
        rests_on=_rests_on(item),
        sources=sources,
    )


def _difference(item: Indicator) -> str:
    if item.difference is None:
        return ""
    size = abs(item.difference)
    # Shares differ by points: 2 % less of them would be something else.
    text = (
        say("indicators.points", count=number(size, decimals=1))
        if item.unit == "%"
        else value_text(size, item.unit)
    )
    rounded_away = not re.search("[1-9]", text)
    sign = "" if rounded_away else "+" if item.difference > 0 else "\u2212"
    return say("indicators.difference", value=f"{sign}{text}")


def _rests_on(item: Indicator) -> str:
    if item.measured is None:
        return ""
    themes = registry()
    titles = ", ".join(themes[key].title if key in themes else key for key in item.layers)
    return labelled(titles, ", ".join(filter(None, (item.measured_from, item.edition))))


def _source(one: FigureSource) -> SourceText:
    return SourceText(value_text(one.value, one.unit), one.year, one.source, one.source_url, one.note)
