"""The columns that every layer has, and the checks that a layer passes before it is used."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pandera.errors
import pandera.pandas as pa
import shapely

from gis.themes import STATUSES
from gis.words import say

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from gis.themes import Kind, Theme

LAMBERT93 = "EPSG:2154"
WGS84 = "EPSG:4326"
COMMON_COLUMNS = ("id", "name", "status", "source", "source_url", "licence", "source_date")
OUTSIDE_M = 50.0
"""A layer that ends this close to the commune still counts as touching it, in metres."""
MOST_PROBLEMS = 50
"""Problems of one kind listed one by one; the rest are counted."""

COMMON = pa.DataFrameSchema(
    {
        "id": pa.Column(str, pa.Check.str_length(min_value=1)),
        "name": pa.Column(str),
        "status": pa.Column(str, pa.Check.isin(STATUSES)),
        "source": pa.Column(str, pa.Check.str_length(min_value=1)),
        "source_url": pa.Column(str),
        "licence": pa.Column(str),
        "source_date": pa.Column(str),
    },
)

_TYPES: dict[Kind, tuple[int, ...]] = {
    "point": (0, 4),
    "line": (1, 2, 5),
    "polygon": (3, 6),
    "mixed": (0, 1, 2, 3, 4, 5, 6),
}


@dataclass(frozen=True)
class Problem:
    """Something wrong with a layer: where, what, and how to mend it.

    Attributes
    ----------
    level : str
        `error`, the layer or feature is left out; `warning`, it is shown all the same.
    """

    layer: str
    feature: str
    level: str
    reason: str
    mend: str

    def as_dict(self) -> dict[str, str]:
        """Return the fields by name."""
        return asdict(self)


def problem(layer: str, key: str, /, *, feature: str = "", level: str = "error", **values: object) -> Problem:
    """Return a problem whose reason and mend are the catalogue's `check.<key>` and `check.<key>_mend`."""
    return Problem(layer, feature, level, say(f"check.{key}", **values), say(f"check.{key}_mend", **values))


def check_layer(
    frame: gpd.GeoDataFrame, theme: Theme, *, commune: BaseGeometry | None = None
) -> list[Problem]:
    """Return everything that is wrong with a layer, nothing when it may be used.

    Parameters
    ----------
    frame : GeoDataFrame
        The layer; in EPSG:2154 when it is right.
    theme : Theme
        What the layer must be.
    commune : geometry, optional
        Outline of the commune in EPSG:2154; without it, places are not checked.
    """
    if frame.crs is None:
        return [problem(theme.key, "no_crs")]
    if frame.crs.to_epsg() != int(LAMBERT93.split(":")[1]):
        return [problem(theme.key, "wrong_crs", crs=frame.crs.to_string())]
    return [
        *_columns(frame, theme),
        *_ids(frame, theme),
        *_geometries(frame, theme),
        *_places(frame, theme, commune),
    ]


def _columns(frame: gpd.GeoDataFrame, theme: Theme) -> list[Problem]:
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    found: list[Problem] = []
    for schema in (COMMON, theme.schema):
        try:
            schema.validate(table, lazy=True)
        except pandera.errors.SchemaErrors as error:
            found += _schema_problems(error.failure_cases, table, theme)
    return found


def _schema_problems(cases: pd.DataFrame, table: pd.DataFrame, theme: Theme) -> list[Problem]:
    missing = cases[cases["check"] == "column_in_dataframe"]
    others = cases[cases["check"] != "column_in_dataframe"]
    found = [problem(theme.key, "missing_column", column=name) for name in missing["failure_case"]]
    for (column, check), group in others.groupby(["column", "check"], dropna=False):
        rows = group["index"].dropna().astype(int) if "index" in group else pd.Series(dtype=int)
        ids = [str(table["id"].iloc[row]) for row in rows.head(MOST_PROBLEMS)] if "id" in table else []
        values = ", ".join(sorted({str(value) for value in group["failure_case"].head(3)}))
        found.append(
            problem(
                theme.key,
                "bad_value",
                feature=", ".join(ids[:5]),
                column=column,
                check=check,
                count=len(group),
                values=values,
            )
        )
    return found


def _ids(frame: gpd.GeoDataFrame, theme: Theme) -> list[Problem]:
    if "id" not in frame:
        return []
    twice = frame["id"][frame["id"].duplicated()].unique()
    return [problem(theme.key, "duplicate_id", feature=str(name)) for name in twice[:MOST_PROBLEMS]]


def _geometries(frame: gpd.GeoDataFrame, theme: Theme) -> list[Problem]:
    shapes = frame.geometry.to_numpy()
    names = frame["id"].astype(str).to_numpy() if "id" in frame else frame.index.astype(str).to_numpy()
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


def _places(frame: gpd.GeoDataFrame, theme: Theme, commune: BaseGeometry | None) -> list[Problem]:
    if commune is None or theme.reaches_out or "id" not in frame:
        return []
    shapes = frame.geometry.to_numpy()
    near = shapely.dwithin(shapes, commune, OUTSIDE_M) | shapely.is_missing(shapes) | shapely.is_empty(shapes)
    names = frame["id"].astype(str).to_numpy()[~near]
    return [
        problem(theme.key, "outside", feature=name, level="warning", metres=OUTSIDE_M)
        for name in names[:MOST_PROBLEMS]
    ]
