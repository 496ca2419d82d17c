"""Layers as one GeoPackage for QGIS, with their provenance inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyogrio

from gis.export.formats.geojson import features_of, metadata
from gis.files import written_whole
from gis.territory import SUREST_FIRST
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gis.territory import Layer

PROVENANCE = "provenance"
_MULTI = {"polygon": "MultiPolygon", "line": "MultiLineString"}
_TEXTS = ("source", "source_url", "licence", "source_date", "fetched")


def to_geopackage(layers: Sequence[Layer], path: Path) -> None:
    """Write layers into one GeoPackage in their legal system, in place of an older file.

    Each layer keeps every column and carries its title, status and source as layer metadata; a table
    `provenance` has one row a layer.

    Raises
    ------
    StoreError
        When the file cannot be written; an older one is still there.
    """
    with written_whole(path) as part:
        for layer in layers:
            _write(layer, part)
        pyogrio.write_dataframe(
            provenance(layers), part, layer=PROVENANCE, driver="GPKG", append=part.exists()
        )


def provenance(layers: Sequence[Layer]) -> pd.DataFrame:
    """Return one row a layer: title, status and its meaning, number of features, source, licence, dates."""
    rows = [
        {
            **dict.fromkeys(_TEXTS, ""),
            **metadata(layer),
            "status_means": _status(layer.status, suffix="_means"),
            "features": len(layer),
        }
        for layer in layers
    ]
    columns = ["layer", "title", "status", "status_means", "features", *_TEXTS]
    return pd.DataFrame(rows, columns=columns).astype({"features": "int64"})


def _write(layer: Layer, path: Path) -> None:
    values = {key: str(value) for key, value in metadata(layer).items()}
    pyogrio.write_dataframe(
        features_of(layer).set_crs(layer.projection.crs, allow_override=True),
        path,
        layer=layer.key,
        driver="GPKG",
        append=path.exists(),
        geometry_type=_MULTI.get(layer.theme.kind),
        promote_to_multi=layer.theme.kind in _MULTI,
        layer_metadata=values,
        layer_options={"IDENTIFIER": f"{values['title']} ({layer.key})", "DESCRIPTION": _description(values)},
    )


def _description(values: dict[str, str]) -> str:
    status = _status(values["status"])
    return " · ".join(
        text for text in (status, values.get("source", ""), values.get("source_date", "")) if text
    )


def _status(status: str, *, suffix: str = "") -> str:
    """Return the words of a status; none for an empty layer, which has no status."""
    return say(f"status.{status}{suffix}") if status in SUREST_FIRST else ""
