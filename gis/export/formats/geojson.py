"""Layers as GeoJSON in WGS 84 (RFC 7946: https://www.rfc-editor.org/rfc/rfc7946)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import geopandas as gpd
    import pandas as pd

    from gis.territory import Layer

DECIMALS = 6
"""Decimals of a coordinate in degrees; six are about 0.1 m here."""
FULL_DECIMALS = 8
"""The same for a layer that is taken along, for QGIS: about one millimetre."""
VALUE_DECIMALS = 3
"""Decimals of figures where only some columns are asked for, so that the file stays small."""
MAP_COLUMNS = ("id", "name", "status", "source", "source_url")


def features_of(layer: Layer) -> gpd.GeoDataFrame:
    """Return the features of a layer; one that goes beyond the commune has a column `inside` that says it."""
    return layer.data.assign(inside=layer.inside) if layer.goes_beyond else layer.data


def map_columns(layer: Layer) -> list[str]:
    """Return the columns that the web map reads: identity, source, popup, legend, years, where it lies."""
    theme = layer.theme
    wanted = [*MAP_COLUMNS, theme.since, theme.until, *(entry.column for entry in theme.legend)]
    for line in theme.popup:
        stem = line.column.removesuffix("_*")
        own = [line.column] if stem == line.column else [f"{stem}_{code}" for code in LANGUAGES]
        wanted += [*own, stem]
    present = set(layer.data.columns) - {layer.data.geometry.name}
    told = ["inside"] if layer.goes_beyond else []
    return [*(column for column in dict.fromkeys(wanted) if column in present), *told]


def metadata(layer: Layer) -> dict[str, Any]:
    """Return what to know of a layer as a whole: title, status, source, licence, dates."""
    keys = ("source", "source_url", "licence", "source_date", "fetched")
    values = {key: str(layer.provenance[key]) for key in keys if layer.provenance.get(key)}
    around = {"margin_m": layer.margin_m} if layer.goes_beyond else {}
    return {"layer": layer.key, "title": layer.theme.title, "status": layer.status, **values, **around}


def to_geojson(layer: Layer, *, columns: Collection[str] | None = None, decimals: int = DECIMALS) -> bytes:
    """Write a layer as a GeoJSON FeatureCollection with a `metadata` member.

    Parameters
    ----------
    layer : Layer
        What to write.
    columns : collection of str, optional
        The properties to keep, figures rounded; every column, figures whole, by default.
    decimals : int
        Decimals of a coordinate in degrees.
    """
    table = features_of(layer).drop(columns=layer.data.geometry.name)
    rounded = None if columns is None else VALUE_DECIMALS
    names = list(table.columns) if columns is None else list(columns)
    properties = _records(table[names], decimals=rounded)
    shapes = shapely.orient_polygons(layer.projection.to_wgs84(layer.geometry, decimals=decimals))
    geometries = shapely.to_geojson(shapes)
    features = ",\n".join(
        f'{{"type":"Feature","id":{_dump(key)},"properties":{_dump(values)},"geometry":{geometry}}}'
        for key, values, geometry in zip(layer.ids, properties, geometries, strict=True)
    )
    head = f'{{"type":"FeatureCollection","metadata":{_dump(metadata(layer))},"features":[\n'
    return f"{head}{features}\n]}}\n".encode()


def no_data(key: str, title: str) -> bytes:
    """Write the answer for a layer without data: an empty collection that says that nothing is known."""
    values = {"layer": key, "title": title, "status": "no_data"}
    empty = {"type": "FeatureCollection", "no_data": True, "metadata": values, "features": []}
    return _dump(empty).encode()


def _records(table: pd.DataFrame, *, decimals: int | None) -> list[dict[str, Any]]:
    columns: list[Sequence[Any]] = []
    for name in table.columns:
        column = table[name]
        if decimals is not None and column.dtype.kind == "f":
            column = column.round(decimals)
        columns.append(column.astype(object).where(column.notna(), None).tolist())
    names = list(table.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else str(value)
