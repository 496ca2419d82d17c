"""Tables of OpenStreetMap: paths, gardens, fruit trees, hedges and what walkers look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from gis.sources.frames import complete, numbers, plain
from gis.sources.services.osm_remarks import PREFIX, Belongs, remarks_on
from gis.sources.services.overpass import COPYRIGHT_URL, CREDIT, RHYTHM_DAYS, fetch, shapes
from gis.sources.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from gis.sources.place import Place
    from gis.sources.source import Fetched, Normalise

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


def normalise_paths(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return paths, tracks and steps as mapped, one row a way."""
    rows = shapes_of(fetched, place.crs, 1, is_path)
    kinds = tag_of(rows, "highway").map(PATH_KINDS)
    forbidden = tag_of(rows, "access").isin(CLOSED) & ~tag_of(rows, "foot").isin(["yes", "designated"])
    filled = rows[[rows.geometry.name]].assign(
        kind=kinds.where(~tag_of(rows, "bridge").eq("yes") | kinds.ne("path"), "footbridge"),
        surface=tag_of(rows, "surface").map(lambda text: SURFACES.get(text, "unknown")),
        access=np.where(forbidden | tag_of(rows, "foot").eq("no"), "closed", "open"),
        bridge=numbers(tag_of(rows, "layer")).fillna(0),
        width_m=numbers(tag_of(rows, "width")),
        lit=tag_of(rows, "lit").map(YES_NO),
        wheelchair=tag_of(rows, "wheelchair").map(lambda text: text if text in YES_NO else "unknown"),
        traffic="none",
    )
    return finish(filled, rows, fetched)


def normalise_hedges(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return hedges and rows of trees as mapped."""
    rows = shapes_of(fetched, place.crs, 1, is_hedge)
    filled = rows[[rows.geometry.name]].assign(
        kind=np.where(tag_of(rows, "barrier").eq("hedge"), "hedge", "tree_row"),
        length_m=shapely.length(rows.geometry.to_numpy()),
    )
    return finish(filled, rows, fetched)


def normalise_trees(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return the trees that bear fruit, by genus, species or what they are said to produce."""
    rows = shapes_of(fetched, place.crs, 0, bears_fruit)
    filled = rows[[rows.geometry.name]].assign(
        species=tag_of(rows, "species").where(lambda text: text != "", tag_of(rows, "genus")),
        produce=rows["tags"].map(_produce),
        access=tag_of(rows, "access").map(lambda text: "closed" if text in CLOSED else "unknown"),
    )
    return finish(filled, rows, fetched)


def normalise_gardens(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return allotments, community gardens and orchards; private gardens are left out."""
    rows = shapes_of(fetched, place.crs, 2, is_garden)
    filled = rows[[rows.geometry.name]].assign(
        kind=rows["tags"].map(_garden),
        year=None,
        trees=None,
        area_m2=shapely.area(shapely.make_valid(rows.geometry.to_numpy())),
        access_fr="",
        access_en="",
        picking="unknown",
        produce=rows["tags"].map(_produce),
        manager=tag_of(rows, "operator"),
        renovated=None,
    )
    return finish(filled, rows, fetched)


def normalise_amenities(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return what walkers look for as points, the middle where an area is mapped; what is private says so."""
    rows = shapes([item for item in fetched.content if is_amenity(item.get("tags") or {})], place.crs)
    drawn = ~(shapely.is_missing(rows.geometry.to_numpy()) | shapely.is_empty(rows.geometry.to_numpy()))
    rows = rows[drawn].reset_index(drop=True)
    rows = rows.set_geometry(shapely.point_on_surface(rows.geometry.to_numpy()), crs=rows.crs)
    filled = rows[[rows.geometry.name]].assign(
        category=rows["tags"].map(_amenity),
        access=tag_of(rows, "access").map(lambda text: "closed" if text in CLOSED else "unknown"),
    )
    return finish(filled, rows, fetched)


def shapes_of(fetched: Fetched, to: str, dimension: int, belongs: Belongs) -> gpd.GeoDataFrame:
    """Return the elements of a table that are points (0), lines (1) or areas (2)."""
    rows = shapes([item for item in fetched.content if belongs(item.get("tags") or {})], to)
    fitting: NDArray[np.bool_] = shapely.get_dimensions(rows.geometry.to_numpy()) == dimension
    return rows[fitting].reset_index(drop=True)


def is_path(tags: Mapping[str, str]) -> bool:
    """Whether the tags are those of a path, a track, steps or a street for walkers."""
    return tags.get("highway") in PATH_KINDS


def is_hedge(tags: Mapping[str, str]) -> bool:
    """Whether the tags are those of a hedge or a row of trees."""
    return tags.get("barrier") == "hedge" or tags.get("natural") == "tree_row"


def is_garden(tags: Mapping[str, str]) -> bool:
    """Whether the tags are those of allotments, a community garden or an orchard."""
    return bool(_garden(tags))


def is_amenity(tags: Mapping[str, str]) -> bool:
    """Whether the tags are those of something that walkers look for."""
    return bool(_amenity(tags))


def bears_fruit(tags: Mapping[str, str]) -> bool:
    """Whether the tags are those of a tree that is said to bear fruit."""
    told = bool(_produce(tags)) or tags.get("denotation") == "agricultural"
    return tags.get("natural") == "tree" and told


def tag_of(rows: gpd.GeoDataFrame, key: str) -> pd.Series:
    """Return the values of a tag, stripped; empty where an element does not have it."""
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


def finish(filled: gpd.GeoDataFrame, rows: gpd.GeoDataFrame, fetched: Fetched) -> gpd.GeoDataFrame:
    """Return rows as a table, each under the name of its element."""
    return complete(
        filled,
        ids=PREFIX + rows["element"].astype(object),
        names=tag_of(rows, "name"),
        credit=CREDIT,
        url=COPYRIGHT_URL,
        date=fetched.edition,
    )


def source_of(layer: str, normalise: Normalise, belongs: Belongs, *, fills_gap: bool = False) -> Source:
    """Return one table of the reply as a source; `belongs` tells by its tags whether an element is meant."""
    return Source(
        layer,
        "osm",
        fetch,
        normalise,
        CREDIT,
        RHYTHM_DAYS,
        remarks=remarks_on(belongs),
        empty_means_unknown=True,
        fills_gap=fills_gap,
    )


SOURCES = (
    source_of("osm_paths", normalise_paths, is_path),
    source_of("osm_hedges", normalise_hedges, is_hedge),
    source_of("osm_gardens", normalise_gardens, is_garden),
    source_of("osm_trees", normalise_trees, bears_fruit),
    source_of("osm_amenities", normalise_amenities, is_amenity),
    source_of("nourishing_gardens", normalise_gardens, is_garden, fills_gap=True),
)
