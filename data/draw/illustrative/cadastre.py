"""Parcels that tile the commune, along fields, gardens, estates, heaps and streets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.cluster.vq import kmeans2

from data.draw.facts import CRS
from data.draw.frame import layer
from data.draw.illustrative.cut import halve
from data.draw.illustrative.ground import BELT_HALF_M, MOTORWAY_HALF_M, ROAD_HALF_M, ground, ring
from data.draw.illustrative.town import town
from gis.geometry import prepared

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from data.draw.frame import Drawn

SEED = 62528
HOUSE_M2 = 1_100.0
WORKSHOP_M2 = 9_000.0
FIELD_M2 = 24_000.0
HEAP_M2 = 50_000.0
SLIVER_M2 = 60.0
RIM_M = 0.5
DECIMALS = 4
"""Tenths of a millimetre: the corners on the outline of the commune must lie on it."""
FISCAL_SHARE = 0.01
"""By how much the fiscal area of a parcel differs from the measured one, at most."""
STREET_HALF_M = 5.0
TILE_M = 280.0
"""Streets are cut into pieces by a lattice of this side, so that no parcel runs over several sections."""
RURAL_SECTIONS = ("0A", "0B", "0C", "0D")
TOWN_SECTIONS = ("AB", "AC", "AD", "AE", "AH", "AI", "AK", "AL", "AM", "AN", "AO", "AP")
USES = ("garden", "heap", "field", "road", "town", "activity")


def parcels(drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the cadastral parcels."""
    commune = drawn["commune"].geometry.iloc[0]
    uses = _uses(drawn)
    faces = _faces(commune, uses, _inner_lines(drawn, uses))
    frame = gpd.GeoDataFrame({"use": _use_of(faces, uses)}, geometry=faces, crs=CRS)
    numbered = _numbered(frame)
    rng = np.random.default_rng(SEED + 1)
    measured = shapely.area(numbered.geometry.to_numpy())
    # Rounding to whole square metres takes its share of the one percent.
    most = FISCAL_SHARE - 0.5 / measured
    differing = np.clip(rng.normal(0, 0.004, len(numbered)), -most, most)
    fiscal = pd.array(np.round(measured * (1 + differing)), dtype="Int64")
    fiscal[rng.random(len(numbered)) < 0.01] = pd.NA
    return layer(
        numbered.assign(contenance_m2=fiscal),
        status="illustrative",
        source="Parcellaire dessiné : ni limites, ni numéros réels",
        licence="Licence Ouverte 2.0",
        source_date="2024",
        decimals=DECIMALS,
    )


def _uses(drawn: Drawn) -> dict[str, BaseGeometry]:
    """Return the ground of each use, the first winning over the next where they meet."""
    land = ground(drawn)
    blocks = town(drawn)
    streets = shapely.union_all([cut.line for cut in blocks.streets]).buffer(STREET_HALF_M, cap_style="flat")
    corridors = shapely.union_all(
        [
            streets,
            ring().buffer(BELT_HALF_M),
            land.motorway.buffer(MOTORWAY_HALF_M),
            land.main_road.buffer(ROAD_HALF_M),
        ]
    )
    return {
        "garden": shapely.union_all(drawn["nourishing_gardens"].geometry.to_numpy()),
        "heap": land.heaps,
        "field": shapely.union_all(drawn["farmland"].geometry.to_numpy()),
        "road": corridors,
        "town": shapely.union_all(blocks.blocks[blocks.dense]),
        "activity": land.commune,
    }


def _inner_lines(drawn: Drawn, uses: dict[str, BaseGeometry]) -> list[BaseGeometry]:
    """Return the boundaries inside each use."""
    rng = np.random.default_rng(SEED)
    blocks = town(drawn)
    fields = drawn["farmland"].geometry.to_numpy()
    estates = drawn["mining_estates"].geometry.to_numpy()
    taken = shapely.union_all([uses["garden"], uses["road"]])
    sizes = [
        (fields, FIELD_M2),
        (shapely.get_parts(uses["heap"]), HEAP_M2),
        (blocks.blocks[blocks.dense], HOUSE_M2),
        (blocks.blocks[~blocks.dense], WORKSHOP_M2),
    ]
    lines = [
        *shapely.boundary(fields),
        *shapely.intersection(shapely.boundary(estates), ground(drawn).commune),
    ]
    for pieces, largest in sizes:
        free = pieces if largest in {FIELD_M2, HEAP_M2} else shapely.difference(pieces, taken)
        for piece in shapely.get_parts(free):
            _, cuts = halve(piece, largest_m2=largest, rng=rng, jitter=0.06, turn=3.0)
            lines += [cut.line for cut in cuts]
    return [*lines, *_lattice(uses["road"])]


