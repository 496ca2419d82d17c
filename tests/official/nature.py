"""GBIF, Géorisques, organic farm parcels, heights and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyproj
import shapely

from tests.official.commune import flat, frame

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    from numpy.typing import NDArray

    from tests.official.commune import Commune

SPECIES = (
    ("Turdus merula", "Merle noir", "Aves", "Passeriformes", "Animalia"),
    ("Falco peregrinus", "Faucon pèlerin", "Aves", "Falconiformes", "Animalia"),
    ("Papilio machaon", "Machaon", "Insecta", "Lepidoptera", "Animalia"),
    ("Salamandra salamandra", None, "Amphibia", "Caudata", "Animalia"),
    ("Rosa canina", "Églantier", "Magnoliopsida", "Rosales", "Plantae"),
    ("Gentiana acaulis", None, "Magnoliopsida", "Gentianales", "Plantae"),
    ("Podarcis muralis", "Lézard des murailles", "Squamata", None, "Animalia"),
)
UNCERTAINTIES = (5.0, 30.0, 250.0, 1_000.0, 7_071.0, None)
PAGE = 300
NO_DATA = -99_999.0
CAMPAIGNS = (2019, 2021, 2023)


def records(commune: Commune) -> list[dict[str, Any]]:
    """Return the records of GBIF: one place in six has no uncertainty."""
    rng, count = commune.rng("gbif"), 650 if commune.kind == "town" else 320
    west, south, east, north = commune.land.outline.bounds
    points = shapely.points(rng.uniform(west, east, count), rng.uniform(south, north, count))
    return [_record(row, flat([point])[0]) for row, point in enumerate(points)]


def _record(row: int, point: shapely.Geometry) -> dict[str, Any]:
    species, name, group, order, kingdom = SPECIES[row % len(SPECIES)]
    return {
        "key": 5_000_000_000 + row,
        "datasetKey": "8a863029-f435-446a-821e-275f4f641165",
        "basisOfRecord": "HUMAN_OBSERVATION",
        "occurrenceStatus": "PRESENT",
        "scientificName": f"{species} L., 1758",
        "species": species,
        **({"vernacularName": name} if name else {}),
        "kingdom": kingdom,
        "class": group,
        "order": order,
        "decimalLongitude": point.x,
        "decimalLatitude": point.y,
        "coordinateUncertaintyInMeters": UNCERTAINTIES[row % len(UNCERTAINTIES)],
        "individualCount": None if row % 2 else 1 + row % 3,
        "eventDate": f"{2000 + row % 26}-05-0{1 + row % 9}T06:30:00Z",
        "year": 2000 + row % 26,
        "license": "http://creativecommons.org/licenses/by/4.0/legalcode",
        "issues": [],
    }


def gbif_page(found: list[dict[str, Any]], wkt: str, offset: int, limit: int) -> dict[str, Any]:
    """Return a page of the records inside a ring, which must turn counter-clockwise."""
    ring = shapely.from_wkt(wkt)
    assert ring.exterior.is_ccw, "a clockwise ring means everything outside it"
    here = [
        item
        for item in found
        if ring.intersects(shapely.Point(item["decimalLongitude"], item["decimalLatitude"]))
    ]
    page = here[offset : offset + min(limit, PAGE)]
    return {
        "offset": offset,
        "limit": min(limit, PAGE),
        "endOfRecords": offset + len(page) >= len(here),
        "count": len(here),
        "results": page,
        "facets": [],
    }


def cavities(commune: Commune) -> list[dict[str, Any]]:
    """Return cavities: many in the town, none on the mountain."""
    count = {"town": 130, "coast": 3, "mountain": 0}[commune.kind]
    kinds = ("Cave", "Ouvrage militaire", "Carrière", "Naturelle", "Indéterminé")
    rows = _scattered(commune, "cavities", count)
    return [
        {
            "identifiant": f"AUVAA{row:07d}",
            "type": kinds[row % 5],
            "nom": None if row % 2 else f"Cave {row}",
            "reperage_geo": "imprécis",
            "region": {"code": "84", "libelle": "Région d’essai"},
            "departement": {"code": commune.department, "libelle": "Essai"},
            "code_insee": commune.insee,
            "longitude": lon,
            "latitude": lat,
        }
        for row, (lon, lat) in enumerate(rows)
    ]


def movements(commune: Commune) -> list[dict[str, Any]]:
    """Return ground movements: rock fall on the mountain, one without a place."""
    count = {"town": 0, "coast": 2, "mountain": 12}[commune.kind]
    kinds = ("Chute de blocs / Eboulement", "Glissement", "Coulée")
    rows = _scattered(commune, "movements", count)
    items = [
        {
            "identifiant": f"6{row:07d}",
            "type": kinds[row % 3],
            "fiabilite": "Fort",
            "lieu": f"Lieu-dit d’essai {row}",
            "date_debut": f"19{60 + row}-11-01",
            "precision_date": "Mois",
            "longitude": lon,
            "latitude": lat,
            "precision_lieu": "hectomètre",
            "date_maj": "2021-06-07",
            "commentaire_mvt": None,
        }
        for row, (lon, lat) in enumerate(rows)
    ]
    return (
        [*items, {**items[0], "identifiant": "69999999", "longitude": None, "latitude": None}]
        if items
        else items
    )


def _scattered(commune: Commune, topic: str, count: int) -> NDArray[np.float64]:
    if not count:
        return np.empty((0, 2))
    cells = commune.land.own_cells
    chosen = cells[commune.rng(topic).integers(0, len(cells), count)]
    return np.asarray(shapely.get_coordinates(flat(shapely.centroid(chosen))), dtype=np.float64)


def envelope(items: list[dict[str, Any]], page: int, size: int) -> dict[str, Any]:
    """Return a page of Géorisques' first envelope."""
    return {
        "results": len(items),
        "page": page,
        "total_pages": max(1, -(-len(items) // size)),
        "data": items[(page - 1) * size : page * size],
        "response_code": 200,
        "message": None,
        "next": None,
        "previous": None,
    }


def organic(commune: Commune, campaign: int) -> gpd.GeoDataFrame:
    """Return the national file of a campaign: parcels here and elsewhere, in the system of its year."""
    older = np.asarray(shapely.buffer(commune.land.cells[::10], -6, cap_style="square"))
    here = older[: len(older) // 2] if campaign == CAMPAIGNS[0] else older
    far = shapely.transform(here, lambda xy: xy - [300_000, 100_000])
    shapes = np.concatenate([here, far])
    rows = frame(
        shapes,
        millesime=campaign,
        bio=1,
        code_cultu="VRC",
        lbl_cultur="Vigne : raisins de cuve",
        grp_cultur="Vignes",
        surface_ha=(shapely.area(shapes) / 10_000).round(2),
        code_commu=[commune.insee] * len(here) + ["62000"] * len(far),
        gid=range(len(shapes)),
    )
    return rows.to_crs(4326) if campaign == CAMPAIGNS[0] else rows


def organic_file(commune: Commune, campaign: int, folder: Path) -> tuple[str, bytes]:
    """Return the name and the content of the file of a campaign: a GeoPackage, or a zip of shapefiles."""
    rows, name = organic(commune, campaign), f"rpg-bio-{campaign}-national"
    if campaign == CAMPAIGNS[1]:
        path = folder / f"{name}.shp.zip"
        rows.to_file(path, driver="ESRI Shapefile", engine="pyogrio", encoding="UTF-8")
    else:
        path = folder / f"{name}.gpkg"
        rows.rename_geometry("GEOM").rename(columns=str.upper).to_file(path, driver="GPKG", engine="pyogrio")
    return path.name, path.read_bytes()


def heights(commune: Commune, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> list[float]:
    """Return heights: steep on the mountain, no ground in the sea, nearly flat elsewhere."""
    x, y = pyproj.Transformer.from_crs(4326, 2154, always_xy=True).transform(lon, lat)
    x0, y0 = commune.centre
    if commune.kind == "mountain":
        found = 1_420 + 0.28 * np.hypot(x - x0, y - y0) + 180 * np.sin(x / 420) * np.cos(y / 510)
    elif commune.kind == "coast":
        sea = shapely.contains_xy(commune.land.sea.difference(commune.land.island), x, y)
        found = np.where(sea, NO_DATA, 4 + 0.05 * np.maximum(y - commune.land.built.bounds[1], 0))
    else:
        found = 212 + 6 * np.sin(x / 900) + 4 * np.cos(y / 700)
    return [float(value) for value in np.round(found, 2)]


def addresses(commune: Commune, text: str, citycode: str) -> list[dict[str, Any]]:
    """Return the addresses that a text may mean: none of another commune where one is named."""
    if citycode and citycode != commune.insee:
        return []
    point = flat([commune.land.middle()])[0]
    told = {
        "label": f"Place de la Mairie {commune.postcode} {commune.name}",
        "score": 0.93,
        "citycode": commune.insee,
        "city": commune.name,
        "postcode": commune.postcode,
        "type": "street",
        "name": "Place de la Mairie",
        "context": f"{commune.department}, Essai",
        "_type": "address",
        "x": commune.land.middle().x,
        "y": commune.land.middle().y,
    }
    return (
        [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [point.x, point.y]},
                "properties": told,
            }
        ]
        if text
        else []
    )
