"""100,000 cadastral parcels as Etalab writes them, made a layer and stored: time and peak memory.

Ours does what an update does: read, move to Lambert-93, repair, clip, drop doubles, hold against the schema,
and swap in with a checksum. The rival reads and stores, no more. Each runs in a process of its own.

Usage: `python -m benchmarks.normalise`
"""

from __future__ import annotations

import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from benchmarks.harness import Comparison, report
from gis.crs import LAMBERT93
from gis.sources import SOURCES, Fetched, Place, clean
from gis.territory import registry, write_layer

COUNT, RUNS = 100_000, 3
WEST, SOUTH, SIDE_M = 670_000, 7_030_000, 30.0
SMALL = 100


def make(path: Path, count: int = COUNT) -> None:
    """Write parcels in Etalab's form: gzip, one feature a line, eight corners each, zeros stripped."""
    side = int(np.ceil(np.sqrt(count)))
    rng = np.random.default_rng(62)
    x, y = np.meshgrid(WEST + SIDE_M * np.arange(side), SOUTH + SIDE_M * np.arange(side))
    turns = np.linspace(0, 2 * np.pi, 9)[:-1]
    ring = np.column_stack([np.cos(turns), np.sin(turns)]) * SIDE_M * 0.45
    corners = (
        np.column_stack([x.ravel(), y.ravel()])[:count, None, :] + ring + rng.normal(0, 1, (count, 8, 2))
    )
    to_degrees = pyproj.Transformer.from_crs(LAMBERT93, 4326, always_xy=True)
    lon, lat = to_degrees.transform(corners[..., 0], corners[..., 1])
    points = np.stack([lon, lat], axis=-1).round(7)
    lines = [json.dumps(_feature(row, points[row]), separators=(",", ":")) for row in range(count)]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_bytes(gzip.compress(text.encode(), compresslevel=6))


def _feature(row: int, points: np.ndarray) -> dict[str, object]:
    ring = [*points.tolist(), points[0].tolist()]
    section = chr(65 + row // 260_000) + chr(65 + row // 10_000 % 26)
    properties = {
        "id": f"62386000{section}{row % 10_000:04d}",
        "commune": "62386",
        "prefixe": "000",
        "section": section,
        "numero": str(row % 10_000),
        "contenance": 800,
        "arpente": False,
        "created": "2016-02-11",
        "updated": "2026-02-19",
    }
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "id": properties["id"], "geometry": shape, "properties": properties}


def ours(path: Path, folder: Path) -> int:
    """Make the file a layer of the atlas."""
    outline = shapely.box(WEST - 100, SOUTH - 100, WEST + 20_000, SOUTH + 20_000)
    place, fetched = Place("62386", "", outline), Fetched([path], "https://example.org", edition="2026-06-01")
    frame = SOURCES["parcels"][0].normalise(fetched, place)
    kept, _ = clean(frame, registry()["parcels"], outline=outline, clip="touch", margin_m=50)
    write_layer(folder, "parcels", kept, provenance={"status": "official"})
    return len(kept)


def theirs(path: Path, folder: Path) -> int:
    """Read and store the file the usual way."""
    frame = gpd.read_file(f"/vsigzip/{path}")
    frame.to_parquet(folder / "parcels.parquet")
    return len(frame)


def theirs_moved(path: Path, folder: Path) -> int:
    """Read, move to Lambert-93, repair and store the file the usual way."""
    frame = gpd.read_file(f"/vsigzip/{path}").to_crs(LAMBERT93)
    frame = frame.set_geometry(frame.make_valid()).drop_duplicates("id")
    frame.to_parquet(folder / "parcels.parquet", compression="zstd")
    return len(frame)


WAYS = {"ours": ours, "theirs": theirs, "theirs_moved": theirs_moved}


def peak_mb() -> float:
    """Return the most memory that this process has held, in MB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def child(way: str, path: Path) -> None:
    """Run one way and print its seconds and peak memory in MB, those before the start taken off."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.json.gz"
        make(small, SMALL)
        WAYS[way](small, Path(folder))
        # Writing 5 there sets the peak back to what is held now (Linux).
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        before = peak_mb()
        start = time.perf_counter()
        count = WAYS[way](path, Path(folder))
        seconds = time.perf_counter() - start
        peak = peak_mb()
    print(json.dumps({"count": count, "s": seconds, "mb": peak - before}))


def measure(way: str, path: Path) -> tuple[float, float]:
    """Return the median seconds and MB of a way, each run in a process of its own."""
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(  # noqa: S603  # this very program
            [sys.executable, "-m", "benchmarks.normalise", way, str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    assert {run["count"] for run in runs} == {COUNT}
    return statistics.median(run["s"] for run in runs), statistics.median(run["mb"] for run in runs)


def main() -> int:
    """Print the table; exit status 1 when an aim is missed."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "parcels.json.gz"
        make(path)
        size = path.stat().st_size / 1e6
        found = {way: measure(way, path) for way in WAYS}
    names = {
        "theirs": "geopandas.read_file + to_parquet",
        "theirs_moved": "the same, moved, repaired, without doubles",
    }
    rows = [
        Comparison(f"{what}, {COUNT:,} parcels", found["ours"][at], found[way][at], rival, unit, aim)
        for at, (what, unit, aim) in enumerate(
            (("normalise and store", "s", 1.0), ("peak memory, beside what was held", "MB", 0.0))
        )
        for way, rival in names.items()
    ]
    return 0 if report("The cadastre of a city", rows, notes=[f"{size:.0f} MB of gzip"]) else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(sys.argv[1], Path(sys.argv[2]))
        sys.exit(0)
    sys.exit(main())
