"""How wrong an ascent is: raw sums, gpxpy and ours, on ways up the heaps whose true climb is known.

The truth is the climb of the embedded relief itself, sampled every metre. What is measured is what a phone
records on the same way: a point every 8 m, 4 m off sideways, its height 3 m off and slowly drifting.

Usage: `python -m benchmarks.ascent`
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import gpxpy.gpx
import numpy as np

from benchmarks.harness import Comparison, machine, report
from gis.network import Network
from gis.territory import Relief, Territory
from gis.walks import ascent_descent, places_along, smoothed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely import LineString

EVERY_M, SIDEWAYS_M, HEIGHT_M, DRIFT = 8.0, 4.0, 3.0, 0.7
TOPS, STARTS, RECORDINGS = 6, 8, 20
APART_M, LEAST_CLIMB_M = 40.0, 50.0


def ways(network: Network, relief: Relief) -> Iterator[LineString]:
    """Yield ways from all over the town to the highest places that may be walked to, and back down."""
    height = relief.heights(network.nodes)
    tops: list[int] = []
    for node in np.argsort(-height).tolist():
        if all(np.hypot(*(network.nodes[node] - network.nodes[top])) > APART_M for top in tops):
            tops.append(node)
    rng = np.random.default_rng(7)
    for start in rng.choice(len(network.nodes), STARTS, replace=False).tolist():
        for top in tops[:TOPS]:
            up = network.route(network.nodes[start], network.nodes[top])
            yield up.joined(network.route(network.nodes[top], network.nodes[start])).geometry


def recorded(
    line: LineString, relief: Relief, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what a phone records along a way: places and heights."""
    places = places_along(line, np.arange(0, line.length, EVERY_M))
    places = places + rng.normal(0, SIDEWAYS_M, places.shape)
    noise = rng.normal(0, HEIGHT_M * np.sqrt(1 - DRIFT**2), len(places))
    for row in range(1, len(noise)):
        noise[row] += DRIFT * noise[row - 1]
    return places, relief.heights(places) + noise


def raw(heights: NDArray[np.float64]) -> float:
    """Return the plain sum of every rise."""
    return float(np.maximum(np.diff(heights), 0).sum())


def by_gpxpy(heights: NDArray[np.float64]) -> float:
    """Return the ascent that gpxpy computes."""
    segment = gpxpy.gpx.GPXTrackSegment([gpxpy.gpx.GPXTrackPoint(50, 2, elevation=z) for z in heights])
    return float(segment.get_uphill_downhill().uphill)


def errors(lines: list[LineString], relief: Relief) -> tuple[dict[str, list[float]], list[float]]:
    """Return the errors of each way of counting, in per cent, and the true climbs in metres."""
    rng = np.random.default_rng(62528)
    found: dict[str, list[float]] = {}
    climbs = []
    for line in lines:
        truth = raw(relief.heights(places_along(line, np.arange(0, line.length, 1.0))))
        if truth < LEAST_CLIMB_M:
            continue
        climbs.append(truth)
        for _ in range(RECORDINGS):
            places, heights = recorded(line, relief, rng)
            known = relief.heights(places)
            along = np.arange(len(heights), dtype=np.float64) * EVERY_M
            counted = {
                "raw sum of the phone's heights": raw(heights),
                "raw sum of the relief there": raw(known),
                "gpxpy get_uphill_downhill": by_gpxpy(heights),
                "phone": ascent_descent(smoothed(along, heights))[0],
                "ours": ascent_descent(known)[0],
            }
            for name, ascent in counted.items():
                found.setdefault(name, []).append(100 * abs(ascent / truth - 1))
    return found, climbs


def main() -> int:
    """Print the table; exit status 1 when ours is not the closest to the truth."""
    territory = Territory()
    relief = Relief.open(territory)
    assert relief is not None, "the embedded territory has a relief"
    found, climbs = errors(list(ways(Network.of(territory), relief)), relief)
    middle = {name: float(np.median(values)) for name, values in found.items()}
    what = "error of the ascent, {}"
    rows = [
        Comparison(
            what.format("track held against the relief"), middle["ours"], middle[name], name, "%", aim=1
        )
        for name in (
            "raw sum of the phone's heights",
            "raw sum of the relief there",
            "gpxpy get_uphill_downhill",
        )
    ]
    rows += [
        Comparison(what.format("no relief known"), middle["phone"], middle[name], name, "%", aim=1)
        for name in ("raw sum of the phone's heights", "gpxpy get_uphill_downhill")
    ]
    note = (
        f"{len(climbs)} ways that climb {min(climbs):.0f}–{max(climbs):.0f} m, {RECORDINGS} recordings each"
    )
    return 0 if report("Ascent on the heaps", rows, notes=[note, machine("gpxpy", "numpy")]) else 1


if __name__ == "__main__":
    sys.exit(main())
