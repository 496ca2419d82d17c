"""From what a service sent to a layer that may be used: repaired, clipped, without doubles, valid."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from gis.geometry import cut, of_dimension, prepared
from gis.territory import COMMON_COLUMNS
from gis.words import sentence

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray
    from pandera.pandas import DataFrameSchema
    from shapely.geometry.base import BaseGeometry

    from gis.sources.source import Clip
    from gis.territory import Kind, Theme

MOST_REJECTED = 200
"""Rejected features named one by one; the rest are counted."""
FAR_M = 50_000.0
"""A feature further from the commune than this has wrong coordinates, in metres."""
_DIMENSION: dict[Kind, int | None] = {"point": 0, "line": 1, "polygon": 2, "mixed": None}


@dataclass
class CleaningReport:
    """What became of every feature that came.

    Attributes
    ----------
    received, kept, repaired, doubles, outside : int
        Numbers of features: received, in the layer, mended, met twice, and not in the commune.
    rejected : list
        The others: `{"id", "reason"}`, as far as they are named.
    rejected_count : int
        How many were rejected in all.
    """

    received: int = 0
    kept: int = 0
    repaired: int = 0
    doubles: int = 0
    outside: int = 0
    rejected: list[dict[str, str]] = field(default_factory=list)
    rejected_count: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name."""
        return asdict(self)

    def reject(self, ids: pd.Series, reason: str) -> None:
        """Note features that are left out."""
        self.rejected_count += len(ids)
        room = MOST_REJECTED - len(self.rejected)
        self.rejected += [{"id": str(name), "reason": reason} for name in ids.head(max(room, 0))]


def clean(
    frame: gpd.GeoDataFrame, theme: Theme, *, outline: BaseGeometry, clip: Clip = "cut", margin_m: float = 0.0
) -> tuple[gpd.GeoDataFrame, CleaningReport]:
    """Return the usable features of a normalised frame, and the account of all of them.

    Parameters
    ----------
    frame : GeoDataFrame
        In the territory's legal system, with the columns that every layer has.
    outline : geometry
        The commune, in metres.
    margin_m : float
        Metres by which the outline is widened before it clips.
    """
    account = CleaningReport(received=len(frame))
    shapes, mended = repaired(frame.geometry.to_numpy(), theme.kind)
    rows = frame.set_geometry(gpd_series(shapes, frame)).reset_index(drop=True)
    rows = _drop(rows, shapely.is_missing(shapes) | shapely.is_empty(shapes), "reject_geometry", account)
    mended = mended[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    rows, mended = _clip(rows, mended, outline, clip, margin_m, account)
    double = rows["id"].duplicated().to_numpy()
    account.doubles = int(double.sum())
    account.repaired = int(mended[~double].sum())
    rows = rows[~double].reset_index(drop=True) if double.any() else rows
    rows = _valid(rows, theme, account)
    account.kept = len(rows)
    return rows, account


def repaired(shapes: NDArray[np.object_], kind: Kind) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Return valid shapes of a theme's dimension, and which of them had to be mended."""
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    mended = shapes
    if broken.any():
        mended = shapes.copy()
        # By structure: the other method takes minutes for what this one does in milliseconds.
        thin = kind != "polygon"
        mended[broken] = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=thin)
    return of_dimension(mended, _DIMENSION[kind]), broken


def gpd_series(shapes: NDArray[np.object_], frame: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return shapes as the geometry column of a frame."""
    return type(frame.geometry)(shapes, index=frame.index, crs=frame.crs)


def _drop(
    rows: gpd.GeoDataFrame, wrong: NDArray[np.bool_], key: str, account: CleaningReport
) -> gpd.GeoDataFrame:
    if not wrong.any():
        return rows
    account.reject(rows["id"][wrong], sentence(f"sources.{key}"))
    return rows[~wrong].reset_index(drop=True)


def _clip(
    rows: gpd.GeoDataFrame,
    mended: NDArray[np.bool_],
    outline: BaseGeometry,
    clip: Clip,
    margin_m: float,
    account: CleaningReport,
) -> tuple[gpd.GeoDataFrame, NDArray[np.bool_]]:
    shapes = rows.geometry.to_numpy()
    far = ~shapely.dwithin(shapes, outline, FAR_M)
    rows, shapes, mended = _drop(rows, far, "reject_far", account), shapes[~far], mended[~far]
    if clip == "keep":
        return rows, mended
    area = shapely.buffer(outline, margin_m) if margin_m else outline
    if clip == "cut":
        shapes, inside = cut(shapes, area)
    else:
        inside = shapely.intersects(prepared(area), shapes)
    account.outside += int((~inside).sum())
    rows = rows.set_geometry(gpd_series(shapes, rows))
    return (rows if inside.all() else rows[inside].reset_index(drop=True)), mended[inside]


def _valid(rows: gpd.GeoDataFrame, theme: Theme, account: CleaningReport) -> gpd.GeoDataFrame:
    from gis.territory import schemas_of  # noqa: PLC0415 (pandera is slow to import)

    table = pd.DataFrame(rows.drop(columns=rows.geometry.name))
    for schema in schemas_of(theme):
        good, bad = _validated(table, schema)
        for index, reason in bad.items():
            account.reject(table.loc[[index], "id"], reason)
        table = good
    own = [name for name in table.columns if name not in COMMON_COLUMNS]
    shapes = rows.geometry.loc[table.index]
    return type(rows)(table[[*COMMON_COLUMNS, *own]], geometry=shapes, crs=rows.crs).reset_index(drop=True)


def _validated(table: pd.DataFrame, schema: DataFrameSchema) -> tuple[pd.DataFrame, dict[Any, str]]:
    from gis.territory import checked  # noqa: PLC0415 (pandera is slow to import)

    typed, cases = checked(table, schema)
    if cases is None:
        return typed, {}
    bad = _reasons(cases, table)
    good = table.drop(index=list(bad))
    return (schema.validate(good, lazy=True) if len(good) else good), bad


def _reasons(cases: pd.DataFrame, table: pd.DataFrame) -> dict[Any, str]:
    bad: dict[Any, str] = {}
    for case in cases.to_dict("records"):
        column, value = case["column"], case["failure_case"]
        if pd.isna(case["index"]):
            # A fault of the whole column: no row may be used.
            reason = sentence("sources.reject_column", column=column or value)
            return dict.fromkeys(table.index, reason)
        reason = sentence("sources.reject_value", column=column, value=value, rule=case["check"])
        bad.setdefault(case["index"], reason)
    return bad
