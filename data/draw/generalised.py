"""Layers of the Mission Bassin Minier: outlines at 25 m, attributes and areas as published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import shapely

from data.draw import facts, frame

if TYPE_CHECKING:
    import geopandas as gpd

    from data.draw.frame import Drawn

SOURCE = "Mission Bassin Minier, contours généralisés à 25\u00a0m"
SOURCE_URL = "https://www.missionbassinminier.org"
LICENCE = "Licence Ouverte 2.0"
SOURCE_DATE = "2018"  # year of the archive "UNESCO - L93 2018"
SHAFTS_DATE = "2022-07-18"  # day the shafts were put online
POPULATION = 6850  # INSEE 2022, https://fr.wikipedia.org/wiki/Loos-en-Gohelle
ALTITUDES_M = (31, 74)  # same page
INSCRIBED_YEAR = 2012  # 30 June 2012, https://whc.unesco.org/en/list/1360


def commune(_drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the boundary of Loos-en-Gohelle; ``area_ha`` and ``perimeter_m`` are the published ones."""
    rows = _measured("commune")
    low, high = ALTITUDES_M
    rows = rows.assign(
        insee=rows["id"],
        population=POPULATION,
        population_year=2022,
        altitude_min_m=low,
        altitude_max_m=high,
    )
    return _layer(
        rows,
        "insee area_ha perimeter_m population population_year altitude_min_m altitude_max_m epci",
    )


def neighbours(drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the adjacent communes, near the border only; their overlap with the commune is cut away."""
    rows = _measured("neighbour_commune")
    ours = drawn["commune"].geometry.iloc[0]
    rows = rows.assign(
        insee=rows["id"],
        population=rows["population"].astype("Int64"),
        geometry=rows.geometry.difference(ours).map(_surfaces),
    )
    return _layer(rows, "insee population area_ha epci")


def mining_railways(_drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the sections of former mining railway that lie at least partly in the commune."""
    rows = _measured("mining_railway")
    rows = rows[rows["length_in_commune_m"] > 0]
    rows = rows.assign(line=rows["name"], name="Cavalier " + rows["id"])
    return _layer(rows, "line length_m length_in_commune_m")


def mine_shafts(_drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the nine shafts of the commune at their published positions (rounded to 1 m)."""
    known = facts.features("mine_shaft").rename(columns={"name": "published_name"})
    rows = facts.table("shafts").merge(known.drop(columns="id"), on="published_name", validate="1:1")
    rows = rows.assign(
        name=rows["published_name"],
        sunk=rows["sunk"].astype("Int64"),
        closed=rows["closed"].astype("Int64"),
        geometry=shapely.points(rows["x"], rows["y"]),
    )
    source = "Mission Bassin Minier, positions arrondies à 1\u00a0m"
    return _layer(
        rows.assign(source_date=SHAFTS_DATE),
        "source_date pit shaft company sunk closed depth_m ground_level_m brgm_id",
        source=source,
    )


def mining_estates(_drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the mining estates; one that is published twice is drawn once and keeps both ids."""
    rows = _measured("mining_estate")
    twin = ["company", "area_ha", "area_in_commune_ha"]
    rows["published_ids"] = rows.groupby(twin)["id"].transform(";".join)
    rows = rows.drop_duplicates(twin)
    return _layer(rows, "form company interest area_ha area_in_commune_ha published_ids")


def mining_buildings(_drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the listed mining buildings; their outlines are much coarser than the buildings."""
    rows = _measured("mining_building")
    rows = rows.assign(kind=rows["form"], unesco_id=rows["id"])
    return _layer(rows, "kind protection period unesco_id area_ha")


def heritage(_drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the World Heritage property (element 63) and buffer zone, only around the commune."""
    rows = pd.concat([_measured(kind).assign(kind=kind) for kind in ("unesco_property", "unesco_buffer")])
    rows = rows.assign(id=rows["kind"] + "_" + rows["id"], inscribed_year=INSCRIBED_YEAR)
    source = f"{SOURCE}, dessinés autour de la commune seulement"
    return _layer(rows, "kind inscribed_year area_ha area_in_commune_ha", source=source)


def open_farmland(_drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the open farmland of the buffer zone with proven views on the heaps ("parvis agricoles")."""
    rows = _measured("open_farmland")
    number = rows["id"].str.removeprefix("parvis_")
    rows = rows.assign(views_on=rows["name"], name="Parvis agricole " + number)
    return _layer(rows, "views_on area_ha area_in_commune_ha")


def _measured(key: str) -> gpd.GeoDataFrame:
    """Shapes of one fact layer with their published attributes, in the order of the facts."""
    attributes = facts.features(key)
    return facts.shapes(key).merge(attributes, on="id", validate="1:1")


def _layer(rows: gpd.GeoDataFrame | pd.DataFrame, own: str, *, source: str = SOURCE) -> gpd.GeoDataFrame:
    return frame.layer(
        rows[["id", "name", "geometry", *own.split()]],
        status="generalised",
        source=source,
        source_url=SOURCE_URL,
        licence=LICENCE,
        source_date=SOURCE_DATE,
    )


def _surfaces(geometry: shapely.Geometry) -> shapely.Geometry:
    """Keep the polygons of a geometry, without slivers under 1 m²."""
    parts = [part for part in shapely.get_parts(geometry) if part.area >= 1]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
