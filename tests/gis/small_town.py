"""A made-up town to walk in: crooked streets, a motorway with one footbridge, a closed heap, an island."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import rasterio

from tests.gis.small_territory import CODE, X0, Y0, box, build, line, point

if TYPE_CHECKING:
    from pathlib import Path

    from gis.territory import Territory
    from tests.gis.small_territory import Row

STEP = 150.0
SIZE = 22
MOTORWAY_Y = 3.5 * STEP


def path(key: str, *points: tuple[float, float], **columns: object) -> Row:
    values = {
        "kind": "street",
        "surface": "asphalt",
        "access": "open",
        "bridge": 0,
        "wheelchair": "yes",
        "traffic": "low",
    }
    return key, line(*points), {**values, **columns}


def streets(*, size: int = SIZE, seed: int = 7) -> list[Row]:
    rng = np.random.default_rng(seed)
    place = {
        (i, j): (i * STEP + rng.uniform(-40, 40), j * STEP + rng.uniform(-40, 40))
        for i in range(size)
        for j in range(size)
    }
    rows: list[Row] = []
    for (i, j), here in place.items():
        for di, dj in ((1, 0), (0, 1)):
            there = place.get((i + di, j + dj))
            crosses = dj == 1 and j == 3
            if there is None or (crosses and i % 7) or rng.random() < 0.15:
                continue
            kind = ("street", "path", "farm_track", "former_railway")[(i // 4 + j // 4) % 4]
            surface = "asphalt" if kind == "street" else "gravel"
            columns = {"kind": kind, "surface": surface, "traffic": "low" if kind == "street" else "none"}
            if crosses:
                columns |= {"kind": "footbridge", "bridge": 1, "surface": "metal"}
            rows.append(path(f"P{len(rows):05d}", here, there, **columns))
    return rows


def town(folder: Path, *, size: int = SIZE, relief: bool = True) -> Territory:
    wide = size * STEP
    rows = streets(size=size)
    rows.append(path("M1", (-200, MOTORWAY_Y), (wide, MOTORWAY_Y), kind="motorway", access="no_foot"))
    rows.append(path("C1", (-STEP, 10), (-STEP, 900), access="closed"))
    rows.append(path("I1", (wide + 500, 0), (wide + 900, 0)))
    layers: dict[str, list[Row]] = {
        "commune": [(CODE, box(-300, -300, wide + 1000, wide + 300), {})],
        "paths": rows,
        "slag_heaps": [
            ("T074", box(1800, 1800, 2300, 2300), {"access": "closed", "code": "T074", "name": "Est"}),
            ("T074a", box(1000, 1800, 1500, 2300), {"access": "partial", "code": "T074a", "name": "Ouest"}),
        ],
        "green_belt": [("G001", line((0, 1500), (wide, 1500)), {"width_m": 8.0})],
        "nourishing_gardens": [
            ("N001", box(700, 700, 760, 760), {"picking": "allowed", "produce": "apple;plum"}),
        ],
        "farmland": [("F001", box(2400, 0, 3200, 900), {})],
        "places": [("mairie", point(1500, 1200), {"category": "civic", "name": "Mairie"})],
    }
    territory = build(folder, layers)
    if relief:
        write_relief(folder / CODE / "relief.tif", wide)
    return territory


def write_relief(file: Path, wide: float) -> None:
    """A cone of 80 m over the partly open heap, on a plain that rises 20 m from west to east."""
    cells = int((wide + 1000) / 10)
    x = -500 + (np.arange(cells) + 0.5) * 10
    y = wide + 500 - (np.arange(cells) + 0.5) * 10
    east, north = np.meshgrid(x, y)
    cone = np.maximum(0, 80 - 0.32 * np.hypot(east - 1250, north - 2050))
    heights = (40 + 20 * east / wide + cone).astype("float32")
    transform = rasterio.Affine(10, 0, X0 - 500, 0, -10, Y0 + wide + 500)
    with rasterio.open(
        file, "w", driver="GTiff", height=cells, width=cells, count=1, dtype="float32",
        crs="EPSG:2154", transform=transform,
    ) as target:  # fmt: skip
        target.write(heights, 1)
