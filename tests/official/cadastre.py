"""The cadastre as Etalab writes it: ids with their zeros, parts without, areas missing on some."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from tests.official.replies import features, line_json

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.official.commune import Commune

PER_SECTION = 400
WITHOUT_AREA = 37
"""One parcel in so many has no `contenance`: the key is absent."""
TWO_PARTS, BROKEN, ABSORBED = 211, 503, 97
"""One parcel in so many is of two parts, crosses itself, was in a commune that this one absorbed."""
EDITION = "2026-06-01"
LAYERS = ("parcelles", "batiments", "sections")


@cache
def parcel_shapes(commune: Commune) -> NDArray[np.object_]:
    """Return the parcels, EPSG:2154: lots, and fields halved."""
    x0, y0, x1, y1 = shapely.bounds(commune.land.own_cells).T
    middle = (x0 + x1) / 2
    halves = np.concatenate([shapely.box(x0, y0, middle, y1), shapely.box(middle, y0, x1, y1)])
    shapes = np.concatenate([commune.land.lots, halves])
    if commune.kind == "coast":
        shapes = np.append(shapes, shapely.buffer(commune.land.island, -20))
    for at in range(TWO_PARTS, len(shapes), TWO_PARTS):
        west, south, east, north = shapely.bounds(shapes[at])
        third = (east - west) / 3
        parts = [shapely.box(west, south, west + third, north), shapely.box(east - third, south, east, north)]
        shapes[at] = shapely.MultiPolygon(parts)
    for at in range(BROKEN, len(shapes), BROKEN):
        west, south, east, north = shapely.bounds(shapes[at])
        shapes[at] = shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])
    return shapes


def letters(section: int) -> str:
    """Return the letters of a section: A to Z, then AA to ZZ; no leading zero."""
    return chr(65 + section) if section < 26 else chr(65 + (section - 26) // 26 % 26) + chr(65 + section % 26)


def ids(commune: Commune) -> list[str]:
    """Return the 14 characters of each parcel."""
    return [properties["id"] for properties in parcel_properties(commune)]


@cache
def parcel_properties(commune: Commune) -> list[dict[str, Any]]:
    """Return what Etalab says of each parcel."""
    shapes = parcel_shapes(commune)
    areas = np.maximum(shapely.area(shapes), 1.0)
    return [_parcel(commune, row, int(area)) for row, area in enumerate(areas)]


def _parcel(commune: Commune, row: int, area: int) -> dict[str, Any]:
    section, number = letters(row // PER_SECTION), row % PER_SECTION + 1
    prefix = "012" if row % ABSORBED == ABSORBED - 1 else "000"
    properties = {
        "id": f"{commune.insee}{prefix}{section.zfill(2)}{number:04d}",
        "commune": commune.insee,
        "prefixe": prefix,
        "section": section,
        "numero": str(number),
        "contenance": area,
        "arpente": row % 5 == 0,
        "created": "2004-10-27",
        "updated": "2026-02-19",
    }
    if row % WITHOUT_AREA == 0:
        del properties["contenance"]
    return properties


def parcels(commune: Commune) -> bytes:
    """Return the file of parcels, in no order."""
    told = parcel_properties(commune)
    items = features(parcel_shapes(commune), told, [item["id"] for item in told])
    order = commune.rng("order").permutation(len(items))
    return line_json([items[at] for at in order])


def buildings(commune: Commune) -> bytes:
    """Return the file of buildings: no id, all of them in several parts by type, few with a name."""
    shapes = shapely.multipolygons(commune.land.houses[:, None])
    told: list[dict[str, Any]] = [
        {
            "type": "02" if row % 6 == 0 else "01",
            "nom": "ECOLE" if row % 500 == 0 else None,
            "commune": commune.insee,
            "created": "2011-03-02",
            "updated": "2022-05-13",
        }
        for row in range(len(shapes))
    ]
    return line_json(features(shapes, told))


def sections(commune: Commune) -> bytes:
    """Return the file of sections."""
    shapes = parcel_shapes(commune)
    parts = [
        shapely.box(*shapely.total_bounds(shapes[at : at + PER_SECTION]))
        for at in range(0, len(shapes), PER_SECTION)
    ]
    told = [
        {
            "id": f"{commune.insee}000{letters(row).zfill(2)}",
            "commune": commune.insee,
            "prefixe": "000",
            "code": letters(row),
            "created": "2004-10-27",
            "updated": "2026-02-19",
        }
        for row in range(len(parts))
    ]
    return line_json(features(parts, told, [str(item["id"]) for item in told]))


def files(commune: Commune) -> dict[str, bytes]:
    """Return the files of the commune by layer."""
    return dict(zip(LAYERS, (parcels(commune), buildings(commune), sections(commune)), strict=True))
