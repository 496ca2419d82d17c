"""Layers as tables for spreadsheets, where no text from the data may act as a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from gis.export.formats.geojson import features_of

if TYPE_CHECKING:
    from gis.territory import Layer

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet compute a cell, their full-width forms included.
Source: https://owasp.org/www-community/attacks/CSV_Injection"""
CSV_DECIMALS = 6


def safe_cell(value: Any) -> Any:
    """Return a value as a spreadsheet may hold it: a text like a formula gets an apostrophe first.

    Numbers, dates and nothing come back as they are.
    """
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def safe_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a copy of a table whose texts and column names are all passed through `safe_cell`."""
    safe = table.rename(columns=safe_cell)
    for column in safe.columns:
        if (
            isinstance(safe[column].dtype, pd.StringDtype | pd.CategoricalDtype)
            or safe[column].dtype == object
        ):
            safe[column] = safe[column].astype(object).map(safe_cell, na_action="ignore")
    return safe


def to_table(layer: Layer) -> pd.DataFrame:
    """Return the features of a layer without geometry, with every column."""
    return pd.DataFrame(features_of(layer).drop(columns=layer.data.geometry.name))


def to_csv(layer: Layer) -> bytes:
    """Write a layer as CSV: commas, UTF-8 with the mark that Excel needs, empty cells for the unknown.

    Every column of the layer, then `lon` and `lat` of a point on each feature and its outline in `wkt`,
    in WGS 84 degrees.
    """
    shapes = layer.projection.to_wgs84(layer.geometry, decimals=CSV_DECIMALS)
    points = shapely.point_on_surface(shapes)
    table = safe_table(to_table(layer)).assign(
        lon=shapely.get_x(points).round(CSV_DECIMALS),
        lat=shapely.get_y(points).round(CSV_DECIMALS),
        wkt=shapely.to_wkt(shapes, rounding_precision=CSV_DECIMALS),
    )
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
