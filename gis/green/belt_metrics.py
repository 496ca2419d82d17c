"""The green belt as it runs: its stretches, its gaps and their widths, what is edible."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from gis.territory import Layer

JOINED_M = 1.0
"""Ends of stretches nearer than this follow one another without a gap."""
WIDTHS_M = (0.0, 4.0, 6.0, 8.0, 12.0, np.inf)
"""Limits of the classes of width: up to 4 m, 4 to 6, 6 to 8, 8 to 12, 12 and more."""


@dataclass(frozen=True, eq=False)
class BeltGap:
    """A place where the belt stops and goes on further away.

    Attributes
    ----------
    width_m : float
        Straight distance between both ends, in metres.
    line : LineString
        From one end to the other, in metres.
    """

    width_m: float
    line: shapely.LineString


@dataclass(frozen=True, eq=False)
class Belt:
    """The green belt of a commune.

    Attributes
    ----------
    length_m : float
        Sum of the lengths of its stretches.
    parts : int
        Runs that no gap interrupts.
    closed : bool
        Whether it comes back to where it began, without a gap.
    gaps : list of BeltGap
        Widest last.
    by_width, by_kind : dict
        Metres by class of width (`low`, `high` in metres, None where there is no limit or no width is
        known) and by kind, an empty key where unknown.
    edible_m, edible_unknown_m : float
        Metres with fruit to pick, and metres of which this is not known.
    status : str
    """

    length_m: float
    parts: int
    closed: bool
    gaps: list[BeltGap]
    by_width: list[dict[str, float | None]]
    by_kind: dict[str, float]
    edible_m: float
    edible_unknown_m: float
    status: str

    @property
    def edible_pct(self) -> float | None:
        """Share of the length with fruit to pick, in per cent of what is known; nothing where none is."""
        known = self.length_m - self.edible_unknown_m
        return 100 * self.edible_m / known if known > 0 else None

    @property
    def continuity_pct(self) -> float:
        """Share of the way around that the belt covers: ``100 · length / (length + gaps)``, 0 to 100."""
        whole = self.length_m + sum(gap.width_m for gap in self.gaps)
        return 100 * self.length_m / whole if whole else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        return {
            "length_m": self.length_m,
            "parts": self.parts,
            "closed": self.closed,
            "gaps_m": [gap.width_m for gap in self.gaps],
            "continuity_pct": self.continuity_pct,
            "by_width": self.by_width,
            "by_kind": self.by_kind,
            "edible_pct": self.edible_pct,
            "status": self.status,
        }


def belt_of(layer: Layer) -> Belt:
    """Measure a layer of belt stretches, in metres."""
    length = shapely.length(layer.geometry)
    lines, of = shapely.get_parts(layer.geometry, return_index=True)
    ends = _ends(lines)
    label, degree = _runs(ends)
    count = int(label.max(initial=-1)) + 1
    gaps = _gaps(lines, label, ends, degree)
    edible = layer.data.get("edible")
    unknown = np.ones(len(of), bool) if edible is None else edible.isna().to_numpy()[of]
    yes = np.zeros(len(of), bool) if edible is None else edible.fillna(value=False).to_numpy(bool)[of]
    metres = shapely.length(lines)
    return Belt(
        float(length.sum()),
        count,
        bool(count == 1 and not gaps and np.all(degree >= 2)),  # noqa: PLR2004
        gaps,
        _by_width(layer.data, length),
        _by_kind(layer.data, length),
        float(metres[yes].sum()),
        float(metres[unknown].sum()),
        layer.status,
    )


def _ends(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return first and last point of each line, shape (2, lines)."""
    return np.stack([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])


def _runs(ends: NDArray[np.object_]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the run of each line, and how many ends meet at each end, itself included."""
    count = ends.shape[1]
    flat = ends.ravel()
    one, other = shapely.STRtree(flat).query(flat, predicate="dwithin", distance=JOINED_M)
    joined = coo_array((np.ones(len(one)), (one % count, other % count)), shape=(count, count))
    label = connected_components(joined, directed=False)[1]
    return label, np.bincount(one, minlength=len(flat))


def _gaps(
    lines: NDArray[np.object_],
    label: NDArray[np.int32],
    ends: NDArray[np.object_],
    degree: NDArray[np.int64],
) -> list[BeltGap]:
    """Return the shortest gaps that would join all runs, and the one that would close the round."""
    runs = np.array([shapely.multilinestrings(list(lines[label == run])) for run in np.unique(label)])
    found = []
    if len(runs) > 1:
        one, other = np.triu_indices(len(runs), 1)
        away = shapely.distance(runs[one], runs[other])
        tree = minimum_spanning_tree(coo_array((away, (one, other)), shape=(len(runs), len(runs)))).tocoo()
        found = [shapely.shortest_line(runs[a], runs[b]) for a, b in zip(*tree.coords, strict=True)]
    loose = ends.ravel()[degree == 1]
    used = [shapely.Point(place) for line in found for place in line.coords]
    if used:
        loose = loose[shapely.distance(loose, shapely.union_all(used)) > JOINED_M]
    if len(loose) == 2:  # noqa: PLR2004
        found.append(shapely.LineString(shapely.get_coordinates(loose)))
    return sorted((BeltGap(line.length, line) for line in found), key=lambda gap: gap.width_m)


def _by_width(data: pd.DataFrame, length: NDArray[np.float64]) -> list[dict[str, float | None]]:
    width = np.full(len(data), np.nan)
    if "width_m" in data:
        width = data["width_m"].to_numpy(float, na_value=np.nan)
    rows: list[dict[str, float | None]] = []
    for low, high in pairwise(WIDTHS_M):
        metres = float(length[(width >= low) & (width < high)].sum())
        if metres:
            rows.append({"low_m": low, "high_m": None if np.isinf(high) else high, "length_m": metres})
    unknown = float(length[np.isnan(width)].sum())
    return [*rows, {"low_m": None, "high_m": None, "length_m": unknown}] if unknown else rows


def _by_kind(data: pd.DataFrame, length: NDArray[np.float64]) -> dict[str, float]:
    if "kind" not in data:
        return {"": float(length.sum())}
    kinds = data["kind"].fillna("").astype(str).to_numpy()
    return {str(kind): float(length[kinds == kind].sum()) for kind in np.unique(kinds)}
