"""Beyond one commune: 200,000 parcels × 5 themes of 3,000 polygons, then up to 1,000,000 on a local cluster.

The land is drawn here: parcels tile a square, each a quadrilateral with crooked corners, and zones are blobs
of up to 24 corners that do not follow them. Every rival runs in a process of its own, so that its peak memory
is its own. On the cluster, memory of the workers stands beside the number of parcels: it ought to stay flat.

Usage: `python -m benchmarks.screening_large [parcels] [cluster parcels …]`
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import psutil
import pyarrow.parquet as pq
import shapely

from benchmarks.harness import Comparison, machine, report
from gis.crs import LAMBERT93, Projection
from gis.overlay import Zones
from gis.screening import cluster, parts_of, screen_frame, screen_parts

THEMES, POLYGONS, CORNERS, CELL_M = 5, 3_000, 24, 45.0
PARCELS, ON_CLUSTER = 200_000, (250_000, 500_000, 1_000_000)
ORIGIN = np.array([650_000.0, 7_000_000.0])
ROW_GROUP, WORKERS, SEED, ROUNDS = 20_000, 2, 11, 3
EQUAL_M2 = 0.01


def draw_parcels(count: int, path: Path) -> None:
    """Write about `count` parcels that tile a square, strip after strip."""
    side = round(count**0.5)
    rng = np.random.default_rng(SEED)
    grid = np.stack(np.meshgrid(np.arange(side + 1.0), np.arange(side + 1.0)), axis=-1)
    corners = ORIGIN + CELL_M * (grid + rng.uniform(-0.3, 0.3, grid.shape))
    high_as = ROW_GROUP // side + 1
    sink = None
    for first in range(0, side, high_as):
        strip = range(first, min(first + high_as, side))
        low, high = corners[strip.start : strip.stop], corners[strip.start + 1 : strip.stop + 1]
        rings = np.stack([low[:, :-1], low[:, 1:], high[:, 1:], high[:, :-1]], axis=2).reshape(-1, 4, 2)
        number = np.arange(strip.start * side, strip.stop * side)
        frame = gpd.GeoDataFrame(
            {"id": [f"{item:014d}" for item in number]}, geometry=shapely.polygons(rings), crs=LAMBERT93
        )
        frame.to_parquet(path.with_suffix(".strip"))
        table = pq.read_table(path.with_suffix(".strip"))
        sink = sink or pq.ParquetWriter(path, table.schema)
        sink.write_table(table.cast(sink.schema))
    if sink is not None:
        sink.close()
    path.with_suffix(".strip").unlink()


def draw_zones(side_m: float) -> list[np.ndarray]:
    """Return the polygons of each theme, spread over a square; those of one theme lie apart."""
    rng = np.random.default_rng(SEED)
    across = int(np.ceil(POLYGONS**0.5))
    step = side_m / across
    places = np.stack(np.meshgrid(np.arange(across), np.arange(across)), axis=-1).reshape(-1, 2)[:POLYGONS]
    themes = []
    for _ in range(THEMES):
        middle = ORIGIN + step * (places + 0.5)
        angle = np.sort(rng.uniform(0, 2 * np.pi, (POLYGONS, CORNERS)), axis=1)
        reach = step * 0.48 * rng.uniform(0.5, 1, (POLYGONS, CORNERS))
        ring = middle[:, None] + reach[..., None] * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
        themes.append(shapely.convex_hull(shapely.polygons(ring)))
    return themes


def zones_of(themes: list[np.ndarray]) -> list[Zones]:
    """Return themes as the screening takes them."""
    return [Zones(f"theme{place}", "polygon", True, shapes) for place, shapes in enumerate(themes)]


def run_ours(parcels: gpd.GeoDataFrame, themes: list[np.ndarray]) -> list[float]:
    """Screen, and return the sum of the areas of each theme."""
    found = screen_frame(parcels, zones_of(themes), nearest=False).frame
    return [float(found[f"theme{place}_area_m2"].sum()) for place in range(THEMES)]


def run_overlay(parcels: gpd.GeoDataFrame, themes: list[np.ndarray]) -> list[float]:
    """Overlay theme after theme with GeoPandas."""
    sums = []
    for shapes in themes:
        layer = gpd.GeoDataFrame({"zone": np.arange(len(shapes))}, geometry=shapes, crs=parcels.crs)
        cut = gpd.overlay(parcels, layer, how="intersection")
        size = cut.area
        sums.append(float(size[size >= 1].groupby(cut["id"]).sum().sum()))
    return sums


def run_sedona(parcels: gpd.GeoDataFrame, themes: list[np.ndarray]) -> list[float]:
    """Ask SedonaDB theme after theme."""
    import sedonadb  # noqa: PLC0415 - only in the process that measures it

    connection = sedonadb.connect()
    connection.create_data_frame(parcels).to_view("parcels")
    sums = []
    for place, shapes in enumerate(themes):
        layer = gpd.GeoDataFrame({"zone": np.arange(len(shapes))}, geometry=shapes, crs=parcels.crs)
        connection.create_data_frame(layer).to_view(f"theme{place}")
        table = connection.sql(
            "SELECT id, SUM(size) AS size FROM (SELECT p.id, "  # noqa: S608 - names of our own
            "ST_Area(ST_Intersection(p.geometry, z.geometry)) AS size "
            f"FROM parcels p JOIN theme{place} z ON ST_Intersects(p.geometry, z.geometry)) "
            "WHERE size >= 1 GROUP BY id"
        ).to_pandas()
        sums.append(float(table["size"].sum()))
    return sums


RIVALS = {"ours": run_ours, "geopandas.overlay": run_overlay, "SedonaDB": run_sedona}


def alone(name: str, path: Path) -> None:
    """Run one rival in this process and print what it took."""
    parcels = gpd.read_parquet(path)
    themes = draw_zones(CELL_M * len(parcels) ** 0.5)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    sums = RIVALS[name](parcels, themes)
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": spent, "before_mb": before / 1024, "peak_mb": peak / 1024, "sums": sums}))


def in_a_process(name: str, path: Path) -> dict[str, Any]:
    """Return what one rival took in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.screening_large", "--alone", name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ourselves
    return dict(json.loads(done.stdout.splitlines()[-1]))


