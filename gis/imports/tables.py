"""Tables of texts (CSV) with coordinates: which columns they are in, and what they mean."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.crs import WGS84
from gis.errors import UploadError
from gis.sources import numbers, plain, points
from gis.words import number, say

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

MOST_COLUMNS = 1_000
DELIMITERS = ";,\t|"
LONGITUDE = (
    *("lon", "longitude", "lng", "long", "xwgs84", "lonwgs84"),
    # Darwin Core and GeoNature.
    *("decimallongitude", "xcentroid4326"),
)
LATITUDE = (
    *("lat", "latitude", "ywgs84", "latwgs84"),
    *("decimallatitude", "ycentroid4326"),
)
EAST = ("x", "xl93", "xlambert93", "coordx", "easting")
NORTH = ("y", "yl93", "ylambert93", "coordy", "northing")
WKT = ("wkt", "geom", "geometry", "geometrie", "thegeom")
_MOST_COLLECTIONS = 8
WKT_DEGREES = ("geometriewkt4326", "wkt4326", "footprintwkt")


def read_sheet(path: Path) -> gpd.GeoDataFrame:
    """Return the rows of a CSV file with their places.

    Columns called longitude and latitude are degrees (WGS 84); of x and y, or WKT, nobody knows the system
    until it is told.

    Raises
    ------
    UploadError
        When the file has no columns with coordinates.
    """
    table = _table(path)
    named = {plain(name): name for name in table.columns}
    lon, lat = _first(named, LONGITUDE), _first(named, LATITUDE)
    if lon and lat:
        shapes = points(numbers(table[lon]), numbers(table[lat]))
        return gpd.GeoDataFrame(table.drop(columns=[lon, lat]), geometry=shapes, crs=WGS84)
    degrees = _first(named, WKT_DEGREES)
    if degrees:
        return gpd.GeoDataFrame(table.drop(columns=degrees), geometry=_drawn(table[degrees]), crs=WGS84)
    east, north = _first(named, EAST), _first(named, NORTH)
    if east and north:
        shapes = points(numbers(table[east]), numbers(table[north]))
        return gpd.GeoDataFrame(table.drop(columns=[east, north]), geometry=shapes)
    wkt = _first(named, WKT)
    if wkt:
        return gpd.GeoDataFrame(table.drop(columns=wkt), geometry=_drawn(table[wkt]))
    msg = say("imports.no_coordinates", file=path.name, columns=", ".join(map(str, table.columns[:12])))
    raise UploadError(msg)


def _drawn(texts: pd.Series) -> NDArray[np.object_]:
    # Collections in collections in collections: GEOS would go after them until the process ends.
    # One curve would refuse all the others.
    usable = ~texts.str.contains("(?i)circular|curve|surface", na=True)
    usable &= texts.str.count("(?i)collection").fillna(0) <= _MOST_COLLECTIONS
    known = texts.where(usable, None).to_numpy(dtype=object)
    return np.asarray(shapely.from_wkt(known, on_invalid="ignore"), dtype=object)


def _table(path: Path) -> pd.DataFrame:
    body = path.read_bytes()
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", errors="replace")
    head = text[:5_000].splitlines()
    delimiter = max(DELIMITERS, key=head[0].count)
    # Darwin Core is parted by tabs, and its quotes are signs like others.
    _refuse_wide(text, delimiter)
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    try:
        table = pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            dtype=str,
            keep_default_na=False,
            quoting=quoting,
            index_col=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        msg = say("imports.unreadable", file=path.name, reason=error)
        raise UploadError(msg) from error
    return table.astype(object).where(table != "", None)


def _refuse_wide(text: str, delimiter: str) -> None:
    wide = [line for line in text.splitlines() if line.count(delimiter) >= MOST_COLUMNS]
    # A shape is written with many signs, but between quotes.
    if any("".join(line.split('"')[::2]).count(delimiter) >= MOST_COLUMNS for line in wide):
        raise UploadError(say("limits.columns", most=number(MOST_COLUMNS)))


def _first(named: dict[str, str], wanted: tuple[str, ...]) -> str:
    return next((named[name] for name in wanted if name in named), "")
