"""What the town publishes beside what the map measures: both values, whether they agree, every source."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from gis.indicators.crops import edition_year
from gis.indicators.measures import YEARLY, measures_of
from gis.indicators.model import FigureSource, Indicator
from gis.indicators.service_figures import published_only, service_rows
from gis.territory import DRAWN, EMBEDDED, least_sure, memoised
from gis.words import LANGUAGES, in_each, number, quantity, say, share, texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.indicators.measure import Measure
    from gis.territory import Layer, Territory


RELIEF = "relief.tif"
_UNITS = {
    "kWh/year": "kwh_year", "MWh/year": "mwh_year", "EUR": "eur", "EUR/year": "eur_year", "m3": "m3",
    "times": "times", "weeks": "weeks", "flowers": "flowers", "years": "years",
}  # fmt: skip
"""Units whose sign depends on the language or is not plain text."""


@memoised
def indicators(territory: Territory) -> tuple[Indicator, ...]:
    """Return what is published and what the map measures of a commune, side by side, each measured once.

    What the services let the map measure of any commune is told of this one, too, as unknown where its layer
    is missing; then what only a census can tell.

    Raises
    ------
    LayerMissingError
        When the territory has no outline.
    """
    rows = [*territory.rows("figures"), *service_rows(territory)]
    found = (_indicator(territory, measure, rows) for measure in _measures(territory, rows))
    counted = (_counted(key, rows) for key in published_only(rows))
    return (*(item for item in found if item is not None), *counted)


def unmeasured(territory: Territory) -> list[dict[str, str]]:
    """Return the published figures that no map can measure, as the rows of their table."""
    rows = territory.rows("figures")
    told = {measure.key for measure in measures_of(row["key"] for row in rows)} | {*published_only(rows)}
    return [row for row in rows if row["key"] not in told]


def _measures(territory: Territory, rows: list[Any]) -> tuple[Measure, ...]:
    """Return every measure of the commune, those of the newest campaign of organic farming included."""
    layer = territory.find("organic_farmland")
    newest = None if layer is None else edition_year(layer)
    own = () if newest is None else (f"organic_share_{newest}", f"organic_area_{newest}")
    return measures_of([*(row["key"] for row in rows), *own])


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
    if not published and not measure.alone:
        return None
    layers = {key: layer.within for key in measure.layers if (layer := territory.find(key)) is not None}
    measured = _value(territory, measure, layers)
    status = "no_data" if measured is None else _status(territory, measure, layers)
    if measured is None and not published and not measure.anywhere:
        return None
    sources = tuple(_source(row, measured, measure.tolerance) for row in published)
    first = published[0] if published else {}
    used = list(layers.values()) if measured is not None else []
    return Indicator(
        key=measure.key,
        titles=texts_of(first, "title") or _titles(measure.key),
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
        layers=measure.layers,
        edition=", ".join(dict.fromkeys(_provenance(used, "source_date"))),
        measured_from=", ".join(dict.fromkeys(_provenance(used, "source"))),
    )


def _counted(key: str, rows: list[Any]) -> Indicator:
    """Return a figure that is published and cannot be measured."""
    published = [row for row in rows if row["key"] == key]
    sources = tuple(_source(row, None, 0.0) for row in published)
    first = published[0]
    return Indicator(
        key=key,
        titles=texts_of(first, "title") or {LANGUAGES[0]: key},
        chapter=first.get("chapter", ""),
        published=sources[0].value,
        measured=None,
        unit=str(first["unit"]),
        year=str(first.get("year", "")),
        status="no_data",
        agrees=None,
        tolerance=0.0,
        by_construction=False,
        sources=sources,
    )


def _titles(key: str) -> Mapping[str, str]:
    yearly = YEARLY.fullmatch(key)
    if yearly is None:
        return in_each(say, f"indicators.{key}")
    return in_each(say, f"indicators.organic_{yearly[1]}_of", year=yearly[2])


def _provenance(layers: list[Layer], name: str) -> list[str]:
    return [text for layer in layers if (text := str(layer.provenance.get(name) or ""))]


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
