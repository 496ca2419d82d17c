"""Figures that change in time, with their gaps and changes of source, for charts and their text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from gis.errors import LayerMissingError
from gis.figures.measures import organic_ha
from gis.indicators import value_text
from gis.once import once
from gis.words import pick, say, use_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gis.layer import Layer
    from gis.territory import Territory

FIRST_YEAR = 2000
_ORGANIC = ("organic_share_2010", "organic_share_2018", "organic_share_2020", "organic_share_2023")
_FARMS = ("farm_seats_1998", "farm_seats_2023")
_LIGHTS = ("lighting_use_2016", "lighting_use_2025")


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
        `counted`; `seen`, without a number; `not_published`.
    """

    year: int
    value: float | None
    kind: str = "published"
    state: str = "counted"
    source: str = ""
    source_url: str = ""
    note_fr: str = ""
    note_en: str = ""

    @property
    def note(self) -> str:
        """What to know of it, in the language in use."""
        return pick(self.note_fr, self.note_en)


@dataclass(frozen=True)
class Series:
    """A figure through the years.

    Attributes
    ----------
    key, unit, status : str
        `status` is that of what is measured, empty where all is published.
    points : tuple of Point
        In the order of years, published ones first.
    """

    key: str
    title_fr: str
    title_en: str
    unit: str
    points: tuple[Point, ...]
    status: str = ""

    @property
    def title(self) -> str:
        """What it is, in the language in use."""
        return pick(self.title_fr, self.title_en)

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
            told = _told(self.of_kind(kind), self.unit)
            if told:
                sentences.append(f"{self.title} ({say(f'indicators.series_{kind}')})\u00a0: {told}.")
        sentences += [say("indicators.series_source_changes", year=year) for year in self.source_changes]
        return " ".join(sentences)

    def table(self) -> pd.DataFrame:
        """Return one row a point: year, value, kind, state, source, source_url, note."""
        rows = [(p.year, p.value, p.kind, p.state, p.source, p.source_url, p.note) for p in self.points]
        names = ["year", "value", "kind", "state", "source", "source_url", "note"]
        return pd.DataFrame(rows, columns=names).astype({"value": "float64"})


@once
def all_series(territory: Territory) -> tuple[Series, ...]:
    """Return every series of a territory of which at least one value, or one sighting, is told.

    Raises
    ------
    LayerMissingError
        When the territory has no table of figures.
    """
    figures = territory.table("figures").to_dict("records")
    found = (
        _organic_share(territory, figures),
        *_swallows(territory),
        _hedges(territory),
        _of_figures("farm_seats", "count", _FARMS, figures),
        _of_figures("lighting_use", "kWh/year", _LIGHTS, figures),
    )
    return tuple(series for series in found if any(_tells(point) for point in series.points))


def _tells(point: Point) -> bool:
    return point.value is not None or point.state == "seen"


def _organic_share(territory: Territory, figures: list[Any]) -> Series:
    base = _of_figures("organic_share", "%", _ORGANIC, figures)
    organic, farmland = (_known(territory, key) for key in ("organic_farmland", "farmland"))
    published = sorted([*base.points, *_share_2015(figures)], key=lambda point: point.year)
    if organic is None or farmland is None or "organic_since" not in organic.data:
        return Series(base.key, base.title_fr, base.title_en, "%", tuple(published))
    total = float(shapely.area(shapely.intersection(farmland.geometry, territory.commune)).sum()) / 10_000
    years = sorted(
        {*(point.year for point in published), *organic.data["organic_since"].dropna().astype(int)}
    )
    measured = [Point(y, 100 * organic_ha(territory, organic, y) / total, "measured") for y in years if total]
    return Series(base.key, base.title_fr, base.title_en, "%", (*published, *measured), organic.status)


def _share_2015(figures: list[Any]) -> Iterable[Point]:
    """Yield the share that follows from 55 ha, by the farmland that the same interview implies."""
    area = next((row for row in figures if row["key"] == "organic_area_2015"), None)
    whole = [float(row["value"]) for row in figures if row["key"] == "farmland_area"]
    if area is not None and whole:
        french, english = _both("series_share_2015")
        share = 100 * float(area["value"]) / min(whole)
        yield Point(2015, share, "published", "counted", area["source"], area["source_url"], french, english)


def _swallows(territory: Territory) -> list[Series]:
    try:
        table = territory.table("swallows")
    except LayerMissingError:
        return []
    found = []
    for name, rows in table.groupby("scientific_name", sort=False):
        first = rows.iloc[0]
        points = [
            Point(
                int(row["year"]),
                float(row["nests"]) if row["nests"] else None,
                "published",
                row["state"],
                row["source"],
                row["source_url"],
                row["note_fr"],
                row["note_en"],
            )
            for row in rows.sort_values("year").to_dict("records")
        ]
        words = _both("series_swallow", {"fr": first["name_fr"], "en": first["name_en"]})
        found.append(Series(f"swallow_{str(name).lower().replace(' ', '_')}", *words, "count", tuple(points)))
    return found


def _hedges(territory: Territory) -> Series:
    words = _both("series_hedges")
    layer = _known(territory, "hedges")
    if layer is None or "planted_year" not in layer.data:
        return Series("hedges", *words, "m", ())
    year = layer.data["planted_year"].astype(float).to_numpy(float, na_value=np.nan)
    metres = shapely.length(shapely.intersection(layer.geometry, territory.commune))
    years = range(FIRST_YEAR, int(np.nanmax(year)) + 1) if np.isfinite(year).any() else ()
    points = [Point(y, float(metres[year <= y].sum()), "measured") for y in years]
    return Series("hedges", *words, "m", tuple(points), layer.status)


def _of_figures(key: str, unit: str, keys: tuple[str, ...], figures: list[Any]) -> Series:
    rows = [row for row in figures if row["key"] in keys and row["year"].isdigit()]
    points = [
        Point(
            int(row["year"]),
            float(row["value"]),
            "published",
            "counted",
            row["source"],
            row["source_url"],
            row["note_fr"],
            row["note_en"],
        )
        for row in sorted(rows, key=lambda row: row["year"])
    ]
    return Series(key, *_both(f"series_{key}"), unit, tuple(points))


def _both(key: str, names: dict[str, str] | None = None) -> tuple[str, str]:
    """Return a sentence in French and in English."""
    told = []
    for code in ("fr", "en"):
        with use_language(code):
            told.append(say(f"indicators.{key}", **({"name": names[code]} if names else {})))
    return told[0], told[1]


def _told(points: tuple[Point, ...], unit: str) -> str:
    """Return values year by year, and each run of years without one as a gap."""
    parts = []
    for state, group in groupby(points, key=lambda point: "" if point.value is not None else point.state):
        run = list(group)
        if state:
            years = f"{run[0].year}–{run[-1].year}" if len(run) > 1 else str(run[0].year)
            parts.append(say(f"indicators.series_{state}", years=years))
        else:
            parts += [f"{point.year}\u00a0: {value_text(point.value, unit)}" for point in run]
    return "\u00a0; ".join(parts)


def _known(territory: Territory, key: str) -> Layer | None:
    return territory.get(key) if key in territory.themes else None
