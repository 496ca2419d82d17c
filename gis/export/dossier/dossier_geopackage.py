"""A dossier as a GeoPackage: its outline, what lies on it cut to it, and its tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from gis.export.dossier import rows
from gis.files import written_whole

if TYPE_CHECKING:
    from pathlib import Path

    from gis.dossier import Answer, Dossier
    from gis.territory import Territory

SUBJECT = "dossier"
_DIMENSION = {"MultiPoint": 0, "MultiLineString": 1, "MultiPolygon": 2}


def write_dossier_gpkg(territory: Territory, dossier: Dossier, path: Path) -> None:
    """Write a dossier as GeoPackage in the territory's legal system, in place of an older file.

    Layers: `dossier` (the outline), one for each concerned theme with its features cut to the outline, and
    the tables `themes`, `notices`, `balance` and `provenance`, in the language in use.

    Raises
    ------
    StoreError
        When the file cannot be written; an older one is still there.
    """
    with written_whole(path) as part:
        _add(_outline(dossier), part, SUBJECT, "MultiPolygon")
        for answer in dossier.concerned:
            _theme(territory, dossier, answer, part)
        for name, table in _tables(dossier).items():
            pyogrio.write_dataframe(table, part, layer=name, driver="GPKG", append=True)


def _outline(dossier: Dossier) -> gpd.GeoDataFrame:
    subject = dossier.subject
    record = {
        "id": subject.id,
        "reference": subject.reference,
        "contenance_m2": np.nan if subject.contenance_m2 is None else subject.contenance_m2,
        "gis_area_m2": subject.gis_area_m2,
        "status": subject.status,
        "disclaimer": dossier.disclaimer,
    }
    return gpd.GeoDataFrame([record], geometry=[subject.geometry], crs=dossier.ground.projection.crs)


def _theme(territory: Territory, dossier: Dossier, answer: Answer, path: Path) -> None:
    layer = territory.layer(answer.key)
    places = layer.ids.get_indexer(pd.Index([item.id for item in answer.items]))
    cut = shapely.intersection(layer.geometry[places], dossier.subject.geometry)
    dimension = shapely.get_dimensions(layer.geometry[places])
    table = pd.DataFrame([asdict(item) for item in answer.items])
    figures = ["area_m2", "share_pct", "length_m"]
    table[figures] = table[figures].astype(float)
    for kind, wanted in _DIMENSION.items():
        chosen = np.flatnonzero(dimension == wanted)
        if len(chosen):
            shapes = [_only(shape, wanted) for shape in cut[chosen]]
            frame = gpd.GeoDataFrame(table.iloc[chosen], geometry=shapes, crs=dossier.ground.projection.crs)
            several = len(set(dimension.tolist())) > 1
            _add(frame, path, f"{answer.key}_{kind.lower()}" if several else answer.key, kind)


def _only(shape: Any, dimension: int) -> Any:
    parts = shapely.get_parts(shape)
    alike = parts[shapely.get_dimensions(parts) == dimension]
    make = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)[dimension]
    return make(alike)


def _add(frame: gpd.GeoDataFrame, path: Path, name: str, kind: str) -> None:
    pyogrio.write_dataframe(
        frame,
        path,
        layer=name,
        driver="GPKG",
        append=path.exists(),
        geometry_type=kind,
        promote_to_multi=True,
    )


def _tables(dossier: Dossier) -> dict[str, pd.DataFrame]:
    found = {
        "themes": rows.verdict_rows(dossier),
        "notices": rows.notice_rows(dossier),
        "balance": rows.balance_rows(dossier)[:-1],
        "provenance": rows.provenance_rows(dossier.provenance),
    }
    return {name: pd.DataFrame(table[1:], columns=table[0]) for name, table in found.items()}
