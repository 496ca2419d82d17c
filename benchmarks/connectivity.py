"""What each patch brings to connectivity, against removing patches one by one; time and memory of 2,000.

Usage: `python -m benchmarks.connectivity`
"""

from __future__ import annotations

import sys
import time
import tracemalloc

import numpy as np

from benchmarks.harness import Comparison, machine, median_ms, report
from gis.connectivity import HabitatGraph, best_probabilities, connectivity_of, importance_of_patches
from gis.territory import Territory

MEDIAN_M = 480.0
SECOND_MS = 1_000.0
SAMPLE = 5
"""Patches of the large landscape that are really removed; the time of all is worked out from them."""


def landscape(patches: int, *, reach_m: float, seed: int = 0) -> HabitatGraph:
    """Return patches put anywhere in 5 km × 5 km, all pairs nearer than `reach_m` linked."""
    rng = np.random.default_rng(seed)
    places = rng.uniform(0, 5_000, (patches, 2))
    away = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    tail, head = np.nonzero(np.triu(away < reach_m, 1))
    return HabitatGraph(rng.uniform(100, 150_000, patches), tail, head, 0.5 ** (away[tail, head] / MEDIAN_M))


def one_by_one(graph: HabitatGraph, patches: range) -> list[float]:
    """Return dPC by the definition: take each patch out and measure the whole again."""
    whole = measure(graph)
    return [100 * (whole - measure(graph.without_patch(patch))) / whole for patch in patches]


def measure(graph: HabitatGraph) -> float:
    """Return the numerator of PC."""
    return float(graph.area @ best_probabilities(graph) @ graph.area)


def small(name: str, graph: HabitatGraph) -> list[Comparison]:
    """Compare on a graph whose patches can all be removed; both give the same dPC."""
    ours = median_ms(lambda: importance_of_patches(graph), runs=5)
    theirs = median_ms(lambda: one_by_one(graph, range(len(graph))), runs=1, warm_up=0)
    share = importance_of_patches(graph)
    np.testing.assert_allclose(share.dpc, one_by_one(graph, range(len(graph))), atol=1e-9)
    np.testing.assert_allclose(share.intra + share.flux + share.connector, share.dpc)
    what = f"{name}: {len(graph):,} patches, {graph.size:,} links, dPC and fractions"
    return [
        Comparison(what, ours, theirs, "patches removed one by one (SciPy)", aim=20),
        Comparison(what, ours, SECOND_MS, "one second", aim=1),
    ]


def large(graph: HabitatGraph) -> tuple[Comparison, str]:
    """Time 2,000 patches once, and tell the memory that it takes."""
    begin = time.perf_counter()
    one_by_one(graph, range(SAMPLE))
    theirs = (time.perf_counter() - begin) * 1_000 * len(graph) / SAMPLE
    tracemalloc.start()
    begin = time.perf_counter()
    importance_of_patches(graph)
    ours = (time.perf_counter() - begin) * 1_000
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    what = f"random: {len(graph):,} patches, {graph.size:,} links, dPC and fractions"
    rival = f"one by one, worked out from {SAMPLE} patches"
    return Comparison(what, ours, theirs, rival), f"{len(graph):,} patches: peak memory {peak:,.0f} MB"


def main() -> int:
    """Print the table; exit status 1 when an aim is missed."""
    town = connectivity_of(Territory())
    rows = small("random", landscape(300, reach_m=1_200))
    rows += small("embedded town", town.graph)[1:]
    row, memory = large(landscape(2_000, reach_m=300))
    return 0 if report("Connectivity", [*rows, row], notes=[memory, machine("numpy", "scipy")]) else 1


if __name__ == "__main__":
    sys.exit(main())