def _lattice(roads: BaseGeometry) -> list[BaseGeometry]:
    low_x, low_y, high_x, high_y = roads.bounds
    upright = [[(x, low_y - 1), (x, high_y + 1)] for x in np.arange(low_x, high_x, TILE_M)]
    level = [[(low_x - 1, y), (high_x + 1, y)] for y in np.arange(low_y, high_y, TILE_M)]
    return list(shapely.intersection(shapely.linestrings(np.array(upright + level)), roads))


def _faces(commune: BaseGeometry, uses: dict[str, BaseGeometry], lines: list[BaseGeometry]) -> np.ndarray:
    """Return the polygons that all the lines make together: they tile the commune by construction."""
    edges = [commune.boundary, *(shapely.boundary(use) for use in uses.values()), *lines]
    network = shapely.union_all(edges, grid_size=10.0**-DECIMALS)
    faces = shapely.get_parts(shapely.polygonize([network]))
    inside = shapely.contains_properly(commune, shapely.point_on_surface(faces))
    return _without_slivers(faces[inside])


def _without_slivers(faces: np.ndarray) -> np.ndarray:
    """Return the faces with each sliver joined to the neighbour with which it shares the longest side."""
    owner = np.arange(len(faces))
    tree = shapely.STRtree(faces)
    small = np.flatnonzero(shapely.area(faces) < SLIVER_M2)
    for index in small[np.argsort(-shapely.area(faces[small]))]:
        near = tree.query(faces[index], predicate="touches")
        side = shapely.length(shapely.intersection(shapely.boundary(faces[near]), faces[index].boundary))
        side[np.isin(near, small)] *= 0.01
        if side.max(initial=0.0) > 0:
            owner[index] = near[np.argmax(side)]
    for _ in range(20):
        owner = owner[owner]
    groups = pd.Series(np.arange(len(faces))).groupby(owner).indices
    merged = [
        faces[members[0]] if len(members) == 1 else shapely.coverage_union_all(faces[members])
        for members in groups.values()
    ]
    return np.array(merged, dtype=object)


def _use_of(faces: np.ndarray, uses: dict[str, BaseGeometry]) -> np.ndarray:
    # Away from the rim: a merged sliver may be a hair of another use along a side.
    core = shapely.buffer(faces, -RIM_M)
    inner = shapely.point_on_surface(np.where(shapely.is_empty(core), faces, core))
    found = np.full(len(faces), USES[-1], dtype=object)
    for use in reversed(USES):
        found[shapely.contains(prepared(uses[use]), inner)] = use
    return found


def _numbered(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the parcels with section, number and identifier, read from north-west to south-east."""
    centres = shapely.get_coordinates(shapely.centroid(frame.geometry.to_numpy()))
    rural = frame["use"].isin(["field", "heap"]).to_numpy()
    sections = np.empty(len(frame), dtype=object)
    for chosen, names in ((rural, RURAL_SECTIONS), (~rural, TOWN_SECTIONS)):
        _, label = kmeans2(centres[chosen] / 1_000, len(names), seed=SEED, minit="++")
        sections[chosen] = np.array(names, dtype=object)[label]
    keys = pd.DataFrame({"section": sections, "row": -np.round(centres[:, 1] / 120), "x": centres[:, 0]})
    order = keys.sort_values(["section", "row", "x"]).index
    ready = frame.assign(section=sections).iloc[order].reset_index(drop=True)
    number = ready.groupby("section").cumcount().add(1).astype(str).str.zfill(4)
    padded = ready["section"].astype(str)
    return ready.assign(
        id="62528" + "000" + padded + number,
        name="",
        prefix="000",
        section=padded.str.lstrip("0"),
        number=number.str.lstrip("0"),
    )
