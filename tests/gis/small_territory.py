"""Tiny territories for tests: a few squares in metres, written and opened like real ones."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely

from gis.crs import projection_of
from gis.territory import LegendEntry, Registry, Style, Territory, Theme, write_layer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

CODE = "62528"
METRES = projection_of(CODE)
X0, Y0 = 684_000.0, 7_040_000.0
"""A corner near Loos-en-Gohelle; every shape below is drawn from here, in metres."""
KINDS = {
    "commune": "polygon",
    "parcels": "polygon",
    "slag_heaps": "polygon",
    "organic_farmland": "polygon",
    "farmland": "polygon",
    "nourishing_gardens": "polygon",
    "heritage": "polygon",
    "buildings": "polygon",
    "open_farmland": "polygon",
    "mining_estates": "polygon",
    "mining_buildings": "polygon",
    "green_belt": "line",
    "hedges": "line",
    "paths": "line",
    "mine_shafts": "point",
    "places": "point",
    "osm_amenities": "point",
    "species_sites": "mixed",
}
COMMON = ("id", "name", "status", "source", "source_url", "licence", "source_date")
Row = tuple[str, "BaseGeometry", dict[str, Any]]


def theme(key: str, kind: str) -> Theme:
    return Theme(
        key=key,
        group="test",
        kind=kind,  # type: ignore[arg-type]
        columns={},
        legend=(LegendEntry("all", Style("#000000")),),
        words="none",
        dossier=key not in {"commune", "parcels", "places"},
        reaches_out=True,
    )


THEMES = Registry(tuple(theme(key, kind) for key, kind in KINDS.items()))


def box(west: float, south: float, east: float, north: float) -> BaseGeometry:
    return shapely.box(X0 + west, Y0 + south, X0 + east, Y0 + north)


def line(*points: tuple[float, float]) -> BaseGeometry:
    return shapely.LineString([(X0 + x, Y0 + y) for x, y in points])


def point(x: float, y: float) -> BaseGeometry:
    return shapely.Point(X0 + x, Y0 + y)


def parcel(reference: str, shape: BaseGeometry, contenance: float | None = None) -> Row:
    section, number = reference.split()
    parcel_id = f"{CODE}000{section:0>2}{int(number):04d}"
    return parcel_id, shape, {"contenance_m2": contenance}


def frame(rows: Sequence[Row], *, status: str = "illustrative", crs: str = METRES.crs) -> gpd.GeoDataFrame:
    data = gpd.GeoDataFrame(
        [
            {
                "id": key,
                "name": "",
                "status": status,
                "source": "drawn for a test",
                "source_url": "https://example.org/",
                "licence": "CC0",
                "source_date": "2024",
                **columns,
            }
            for key, _, columns in rows
        ],
        columns=None if rows else [*COMMON],
        geometry=[shape for _, shape, _ in rows],
        crs=crs,
    )
    if "contenance_m2" in data:
        data["contenance_m2"] = data["contenance_m2"].astype("Float64")
    return data


def build(
    folder: Path,
    layers: Mapping[str, Sequence[Row]],
    *,
    code: str = CODE,
    status: str = "illustrative",
    margins: Mapping[str, float] = MappingProxyType({}),
) -> Territory:
    for key, rows in layers.items():
        provenance = {"source": "drawn for a test", "source_date": "2024", "status": status}
        if key in margins:
            provenance["margin_m"] = margins[key]
        data = frame(rows, status=status, crs=projection_of(code).crs)
        write_layer(folder / code, key, data, provenance=provenance)
    return Territory(code, home=folder / "home", embedded=folder, themes=THEMES)
