"""Species records as they may be shown: a point, a cell or the commune, as sure as their position is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.biodiversity.sensitivity import sensitive
from gis.geometry import prepared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Territory

LAYER = "species_records"
POINT_M = 50.0
"""Positions at least this sure are shown as points."""
CELL_M = 500.0
"""Side of the cells in which less sure ones are shown."""
VAGUE_M = 250.0
"""Positions less sure than this are shown for the commune as a whole: half a cell."""


@dataclass
class Occurrences:
    """Records counted by species and place, however many there are.

    Attributes
    ----------
    counts : dict
        (species, precision, x, y) to [records, last year]; `precision` is `point`, `cell` or `commune`, x and
        y the place in metres, 0 for the commune.
    records, no_place, outside, no_name : int
        Rows read, and those left out: without coordinates, outside the commune, without a name.
    """

    counts: dict[tuple[str, str, int, int], list[int]] = field(default_factory=dict)
    records: int = 0
    no_place: int = 0
    outside: int = 0
    no_name: int = 0

    def add(self, rows: pd.DataFrame, commune: BaseGeometry) -> None:
        """Count one piece of a table of records; memory grows with species and places, not with rows.

        Parameters
        ----------
        rows : DataFrame
            `scientific_name`, `x`, `y` (in metres), and where known `uncertainty_m`, `precision`,
            `seen_year`, `sensitive`, `group`.
        commune : geometry
            In the territory's legal system.
        """
        self.records += len(rows)
        named = rows["scientific_name"].astype(object).fillna("").astype(str).str.strip() != ""
        hidden = pd.Series(sensitive(rows), index=rows.index)
        x, y = (pd.to_numeric(rows[name], errors="coerce") for name in ("x", "y"))
        placed = np.isfinite(x) & np.isfinite(y)
        inside = pd.Series(shapely.contains_xy(commune, x.fillna(0.0), y.fillna(0.0)), index=rows.index)
        self.no_name += int((~named).sum())
        self.no_place += int((named & ~placed).sum())
        self.outside += int((named & placed & ~inside).sum())
        chosen = named & placed & inside
        precision = np.where(hidden[chosen], "commune", _precision(rows[chosen]))
        self._count(rows[chosen], precision, x[chosen].to_numpy(), y[chosen].to_numpy())

    def _count(
        self,
        rows: pd.DataFrame,
        precision: NDArray[np.str_],
        x: NDArray[np.float64],
        y: NDArray[np.float64],
    ) -> None:
        step = np.select([precision == "point", precision == "cell"], [1.0, CELL_M], default=np.inf)
        table = pd.DataFrame(
            {
                "species": rows["scientific_name"].astype(str).str.strip().to_numpy(),
                "precision": precision,
                "x": _corner(x, step),
                "y": _corner(y, step),
                "year": _years(rows),
                "records": _numbers(rows, "records"),
            }
        )
        keys = ["species", "precision", "x", "y"]
        summed = table.groupby(keys, sort=False).agg(records=("records", "sum"), year=("year", "max"))
        for key, count, year in summed.itertuples(name=None):
            sums = self.counts.setdefault(key, [0, 0])
            sums[0] += int(count)
            sums[1] = max(sums[1], int(year))

    def frame(self, commune: BaseGeometry, *, crs: str) -> gpd.GeoDataFrame:
        """Return one row a species and place: records, last year (null unknown), precision, in `crs`."""
        table = pd.DataFrame(list(self.counts), columns=["scientific_name", "precision", "x", "y"])
        figures = np.array(list(self.counts.values()), dtype=np.int64).reshape(-1, 2)
        table["records"], table["seen_year"] = figures[:, 0], figures[:, 1]
        table["seen_year"] = table["seen_year"].where(table["seen_year"] > 0).astype("Int64")
        x, y = table["x"].to_numpy(float), table["y"].to_numpy(float)
        shapes = np.array(shapely.points(x, y), dtype=object).reshape(-1)
        celled = (table["precision"] == "cell").to_numpy()
        shapes[celled] = cells(x[celled], y[celled])
        shapes[(table["precision"] == "commune").to_numpy()] = commune
        return gpd.GeoDataFrame(table.drop(columns=["x", "y"]), geometry=shapes, crs=crs)


def gather(pieces: Iterable[pd.DataFrame], commune: BaseGeometry) -> Occurrences:
    """Return records counted by species and place, read piece by piece, so that millions fit in memory."""
    own, found = prepared(commune), Occurrences()
    for piece in pieces:
        found.add(piece, own)
    return found


def records_of(territory: Territory) -> Occurrences | None:
    """Return the records of a territory as they may be shown; nothing where it has none."""
    layer = territory.find(LAYER)
    if layer is None:
        return None
    # A record that is only known for the commune lies anywhere in it: a point inside keeps it in.
    middles = shapely.point_on_surface(layer.geometry)
    rows = layer.frame.assign(x=shapely.get_x(middles), y=shapely.get_y(middles))
    return gather([pd.DataFrame(rows)], territory.commune)


def sureness(uncertainty_m: NDArray[np.float64]) -> NDArray[np.str_]:
    """Return how near positions of a known uncertainty may be shown: `point`, `cell` or `commune`.

    Parameters
    ----------
    uncertainty_m : array of float
        Metres; not a number where it is not known, and then nothing nearer than the commune is sure.
    """
    return np.select(
        [uncertainty_m <= POINT_M, uncertainty_m <= VAGUE_M], ["point", "cell"], default="commune"
    )


def cells(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return the cells in which positions lie, in metres."""
    west, south = np.floor(x / CELL_M) * CELL_M, np.floor(y / CELL_M) * CELL_M
    return np.asarray(shapely.box(west, south, west + CELL_M, south + CELL_M), dtype=object).reshape(-1)


def _precision(rows: pd.DataFrame) -> NDArray[np.str_]:
    """Return how near records may be shown: never nearer than their source shows them."""
    unsure = np.full(len(rows), np.nan)
    if "uncertainty_m" in rows:
        unsure = pd.to_numeric(rows["uncertainty_m"], errors="coerce").to_numpy(float, na_value=np.nan)
    if "precision" in rows:
        precision = rows["precision"].astype(object)
        # A place whose uncertainty was not kept is sure to half a cell at best.
        unsure = np.where(np.isnan(unsure) & precision.isin(["point", "cell"]), VAGUE_M, unsure)
        unsure = np.where(precision.eq("cell"), np.fmax(unsure, VAGUE_M), unsure)
        unsure = np.where(precision.eq("commune"), np.nan, unsure)
    return sureness(unsure)


def _corner(values: NDArray[np.float64], step: NDArray[np.float64]) -> NDArray[np.int64]:
    finite = np.isfinite(step)
    safe = np.where(finite, step, 1.0)
    return np.where(finite, np.floor(values / safe) * safe, 0.0).astype(np.int64)


def _years(rows: pd.DataFrame) -> NDArray[np.int64]:
    if "seen_year" not in rows:
        return np.zeros(len(rows), dtype=np.int64)
    return pd.to_numeric(rows["seen_year"], errors="coerce").fillna(0).to_numpy(dtype=np.int64)


def _numbers(rows: pd.DataFrame, name: str) -> NDArray[np.int64]:
    if name not in rows:
        return np.ones(len(rows), dtype=np.int64)
    return pd.to_numeric(rows[name], errors="coerce").fillna(1).to_numpy(dtype=np.int64)
