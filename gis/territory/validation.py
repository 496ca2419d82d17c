"""The columns that every layer has, and the checks that a layer passes before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.crs import same_system, system_name
from gis.territory.column_checks import column_problems, failing_rows, feature_names, plainly_right
from gis.territory.problems import MOST_PROBLEMS, Problem, problem

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory.theme import Kind, Theme


OUTSIDE_M = 50.0
"""A layer that ends this close to the commune still counts as touching it, in metres."""
REACH_M = 10_000.0
"""A layer that may reach out of the commune does not reach further, in metres."""
_TYPES: dict[Kind, tuple[int, ...]] = {
    "point": (0, 4),
    "line": (1, 2, 5),
    "polygon": (3, 6),
    "mixed": (0, 1, 2, 3, 4, 5, 6),
}


def check_layer(
    frame: gpd.GeoDataFrame,
    theme: Theme,
    *,
    crs: str,
    commune: BaseGeometry | None = None,
    margin_m: float = 0.0,
) -> list[Problem]:
    """Return everything that is wrong with a layer, nothing when it may be used.

    Parameters
    ----------
    frame : GeoDataFrame
        The layer; in the system `crs` when it is right.
    theme : Theme
        What the layer must be.
    crs : str
        The territory's legal system.
    commune : geometry, optional
        Outline of the commune in it; without it, places are not checked.
    margin_m : float
        Metres around the commune from which the layer was fetched.
    """
    if frame.crs is None:
        return [problem(theme.key, "no_crs", legal=system_name(crs))]
    if not same_system(frame.crs, crs):
        found = system_name(frame.crs.to_string())
        return [problem(theme.key, "wrong_crs", layer=theme.key, crs=found, legal=system_name(crs))]
    return [
        *column_problems(_table(frame), theme),
        *_ids(frame, theme),
        *_geometries(frame, theme),
        *_places(frame, theme, commune, margin_m),
    ]


def valid_features(
    frame: gpd.GeoDataFrame, theme: Theme, *, crs: str
) -> tuple[gpd.GeoDataFrame | None, list[Problem]]:
    """Return the features that may be used, in the types of the theme, and what is wrong with the rest.

    Nothing is returned in place of the features when the layer as a whole, or every one of its features,
    cannot be used: a layer of which nothing is left knows nothing, which is not the same as an empty one.
    Problems of places are not looked for.
    """
    found = check_layer(frame, theme, crs=crs)
    if any(not item.feature for item in found):
        return None, found
    good = frame[_good(frame, theme)] if found else frame
    if found and good.empty:
        return None, found
    table = _typed(_table(good), theme)
    shapes = good.geometry.to_numpy()
    return gpd.GeoDataFrame(table, geometry=shapes, crs=frame.crs), found


def _typed(table: pd.DataFrame, theme: Theme) -> pd.DataFrame:
    if plainly_right(table, theme):
        return table
    from gis.territory.validators import typed  # noqa: PLC0415 (pandera is slow to import)

    return typed(table, theme)


def _table(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    return pd.DataFrame(frame.drop(columns=frame.geometry.name)).reset_index(drop=True)


def _good(frame: gpd.GeoDataFrame, theme: Theme) -> NDArray[np.bool_]:
    shapes = frame.geometry.to_numpy()
    right = np.isin(shapely.get_type_id(shapes), _TYPES[theme.kind])
    good = right & shapely.is_valid(shapes) & ~shapely.is_empty(shapes)
    good &= ~frame["id"].duplicated().to_numpy()
    good[failing_rows(_table(frame), theme)] = False
    return np.asarray(good)


def _ids(frame: gpd.GeoDataFrame, theme: Theme) -> list[Problem]:
    if "id" not in frame:
        return []
    known = frame["id"][frame["id"].notna() & (frame["id"] != "")]
    twice = known[known.duplicated()].unique()
    return [problem(theme.key, "duplicate_id", feature=str(name)) for name in twice[:MOST_PROBLEMS]]


def _geometries(frame: gpd.GeoDataFrame, theme: Theme) -> list[Problem]:
    shapes = frame.geometry.to_numpy()
    names = feature_names(frame)
    absent = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    wrong = ~absent & ~pd.Series(shapely.get_type_id(shapes)).isin(_TYPES[theme.kind]).to_numpy()
    invalid = ~absent & ~shapely.is_valid(shapes)
    found = [problem(theme.key, "empty_geometry", feature=name) for name in names[absent][:MOST_PROBLEMS]]
    found += [
        problem(theme.key, "wrong_type", feature=name, kind=theme.kind, found=shape.geom_type)
        for name, shape in zip(names[wrong][:MOST_PROBLEMS], shapes[wrong], strict=False)
    ]
    found += [
        problem(theme.key, "invalid_geometry", feature=name, why=shapely.is_valid_reason(shape))
        for name, shape in zip(names[invalid][:MOST_PROBLEMS], shapes[invalid], strict=False)
    ]
    return found


def _places(
    frame: gpd.GeoDataFrame, theme: Theme, commune: BaseGeometry | None, margin_m: float
) -> list[Problem]:
    if commune is None:
        return []
    limit = REACH_M if theme.reaches_out else OUTSIDE_M + margin_m
    shapes = frame.geometry.to_numpy()
    near = shapely.dwithin(shapes, commune, limit) | shapely.is_missing(shapes) | shapely.is_empty(shapes)
    names = feature_names(frame)[~near]
    return [
        problem(theme.key, "outside", feature=name, level="warning", metres=limit)
        for name in names[:MOST_PROBLEMS]
    ]