def middle(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the run whose time lies in the middle."""
    return sorted(runs, key=lambda run: run["seconds"])[len(runs) // 2]


def on_cluster(counts: list[int], folder: Path) -> list[str]:
    """Screen ever more parcels on local workers, and tell time and memory of each step."""
    told = []
    for count in counts:
        path = folder / "many.parquet"
        draw_parcels(count, path)
        themes = draw_zones(CELL_M * count**0.5)
        with cluster(workers=WORKERS) as client:
            start = time.perf_counter()
            parts = parts_of(path, Projection(LAMBERT93))
            rows = sum(len(part) for part in screen_parts(parts, zones_of(themes), client, nearest=False))
            spent = time.perf_counter() - start
            held = client.run(lambda: psutil.Process().memory_info().rss / 2**20)
            peaks = client.run(lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        most, last = max(peaks.values()), max(held.values())
        told.append(f"{rows:>9,} parcels: {spent:6.1f} s, a worker holds {last:5.0f} MB, {most:5.0f} at most")
        print(f"  {told[-1]}", flush=True)
    return told


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; exit status 1 when an aim is missed or the results differ."""
    counts = [int(item) for item in arguments or []]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "parcels.parquet"
        draw_parcels(counts[0] if counts else PARCELS, path)
        rows = pq.read_metadata(path).num_rows
        rounds = [{rival: in_a_process(rival, path) for rival in RIVALS} for _ in range(ROUNDS)]
        took = {rival: middle([once[rival] for once in rounds]) for rival in RIVALS}
        worst = max(
            float(np.abs(np.subtract(took["ours"]["sums"], took[rival]["sums"])).max()) for rival in RIVALS
        )
        mine = took["ours"]
        rivals = [rival for rival in RIVALS if rival != "ours"]
        size = f"{rows:,} parcels × {THEMES} themes of {POLYGONS:,} polygons"
        aims = {("time", "geopandas.overlay"): 1.0, ("time", "SedonaDB"): 1.0}
        met = report(
            size,
            [
                Comparison(what, mine[figure], took[rival][figure], rival, unit, aims.get((what, rival), 0.0))
                for what, figure, unit in (("time", "seconds", "s"), ("peak memory", "peak_mb", "MB"))
                for rival in rivals
            ],
            notes=[
                f"before any of it, with parcels and zones read: {mine['before_mb']:,.0f} MB",
                f"sums of a theme differ by {worst:.1e} m² at most",
                machine("geopandas", "shapely", "sedonadb", "dask-geopandas"),
            ],
        )
        print(f"On {WORKERS} local workers:")
        on_cluster(counts[1:] or list(ON_CLUSTER), Path(name))
    return 0 if met and worst <= EQUAL_M2 * rows else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        alone(sys.argv[2], Path(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1:]))
