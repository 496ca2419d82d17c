"""What the town publishes beside what the map measures: both values, whether they agree, every source."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from gis.indicators.measures import Measure, measures_of
from gis.indicators.model import FigureSource, Indicator
from gis.territory import DRAWN, EMBEDDED, least_sure, memoised
from gis.words import in_each, number, quantity, say, share, texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.territory import Layer, Territory


RELIEF = "relief.tif"
_UNITS = {
    "kWh/year": "kwh_year", "MWh/year": "mwh_year", "EUR": "eur", "EUR/year": "eur_year", "m3": "m3",
    "times": "times", "weeks": "weeks", "flowers": "flowers", "years": "years",
}  # fmt: skip
"""Units whose sign depends on the language or is not plain text."""


@memoised
def indicators(territory: Territory) -> tuple[Indicator, ...]:
    """Return every published figure that the map can speak to, measured once.

    Of a town that publishes no figures, what can be measured all the same is told without them.

    Raises
    ------
    LayerMissingError
        When the territory has no outline.
    """
    rows = territory.rows("figures")
    measures = measures_of(row["key"] for row in rows)
    return tuple(found for measure in measures if (found := _indicator(territory, measure, rows)) is not None)


def unmeasured(territory: Territory) -> list[dict[str, str]]:
    """Return the published figures that no map can measure, as the rows of their table."""
    rows = territory.rows("figures")
    measured = {measure.key for measure in measures_of(row["key"] for row in rows)}
    return [row for row in rows if row["key"] not in measured]


def value_text(value: float | None, unit: str) -> str:
    """Return a value with its unit in the language in use, a dash where it is not known."""
    if value is None:
        return "–"
    if unit == "%":
        return share(value)
    if unit == "count":
        return number(value)
    decimals = 0 if unit == "m" or float(value).is_integer() else 2
    words = say(f"indicators.unit_{_UNITS[unit]}") if unit in _UNITS else unit
    return quantity(value, words, decimals=decimals)


def _indicator(territory: Territory, measure: Measure, rows: list[Any]) -> Indicator | None:
    published = _published(measure, rows)
    if not published and (rows or not measure.alone):
        return None
    layers = {key: layer.within for key in measure.layers if (layer := territory.find(key)) is not None}
    measured = _value(territory, measure, layers)
    status = "no_data" if measured is None else _status(territory, measure, layers)
    if measured is None and not published:
        return None
    sources = tuple(_source(row, measured, measure.tolerance) for row in published)
    first = published[0] if published else {}
    return Indicator(
        key=measure.key,
        titles=texts_of(first, "title") or in_each(say, f"indicators.{measure.key}"),
        chapter=first.get("chapter", ""),
        published=sources[0].value if sources else None,
        measured=measured,
        unit=measure.unit,
        year=str(first.get("year", "")),
        status=status,
        agrees=sources[0].agrees if sources else None,
        tolerance=measure.tolerance,
        by_construction=status in DRAWN,
        sources=sources,
    )


def _value(territory: Territory, measure: Measure, layers: dict[str, Layer]) -> float | None:
    if len(layers) < len(measure.layers):
        return None
    value = measure.measure(territory, layers)
    return float(value) if math.isfinite(value) else None


def _published(measure: Measure, rows: list[Any]) -> list[Mapping[str, Any]]:
    """Return the rows that tell a figure, the first one first; a share is worked out from its two parts."""
    if measure.share_of is None:
        return [row for row in rows if row["key"] == measure.key]
    part, whole = (next((row for row in rows if row["key"] == key), None) for key in measure.share_of)
    if part is None or whole is None:
        return []
    ratio = 100 * float(part["value"]) / float(whole["value"])
    titles = in_each(say, f"indicators.{measure.key}")
    notes = in_each(say, "indicators.worked_out")
    words = {f"title_{code}": text for code, text in titles.items()}
    words |= {f"note_{code}": text for code, text in notes.items()}
    return [{**part, **words, "key": measure.key, "value": str(ratio), "unit": "%"}]


def _source(row: Mapping[str, Any], measured: float | None, tolerance: float) -> FigureSource:
    try:
        value = float(row["value"])
    except ValueError:
        value = None
    agrees = None if value is None or measured is None else abs(measured - value) <= tolerance
    texts = {name: str(row[name]) for name in ("id", "unit", "year", "source", "source_url")}
    return FigureSource(value=value, agrees=agrees, notes=texts_of(row, "note"), **texts)


def _status(territory: Territory, measure: Measure, layers: dict[str, Layer]) -> str:
    present = {layer.status for layer in layers.values()}
    relief = territory.file(RELIEF) if measure.reads_relief else None
    if relief is not None and relief.is_relative_to(EMBEDDED):
        present.add("illustrative")
    return least_sure(present, otherwise="no_data")
