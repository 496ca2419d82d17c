"""What a track crosses: heaps, protected areas, fields, private ground, closed stretches, roads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.network import PathStates, marked_edges
from gis.territory import NO_RULE, heap_rules
from gis.walks.passed_marks import mark_text
from gis.walks.profile import places_along
from gis.words import in_language, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from gis.crs import Projection
    from gis.network import Network
    from gis.territory import HeapRule, Layer, Territory
    from gis.walks.track.read import Track

ON_PATH_M = 15.0
"""A track this close to a path is on it, in metres: what a phone's position is good for."""
SENSITIVE_MONTHS = frozenset(range(3, 8))
"""March to July, when birds and toads breed; used where no season of a sensitive species is published."""
LEVELS = ("stop", "warning", "info")
_STEP_M = 5.0
_MOST_SAMPLES = 40_000


@dataclass(frozen=True)
class Crossing:
    """Something that a track crosses.

    Attributes
    ----------
    level : str
        `stop`, `warning` or `info`.
    from_m, metres : float
        Where it starts, in metres from the start of the track, and how long it goes on in all.
    """

    kind: str
    level: str
    layer: str
    id: str
    name: str
    from_m: float
    metres: float
    lonlat: tuple[float, float]
    text: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fields that the command line prints."""
        return {
            "kind": self.kind, "level": self.level, "layer": self.layer, "id": self.id, "name": self.name,
            "at_m": round(self.from_m), "metres": round(self.metres), "lonlat": list(self.lonlat),
            "text": self.text,
        }  # fmt: skip


@dataclass(frozen=True)
class Samples:
    """Points along a track, evenly spaced: metres from its start, as geometries and as coordinates."""

    at: NDArray[np.float64]
    points: NDArray[np.object_]
    xy: NDArray[np.float64]
    step: float
    projection: Projection

    def spans(self, hit: NDArray[np.bool_]) -> tuple[float, float, tuple[float, float]]:
        """Return where hits start, how many metres they are, and the first of them in degrees."""
        first = int(np.argmax(hit))
        lon, lat = self.projection.to_lonlat(self.xy[first : first + 1])[0]
        return (
            float(self.at[first]),
            float(hit.sum() * self.step),
            (round(float(lon), 6), round(float(lat), 6)),
        )


def sampled(track: Track) -> Samples:
    """Return points along a track every 5 m, or every so often on a very long one."""
    count = int(np.clip(track.line.length / _STEP_M, 2, _MOST_SAMPLES)) + 1
    at = np.linspace(0.0, track.line.length, count)
    xy = places_along(track.line, at)
    return Samples(at, np.asarray(shapely.points(xy)), xy, float(at[1]), track.projection)


def grounds(
    territory: Territory, samples: Samples, matched: NDArray[np.bool_], day: dt.date
) -> Iterator[Crossing]:
    """Yield heaps and protected areas on the way and, away from paths, fields and private ground.

    Parameters
    ----------
    matched : array of bool
        Which samples lie on a path.
    """
    for layer, row, hit in _inside(territory, "slag_heaps", samples):
        rule = heap_rules(territory).get(str(layer.data["id"].iloc[row]), NO_RULE)
        yield from _heap(layer.data.iloc[row], rule, hit, samples, day, _sensitive_months(territory))
    for layer, row, hit in _inside(territory, "protected_areas", samples):
        yield _crossing("protected", "warning", layer, row, samples, hit, say("walks.protected"))
    off = ~matched
    for layer, row, hit in _inside(territory, "farmland", samples, only=off):
        yield _crossing("farmland", "warning", layer, row, samples, hit, say("walks.track_field"))
    known = [hit for _, _, hit in _inside(territory, "farmland", samples, only=off)]
    rest = off & ~np.logical_or.reduce([np.zeros_like(off), *known])
    for layer, row, hit in _inside(territory, "parcels", samples, only=rest):
        if str(layer.data.iloc[row].get("use")) in {"town", "garden", "activity"}:
            yield _crossing("private", "warning", layer, row, samples, hit, say("walks.track_private"))


def _inside(
    territory: Territory, key: str, samples: Samples, *, only: NDArray[np.bool_] | None = None
) -> Iterator[tuple[Layer, int, NDArray[np.bool_]]]:
    layer = territory.find(key)
    if layer is None:
        return
    sample, rows = layer.tree.query(samples.points, predicate="intersects")
    for row in np.unique(rows):
        hit = np.zeros(len(samples.at), dtype=bool)
        hit[sample[rows == row]] = True
        if only is not None:
            hit &= only
        if hit.any():
            yield layer, int(row), hit


def _crossing(
    kind: str, level: str, layer: Layer, row: int, samples: Samples, hit: NDArray[np.bool_], text: str
) -> Crossing:
    record = layer.data.iloc[row]
    name = str(record["name"] or "") or layer.theme.title
    return Crossing(kind, level, layer.key, str(record["id"]), name, *samples.spans(hit), text)


def _heap(
    heap: pd.Series,
    rule: HeapRule,
    hit: NDArray[np.bool_],
    samples: Samples,
    day: dt.date,
    months: frozenset[int],
) -> Iterator[Crossing]:
    access = heap["access"] if isinstance(heap.get("access"), str) else "unknown"
    closed = access == "closed" or rule.closed
    level = "stop" if closed else "info" if access == "open" else "warning"
    told = in_language(heap, "access")
    text = say("walks.track_closed_heap") if closed else told or say("walks.heap_unknown")
    where = ("slag_heaps", str(heap["id"]), str(heap["name"] or heap["id"]), *samples.spans(hit))
    yield Crossing("closed_heap" if closed else "heap", level, *where, text)
    if day.month in months:
        yield Crossing("season", "warning", *where, say("walks.track_season"))


def _sensitive_months(territory: Territory) -> frozenset[int]:
    layer = territory.find("species_sites")
    if layer is None:
        return SENSITIVE_MONTHS
    fragile = layer.data[layer.data["sensitive"].fillna(value=False).astype(bool)]
    texts = fragile["season_months"].dropna().astype(str) if "season_months" in fragile else []
    return frozenset(int(part) for text in texts for part in text.split(";") if part) or SENSITIVE_MONTHS


def marked(territory: Territory, network: Network, samples: Samples, day: dt.date) -> Iterator[Crossing]:
    """Yield stretches that somebody has marked closed or muddy for that day."""
    for mark in PathStates.of(territory).on(day).marks:
        edges = network.lines[marked_edges(network, [mark], mark.state)]
        hit = np.zeros(len(samples.at), dtype=bool)
        if len(edges):
            hit = shapely.dwithin(samples.points, shapely.union_all(edges), ON_PATH_M)
        if hit.sum() * samples.step > 2 * ON_PATH_M:
            level = "stop" if mark.state == "closed" and mark.checked else "warning"
            where = (mark.reason, *samples.spans(hit))
            yield Crossing(mark.state, level, "paths", str(mark.id), *where, mark_text(mark))


def roads(territory: Territory, track: Track, samples: Samples) -> Iterator[Crossing]:
    """Yield closed paths walked along, and busy roads crossed where there is no bridge or underpass."""
    layer = territory.layer("paths")
    data = layer.data
    kind, access = data["kind"].astype(str).to_numpy(), data["access"].astype(str).to_numpy()
    busy = (data["traffic"].eq("high").to_numpy() if "traffic" in data else kind == "road") | (
        kind == "motorway"
    )
    bridges = (
        layer.geometry[data["bridge"].fillna(0).ne(0).to_numpy()] if "bridge" in data else layer.geometry[:0]
    )
    for row in np.sort(layer.tree.query(track.line, predicate="intersects")):
        if access[row] == "closed":
            hit = shapely.dwithin(samples.points, layer.geometry[row], ON_PATH_M / 2)
            if hit.sum() * samples.step > 2 * ON_PATH_M:
                yield _crossing(
                    "closed_path", "stop", layer, int(row), samples, hit, say("walks.track_closed_path")
                )
        elif busy[row]:
            hit = shapely.dwithin(samples.points, layer.geometry[row], ON_PATH_M / 2)
            over = len(bridges) and shapely.dwithin(samples.points[hit][:, None], bridges, ON_PATH_M).any()
            if hit.any() and not over:
                level = "stop" if kind[row] == "motorway" else "warning"
                text = say("walks.track_motorway" if level == "stop" else "walks.track_road")
                yield _crossing("road", level, layer, int(row), samples, hit, text)
