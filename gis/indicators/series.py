"""Figures that change in time, with their gaps and changes of source, for charts and their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from gis.indicators.comparison import value_text
from gis.indicators.crops import farmland_ha
from gis.indicators.measures import organic_ha
from gis.territory import memoised
from gis.words import in_each, in_language, labelled, listed, say, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gis.territory import Territory

FIRST_YEAR = 2000
STATES = ("counted", "seen", "not_published")
"""What may be told of a year; any other word is as good as nothing."""


@dataclass(frozen=True)
class Point:
    """One value of a series.

    Attributes
    ----------
    value : float or None
        Nothing where the source gives none: a gap, never a zero.
    kind : str
        `published`, or `measured` on the map.
    state : str
        One of `STATES`: `seen` is without a number.
    notes : Mapping[str, str]
        What to know of it, by language.
    """

    year: int
    value: float | None
    kind: str = "published"
    state: str = "counted"
    source: str = ""
    source_url: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """What to know of it, in the language in use."""
        return in_language(self.notes)


@dataclass(frozen=True)
class Series:
    """A figure through the years.

    Attributes
    ----------
    key, unit, status : str
        `status` is that of what is measured, empty where all is published.
    titles : Mapping[str, str]
        What it is, by language.
    points : tuple of Point
        In the order of years, published ones first.
    """

    key: str
    titles: Mapping[str, str]
    unit: str
    points: tuple[Point, ...]
    status: str = ""

    @property
    def title(self) -> str:
        """What it is, in the language in use."""
        return in_language(self.titles)

    def of_kind(self, kind: str) -> tuple[Point, ...]:
        """Return its published points, or its measured ones."""
        return tuple(point for point in self.points if point.kind == kind)

    @property
    def source_changes(self) -> list[int]:
        """Years after which the counted values come from another source."""
        known = [point for point in self.of_kind("published") if point.value is not None]
        pairs = pairwise(known)
        return [earlier.year for earlier, later in pairs if earlier.source != later.source]

    def text(self) -> str:
        """Return the series in words, for those who do not see the chart: values, gaps, changes of source."""
        sentences = []
        for kind in ("published", "measured"):
            text = _told(self.of_kind(kind), self.unit)
            if text:
                name = f"{self.title} ({say(f'indicators.series_{kind}')})"
                sentences.append(f"{labelled(name, text)}.")
        sentences += [say("indicators.series_source_changes", year=year) for year in self.source_changes]
        return " ".join(sentences)

    def table(self) -> pd.DataFrame:
        """Return one row a point: year, value, kind, state, source, source_url, note."""
        rows = [(p.year, p.value, p.kind, p.state, p.source, p.source_url, p.note) for p in self.points]
        names = ["year", "value", "kind", "state", "source", "source_url", "note"]
        return pd.DataFrame(rows, columns=names).astype({"value": "float64"})


@memoised
def all_series(territory: Territory) -> tuple[Series, ...]:
    """Return every series of a territory of which at least one value, or one sighting, is told."""
    figures = territory.rows("figures")
    found = (
        _organic_share(territory, figures),
        *_swallows(territory),
        _hedges(territory),
        _of_figures("farm_seats", "count", figures),
        _of_figures("lighting_use", "kWh/year", figures),
    )
    return tuple(series for series in found if any(_tells(point) for point in series.points))


def _tells(point: Point) -> bool:
    return point.value is not None or point.state == "seen"


def _organic_share(territory: Territory, figures: list[Any]) -> Series:
    base = _of_figures("organic_share", "%", figures)
    found = (territory.find(key) for key in ("organic_farmland", "farmland"))
    organic, farmland = (None if layer is None else layer.within for layer in found)
    known = {point.year for point in base.points}
    published = sorted([*base.points, *_worked_out(figures, known)], key=lambda point: point.year)
    if organic is None or farmland is None or "organic_since" not in organic.data:
        return Series(base.key, base.titles, "%", tuple(published))
    years = sorted(
        {*(point.year for point in published), *organic.data["organic_since"].dropna().astype(int)}
    )
    farmed = {year: farmland_ha(territory, year) for year in years}
    measured = [
        Point(year, 100 * organic_ha(territory, organic, year) / total, "measured")
        for year, total in farmed.items()
        if total
    ]
    return Series(base.key, base.titles, "%", (*published, *measured), organic.status)


def _worked_out(figures: list[Any], known: set[int]) -> Iterable[Point]:
    """Yield shares that follow from published hectares of the least farmland told, where nobody tells one."""
    whole = [float(row["value"]) for row in figures if row["key"] == "farmland_area"]
    for row in figures if whole else ():
        found = re.fullmatch(r"organic_area_(\d{4})", row["key"])
        if found is not None and int(found[1]) not in known:
            area = float(row["value"])
            share, notes = 100 * area / min(whole), in_each(_of_both, area, min(whole))
            yield Point(int(found[1]), share, "published", "counted", row["source"], row["source_url"], notes)


def _of_both(area_ha: float, whole_ha: float) -> str:
    area, whole = (value_text(value, "ha") for value in (area_ha, whole_ha))
    return say("indicators.series_worked_out", area=area, whole=whole)


def _swallows(territory: Territory) -> list[Series]:
    if territory.file("swallows.csv") is None:
        return []
    table = territory.table("swallows")
    found = []
    for name, rows in table.groupby("scientific_name", sort=False):
        first = rows.iloc[0]
        points = [
            Point(
                int(row["year"]),
                float(row["nests"]) if row["nests"] else None,
                "published",
                row["state"] if row["state"] in STATES else STATES[-1],
                row["source"],
                row["source_url"],
                texts_of(row, "note"),
            )
            for row in rows.sort_values("year").to_dict("records")
        ]
        titles = in_each(_swallow, first)
        found.append(Series(f"swallow_{str(name).lower().replace(' ', '_')}", titles, "count", tuple(points)))
    return found


def _swallow(row: pd.Series) -> str:
    return say("indicators.series_swallow", name=in_language(row, "name"))


def _hedges(territory: Territory) -> Series:
    titles = in_each(say, "indicators.series_hedges")
    layer = territory.find("hedges")
    if layer is None or "planted_year" not in layer.data:
        return Series("hedges", titles, "m", ())
    layer = layer.within
    year = layer.data["planted_year"].astype(float).to_numpy(float, na_value=np.nan)
    metres = shapely.length(shapely.intersection(layer.geometry, territory.commune))
    years = range(FIRST_YEAR, int(np.nanmax(year)) + 1) if np.isfinite(year).any() else ()
    points = [Point(y, float(metres[year <= y].sum()), "measured") for y in years]
    return Series("hedges", titles, "m", tuple(points), layer.status)


def _of_figures(key: str, unit: str, figures: list[Any]) -> Series:
    """Return what is told of a figure in single years, under keys that end with the year."""
    keys = re.compile(rf"{key}_\d{{4}}")
    rows = [row for row in figures if keys.fullmatch(row["key"]) and row["year"].isdigit()]
    points = [
        Point(
            int(row["year"]),
            float(row["value"]),
            "published",
            "counted",
            row["source"],
            row["source_url"],
            texts_of(row, "note"),
        )
        for row in sorted(rows, key=lambda row: row["year"])
    ]
    return Series(key, in_each(say, f"indicators.series_{key}"), unit, tuple(points))


def _told(points: tuple[Point, ...], unit: str) -> str:
    """Return values year by year, and each run of years without one as a gap."""
    parts = []
    for state, group in groupby(points, key=lambda point: "" if point.value is not None else point.state):
        run = list(group)
        if state:
            years = f"{run[0].year}–{run[-1].year}" if len(run) > 1 else str(run[0].year)
            parts.append(say(f"indicators.series_{state}", years=years))
        else:
            parts += [labelled(str(point.year), value_text(point.value, unit)) for point in run]
    return listed(parts)
