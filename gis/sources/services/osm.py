"""Tables of OpenStreetMap: paths, gardens, fruit trees, hedges, what walkers look for, a named green belt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from gis.sources.frames import complete, numbers, plain
from gis.sources.services.overpass import COPYRIGHT_URL, CREDIT, RHYTHM_DAYS, fetch, shapes
from gis.sources.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from gis.sources.source import Fetched, Normalise, Place

PATH_KINDS = {
    "track": "farm_track",
    "steps": "steps",
    "pedestrian": "street",
    "path": "path",
    "footway": "path",
    "bridleway": "path",
    "cycleway": "path",
}
SURFACES = {
    "asphalt": "asphalt",
    "concrete": "asphalt",
    "paved": "paved",
    "paving_stones": "paved",
    "sett": "paved",
    "gravel": "gravel",
    "fine_gravel": "gravel",
    "compacted": "gravel",
    "ground": "earth",
    "dirt": "earth",
    "earth": "earth",
    "grass": "earth",
    "mud": "earth",
    "metal": "metal",
}
CLOSED = {"no", "private"}
YES_NO: Mapping[str, bool] = {"yes": True, "no": False}
GARDENS = {"allotments": "association_garden", "community": "association_garden", "orchard": "orchard"}
FRUIT = {
    "malus": "apple",
    "pyrus": "pear",
    "prunus": "plum",
    "juglans": "walnut",
    "corylus": "hazelnut",
    "castanea": "chestnut",
    "cydonia": "quince",
    "ficus": "fig",
    "mespilus": "medlar",
    "sorbus domestica": "service",
}
"""Fruit by genus or species."""
AMENITIES: Mapping[tuple[str, str], str] = {
    ("amenity", "drinking_water"): "water",
    ("amenity", "toilets"): "toilets",
    ("amenity", "bench"): "bench",
    ("amenity", "shelter"): "shelter",
    ("leisure", "picnic_table"): "picnic",
    ("highway", "bus_stop"): "bus",
    ("tourism", "viewpoint"): "viewpoint",
}
"""What walkers look for, by tag."""
BELT_NAME = re.compile(r"ceinture verte|coulee verte|trame verte|green belt|boucle verte")


def normalise_paths(fetched: Fetched, _place: Place) -> gpd.GeoDataFrame:
    """Return paths, tracks and steps as mapped, one row a way."""
    rows = _with_tag(_lines(fetched), "highway")
    kinds = _tag(rows, "highway").map(PATH_KINDS)
    forbidden = _tag(rows, "access").isin(CLOSED) & ~_tag(rows, "foot").isin(["yes", "designated"])
    filled = rows[[rows.geometry.name]].assign(
        kind=kinds.where(~_tag(rows, "bridge").eq("yes") | kinds.ne("path"), "footbridge"),
        surface=_tag(rows, "surface").map(lambda text: SURFACES.get(text, "unknown")),
        access=np.where(forbidden | _tag(rows, "foot").eq("no"), "closed", "open"),
        bridge=numbers(_tag(rows, "layer")).fillna(0),
        width_m=numbers(_tag(rows, "width")),
        lit=_tag(rows, "lit").map(YES_NO),
        wheelchair=_tag(rows, "wheelchair").map(lambda text: text if text in YES_NO else "unknown"),
        traffic="none",
    )
    return _finish(filled, rows, fetched)


def normalise_hedges(fetched: Fetched, _place: Place) -> gpd.GeoDataFrame:
    """Return hedges and rows of trees as mapped."""
    rows = _lines(fetched)
    hedge = _tag(rows, "barrier").eq("hedge") | _tag(rows, "natural").eq("tree_row")
    rows = rows[hedge].reset_index(drop=True)
    filled = rows[[rows.geometry.name]].assign(
        kind=np.where(_tag(rows, "barrier").eq("hedge"), "hedge", "tree_row"),
        length_m=shapely.length(rows.geometry.to_numpy()),
    )
    return _finish(filled, rows, fetched)


def normalise_trees(fetched: Fetched, _place: Place) -> gpd.GeoDataFrame:
    """Return the trees that bear fruit, by genus, species or what they are said to produce."""
    rows = _with_tag(_shapes(fetched, 0), "natural")
    produce = rows["tags"].map(_produce)
    bears = _tag(rows, "natural").eq("tree") & (produce.ne("") | _tag(rows, "denotation").eq("agricultural"))
    rows, produce = rows[bears].reset_index(drop=True), produce[bears].reset_index(drop=True)
    filled = rows[[rows.geometry.name]].assign(
        species=_tag(rows, "species").where(lambda text: text != "", _tag(rows, "genus")),
        produce=produce,
        access=_tag(rows, "access").map(lambda text: "closed" if text in CLOSED else "unknown"),
    )
    return _finish(filled, rows, fetched)


def normalise_gardens(fetched: Fetched, _place: Place) -> gpd.GeoDataFrame:
    """Return allotments, community gardens and orchards; private gardens are left out."""
    rows = _shapes(fetched, 2)
    kinds = rows["tags"].map(_garden)
    rows, kinds = rows[kinds.ne("")].reset_index(drop=True), kinds[kinds.ne("")].reset_index(drop=True)
    filled = rows[[rows.geometry.name]].assign(
        kind=kinds,
        year=None,
        trees=None,
        area_m2=shapely.area(shapely.make_valid(rows.geometry.to_numpy())),
        access_fr="",
        access_en="",
        picking="unknown",
        produce=rows["tags"].map(_produce),
        manager=_tag(rows, "operator"),
        renovated=None,
    )
    return _finish(filled, rows, fetched)


def normalise_amenities(fetched: Fetched, _place: Place) -> gpd.GeoDataFrame:
    """Return what walkers look for as points, the middle where an area is mapped; what is private says so."""
    rows = shapes(fetched.content)
    kinds = rows["tags"].map(_amenity)
    drawn = ~(shapely.is_missing(rows.geometry.to_numpy()) | shapely.is_empty(rows.geometry.to_numpy()))
    rows, kinds = (part[kinds.ne("") & drawn].reset_index(drop=True) for part in (rows, kinds))
    rows = rows.set_geometry(shapely.point_on_surface(rows.geometry.to_numpy()), crs=rows.crs)
    filled = rows[[rows.geometry.name]].assign(
        category=kinds,
        access=_tag(rows, "access").map(lambda text: "closed" if text in CLOSED else "unknown"),
    )
    return _finish(filled, rows, fetched)


def normalise_belt(fetched: Fetched, _place: Place) -> gpd.GeoDataFrame:
    """Return the routes that carry the name of a green belt: no other tag says that one is there."""
    rows = _lines(fetched)
    named = _tag(rows, "name").map(lambda text: bool(BELT_NAME.search(_words(text))))
    rows = rows[named & _tag(rows, "type").eq("route")].reset_index(drop=True)
    filled = rows[[rows.geometry.name]].assign(
        width_m=None, kind=None, edible=None, length_m=shapely.length(rows.geometry.to_numpy())
    )
    return _finish(filled, rows, fetched)


def _shapes(fetched: Fetched, dimension: int) -> gpd.GeoDataFrame:
    rows = shapes(fetched.content)
    fitting: NDArray[np.bool_] = shapely.get_dimensions(rows.geometry.to_numpy()) == dimension
    return rows[fitting].reset_index(drop=True)


def _lines(fetched: Fetched) -> gpd.GeoDataFrame:
    return _shapes(fetched, 1)


def _with_tag(rows: gpd.GeoDataFrame, key: str) -> gpd.GeoDataFrame:
    return rows[_tag(rows, key) != ""].reset_index(drop=True)


def _tag(rows: gpd.GeoDataFrame, key: str) -> pd.Series:
    values = [str(tags.get(key) or "").strip() for tags in rows["tags"]]
    return pd.Series(values, index=rows.index, dtype=object)


def _amenity(tags: Mapping[str, str]) -> str:
    return next((kind for (key, value), kind in AMENITIES.items() if tags.get(key) == value), "")


def _garden(tags: Mapping[str, str]) -> str:
    if tags.get("landuse") in GARDENS:
        return GARDENS[tags["landuse"]]
    community = tags.get("leisure") == "garden" and tags.get("garden:type") == "community"
    return GARDENS["community"] if community else ""


def _produce(tags: Mapping[str, str]) -> str:
    said = tags.get("produce") or tags.get("trees", "").removesuffix("_trees")
    if said:
        return ";".join(plain(item) for item in said.split(";") if item.strip())
    named = (tags.get("species") or tags.get("genus") or tags.get("taxon") or "").lower()
    return next((fruit for name, fruit in FRUIT.items() if named.startswith(name)), "")


def _words(text: str) -> str:
    return " ".join(plain(word) for word in text.split())


def _finish(filled: gpd.GeoDataFrame, rows: gpd.GeoDataFrame, fetched: Fetched) -> gpd.GeoDataFrame:
    return complete(
        filled,
        ids="osm/" + rows["element"].astype(object),
        names=_tag(rows, "name"),
        credit=CREDIT,
        url=COPYRIGHT_URL,
        date=fetched.edition,
    )


def _source(layer: str, normalise: Normalise, *, fills_gap: bool = False) -> Source:
    return Source(
        layer, "osm", fetch, normalise, CREDIT, RHYTHM_DAYS, empty_means_unknown=True, fills_gap=fills_gap
    )


SOURCES = (
    _source("osm_paths", normalise_paths),
    _source("osm_hedges", normalise_hedges),
    _source("osm_gardens", normalise_gardens),
    _source("osm_trees", normalise_trees),
    _source("osm_amenities", normalise_amenities),
    _source("nourishing_gardens", normalise_gardens, fills_gap=True),
    _source("green_belt", normalise_belt, fills_gap=True),
)
