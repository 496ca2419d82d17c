"""What can be found by name in a territory: layers, places, streets, features, places without location."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.errors import LayerMissingError
from gis.words import LANGUAGES, in_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from gis.crs import Projection
    from gis.territory import Layer, Territory, Theme

Bounds = tuple[float, float, float, float]
LonLat = tuple[float, float]

KINDS = {"places": "place", "paths": "street"}
"""Kind of what is found in a layer; `feature` in every other."""
BY_REFERENCE = "parcels"
"""Layer that is looked up by reference, never by name."""
OTHER_NAMES = ("code", "name_fr", "name_en", "scientific_name", "address", "unesco_id")
"""Columns that also name a feature."""


@dataclass(frozen=True)
class SearchEntry:
    """One thing to find.

    Attributes
    ----------
    kind : str
        `layer`, `place`, `street`, `feature` or `unlocated`.
    names : tuple[str, ...]
        Every writing under which it is found.
    titles : Mapping[str, str]
        Its title by language.
    detail : str
        What tells it from its namesakes, such as an address.
    lonlat : tuple or None
        A point on it in WGS 84; none where its location is not published.
    bounds : tuple or None
        West, south, east, north in WGS 84.
    sensitive : bool
        A species that is never located.
    outside : bool
        It lies outside the commune.
    """

    kind: str
    names: tuple[str, ...]
    titles: Mapping[str, str]
    layer: str
    id: str = ""
    detail: str = ""
    lonlat: LonLat | None = None
    bounds: Bounds | None = None
    sensitive: bool = False
    outside: bool = False

    @property
    def title(self) -> str:
        """The title in the language in use."""
        return in_language(self.titles)


def collect(territory: Territory) -> list[SearchEntry]:
    """Return everything in a territory that has a name."""
    entries: list[SearchEntry] = []
    for theme in territory:
        layer = territory.get(theme.key)
        names = (*theme.titles.values(), theme.key.replace("_", " "), *_legend(theme))
        drawn = None if layer is None else layer.within
        around = bounds_of(drawn.projection, drawn.geometry) if drawn is not None and len(drawn) else None
        detail = "" if layer is not None else "no_data"
        entries.append(SearchEntry("layer", names, theme.titles, theme.key, detail=detail, bounds=around))
        if layer is not None and theme.key != BY_REFERENCE:
            entries += _named(layer)
    return entries + _unlocated(territory)


def bounds_of(projection: Projection, shapes: np.ndarray) -> Bounds:
    """Return west, south, east and north in WGS 84 of geometries in metres."""
    west, south, east, north = shapely.total_bounds(projection.to_wgs84(shapely.envelope(shapes))).tolist()
    return west, south, east, north


def point_of(projection: Projection, shape: shapely.Geometry) -> LonLat:
    """Return the longitude and latitude of a point on a geometry in metres."""
    point = projection.to_wgs84(np.array([shapely.point_on_surface(shape)]))[0]
    return float(point.x), float(point.y)


def _legend(theme: Theme) -> list[str]:
    """Return the words of a legend, under which its layer is found too."""
    return [text for entry in theme.legend for text in entry.texts.values()]


def _named(layer: Layer) -> list[SearchEntry]:
    """Return one entry for each name in a layer: pieces that share a name are one thing, here or around."""
    named = layer.data[layer.data["name"].str.strip() != ""]
    here = layer.inside[named.index.to_numpy()]
    groups = named.groupby([named["name"], here], sort=False)
    return [_group(layer, str(name), rows, outside=not inside) for (name, inside), rows in groups]


def _group(layer: Layer, name: str, rows: pd.DataFrame, *, outside: bool) -> SearchEntry:
    shapes = layer.geometry[rows.index.to_numpy()]
    largest = shapes[int(np.argmax(shapely.area(shapes) + shapely.length(shapes)))]
    hidden = "sensitive" in rows and bool(rows["sensitive"].fillna(value=False).any())
    first = rows.iloc[0]
    others = {
        str(value) for column in OTHER_NAMES if column in rows for value in rows[column].dropna() if value
    }
    theme = layer.theme
    coded = [f"{' '.join(theme.titles.values())} {code}" for code in rows.get("code", ())]
    details = (first.get(column) for column in ("code", "address"))
    detail = next((text for text in details if isinstance(text, str) and text), "")
    return SearchEntry(
        KINDS.get(layer.key, "feature"),
        (name, *sorted(others - {name}), *coded),
        _titles(first, name),
        layer.key,
        id=str(first["id"]),
        detail=detail,
        lonlat=None if hidden else point_of(layer.projection, largest),
        bounds=bounds_of(layer.projection, shapes),
        sensitive=hidden,
        outside=outside,
    )


def _titles(row: pd.Series, name: str) -> dict[str, str]:
    names = {code: row.get(f"name_{code}") for code in LANGUAGES}
    return {
        LANGUAGES[0]: name,
        **{code: text for code, text in names.items() if isinstance(text, str) and text},
    }


def _unlocated(territory: Territory) -> list[SearchEntry]:
    try:
        table = territory.table("places_unlocated")
    except LayerMissingError:
        return []
    return [
        SearchEntry(
            "unlocated",
            tuple(text for text in (row["name"], row.get("address", "")) if text),
            {LANGUAGES[0]: row["name"]},
            "places",
            id=row["id"],
            detail=row.get("address", ""),
        )
        for row in table.to_dict("records")
    ]


def subtitle(entry: SearchEntry, theme_title: str) -> str:
    """Return the line under a title, in the language in use."""
    if entry.sensitive:
        return say("search.sensitive")
    first = {
        "layer": say("search.layer"),
        "street": say("search.street"),
        "unlocated": say("search.unlocated"),
    }.get(entry.kind, theme_title)
    detail = say("status.no_data") if entry.detail == "no_data" else entry.detail
    place = say("search.outside") if entry.outside else ""
    return " · ".join(text for text in (first, detail, place) if text)
