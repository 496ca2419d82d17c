"""What is drawn on published totals keeps to them and holds together."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio.features import geometry_mask
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

EMBEDDED = Path(__file__).resolve().parents[2] / "data" / "62528"
LAYERS = ("farmland", "organic_farmland", "green_belt", "hedges", "nourishing_gardens", "paths", "parcels")
ONE_PERCENT = 0.01
CENTIMETRE = 0.01
ORGANIC_HA = {2010: 50, 2015: 55, 2018: 71, 2020: 121, 2023: 149}
HECTARE = 1e4


@cache
def layer(key: str) -> gpd.GeoDataFrame:
    return gpd.read_parquet(EMBEDDED / f"{key}.parquet")


def shapes(key: str) -> np.ndarray:
    return layer(key).geometry.to_numpy()


def commune():
    return layer("commune").geometry.iloc[0]


def heap(code: str):
    return layer("slag_heaps").set_index("id").geometry[code]


def near(value: float, published: float) -> bool:
    return abs(value - published) <= ONE_PERCENT * published


def overlap(geometry: np.ndarray) -> float:
    return float(shapely.area(geometry).sum() - shapely.union_all(geometry).area)


def pairs(first: np.ndarray, second: np.ndarray, predicate: str) -> int:
    return shapely.STRtree(second).query(first, predicate=predicate).shape[1]


@pytest.mark.parametrize("key", LAYERS)
def test_every_drawn_feature_says_that_it_is_illustrative(key):
    assert set(layer(key)["status"]) == {"illustrative"}
    assert (layer(key)["source"] != "").all()


@pytest.mark.parametrize("key", LAYERS)
def test_nothing_lies_outside_the_commune(key):
    assert shapely.covers(commune().buffer(CENTIMETRE), shapes(key)).all()


def test_the_fields_add_up_to_the_farmed_area():
    assert near(shapely.area(shapes("farmland")).sum() / HECTARE, 712)
    assert 120 <= len(layer("farmland")) <= 200


def test_no_two_fields_overlap():
    assert overlap(shapes("farmland")) < 0.01


def test_no_field_lies_on_a_heap_a_garden_or_an_estate():
    fields = shapely.union_all(shapes("farmland"))
    for key in ("slag_heaps", "nourishing_gardens", "mining_estates"):
        assert fields.intersection(shapely.union_all(shapes(key))).area < 1


@pytest.mark.parametrize(("year", "published"), ORGANIC_HA.items())
def test_organic_plots_add_up_to_the_published_area_of_a_year(year, published):
    plots = layer("organic_farmland")
    since = plots[plots["organic_since"] <= year]
    assert near(since.geometry.area.sum() / HECTARE, published)


def test_five_plots_make_the_seventeen_hectares_of_the_agreement():
    plots = layer("organic_farmland")
    agreed = plots[plots["safer"]]
    assert len(agreed) == 5
    assert near(agreed.geometry.area.sum() / HECTARE, 17)
    assert (agreed["organic_since"] >= 2011).all()


def test_organic_plots_lie_in_the_field_they_name_and_do_not_overlap():
    plots = layer("organic_farmland")
    fields = layer("farmland").set_index("id").geometry
    outside = shapely.difference(shapes("organic_farmland"), fields[plots["farmland_id"]].to_numpy())
    assert shapely.area(outside).max() < 1
    assert overlap(shapes("organic_farmland")) < 1


def test_the_green_belt_is_one_closed_ring_of_the_published_length():
    ring = shapely.line_merge(shapely.union_all(shapes("green_belt")))
    assert ring.geom_type == "LineString"
    assert ring.is_closed
    assert ring.is_simple
    assert 16_000 <= ring.length <= 16_500


def test_the_green_belt_goes_around_the_town_hall():
    ring = shapely.line_merge(shapely.union_all(shapes("green_belt")))
    town_hall = layer("places").set_index("id").geometry["mairie"]
    assert shapely.Polygon(ring).contains(town_hall)


def test_the_green_belt_follows_the_former_railways_where_it_says_so():
    belt = layer("green_belt")
    on_rails = belt[belt["kind"] == "former_railway"].geometry
    rails = shapely.union_all(shapes("mining_railways"))
    # Sections of the railways are rounded to 25 m and part at their ends.
    assert shapely.covers(rails.buffer(30), on_rails.to_numpy()).all()
    assert on_rails.length.sum() > 3_000


def test_the_green_belt_is_as_wide_as_published():
    assert layer("green_belt")["width_m"].between(4, 15).all()


@pytest.mark.parametrize(
    ("kind", "count", "published_ha"), [("association_garden", 3, 1.5), ("food_archipelago", 10, 2.5)]
)
def test_gardens_add_up_to_the_published_area(kind, count, published_ha):
    gardens = layer("nourishing_gardens")
    found = gardens[gardens["kind"] == kind]
    assert len(found) == count
    assert near(found.geometry.area.sum() / HECTARE, published_ha)


def test_the_orchards_are_those_that_sources_tell_of():
    gardens = layer("nourishing_gardens")
    old = gardens[gardens["kind"] == "orchard"]
    assert old[["year", "trees"]].to_numpy().tolist() == [[2004, 65]]
    belt = gardens[gardens["kind"] == "belt_orchard"]
    assert set(belt["year"]) == {2019}
    assert sorted(belt["renovated"]) == [False, False, False, True, True]
    assert set(belt["picking"]) == {"allowed"}


def test_belt_orchards_stand_along_the_edible_stretches():
    belt = layer("green_belt")
    edible = shapely.union_all(belt[belt["edible"]].geometry.to_numpy())
    gardens = layer("nourishing_gardens")
    orchards = gardens[gardens["kind"] == "belt_orchard"].geometry.to_numpy()
    assert shapely.distance(orchards, edible).max() < 30


def test_what_a_garden_grows_is_unknown_where_no_source_tells():
    gardens = layer("nourishing_gardens")
    assert (gardens.loc[gardens["kind"] == "belt_orchard", "produce"] == "").all()
    assert (gardens.loc[gardens["kind"] == "food_archipelago", "produce"] != "").all()


def test_hedges_are_planted_a_few_hundred_metres_a_year():
    hedges = layer("hedges")
    yearly = hedges.geometry.length.groupby(hedges["planted_year"]).sum()
    assert yearly.index.tolist() == list(range(2000, 2025))
    assert yearly.between(100, 500).all()


def test_hedges_say_that_no_total_is_published():
    assert layer("hedges")["source"].str.contains("aucun total").all()


def test_a_hedge_stands_in_the_field_it_names():
    fields = layer("farmland").set_index("id").geometry
    homes = fields[layer("hedges")["farmland_id"]].to_numpy()
    assert shapely.covers(homes, shapes("hedges")).all()


def test_no_hedge_meets_a_built_parcel_a_garden_or_another_hedge():
    parcels = layer("parcels")
    built = parcels[parcels["use"].isin(["town", "garden", "activity", "road"])].geometry.to_numpy()
    assert pairs(shapes("hedges"), built, "intersects") == 0
    assert pairs(shapes("hedges"), shapes("hedges"), "intersects") == len(layer("hedges"))


def on_foot() -> gpd.GeoDataFrame:
    return layer("paths")[layer("paths")["access"] == "open"]


def test_walkers_reach_every_way_from_every_other():
    lines = on_foot().geometry.to_numpy()
    ends = np.round(np.stack([shapely.get_coordinates(line)[[0, -1]] for line in lines]), 2)
    nodes, number = np.unique(ends.reshape(-1, 2), axis=0, return_inverse=True)
    first, second = number.reshape(-1, 2).T
    graph = coo_array((np.ones(len(lines)), (first, second)), shape=(len(nodes), len(nodes)))
    assert connected_components(graph, directed=False)[0] == 1


def test_ways_on_the_level_meet_only_at_their_ends():
    ways = on_foot()
    level = ways[ways["bridge"] == 0].geometry.to_numpy()
    assert pairs(level, level, "crosses") == 0


def test_the_motorway_is_crossed_over_or_under_only():
    paths = layer("paths")
    motorway = shapely.union_all(paths[paths["kind"] == "motorway"].geometry.to_numpy())
    crossing = paths[(paths["kind"] != "motorway") & paths.intersects(motorway)]
    assert (crossing["bridge"] != 0).all()
    assert {-1, 1} <= set(crossing["bridge"])
    assert set(paths.loc[paths["kind"] == "motorway", "access"]) == {"no_foot"}


def test_the_footbridge_leads_to_the_heaps_without_going_round():
    ways = on_foot()
    bridge = ways[ways["kind"] == "footbridge"].geometry.iloc[0]
    motorway = layer("paths").query("kind == 'motorway'").geometry.union_all()
    ground = ways[ways["bridge"] == 0].geometry.to_numpy()
    for end in shapely.get_coordinates(bridge)[[0, -1]]:
        joined = ground[shapely.distance(ground, shapely.points(end)) < CENTIMETRE]
        assert len(joined)
        assert not shapely.intersects(joined, motorway).any()


def test_no_open_way_enters_the_closed_heap():
    assert shapely.length(shapely.intersection(on_foot().geometry.to_numpy(), heap("T074"))).sum() == 0
    paths = layer("paths")
    closed = paths[paths["access"] == "closed"].geometry.to_numpy()
    assert shapely.intersects(closed, heap("T074")).any()


def test_the_climb_of_the_western_cone_ends_below_its_tip():
    cone = heap("T074a")
    away = shapely.distance(on_foot().geometry.to_numpy(), cone.centroid).min()
    assert 20 < away < 60


@pytest.mark.parametrize("key", ["places", "nourishing_gardens", "slag_heaps", "mine_shafts"])
def test_a_way_passes_within_sixty_metres(key):
    targets = shapes(key)
    inside = targets[shapely.intersects(targets, commune())]
    assert shapely.distance(inside, shapely.union_all(on_foot().geometry.to_numpy())).max() <= 60


def test_the_parcels_tile_the_commune():
    parcels = shapes("parcels")
    assert 3_500 <= len(parcels) <= 5_000
    assert shapely.coverage_is_valid(parcels)
    assert shapely.union_all(parcels).symmetric_difference(commune()).area < 1


def test_parcels_are_small_in_the_town_and_large_in_the_fields():
    area = layer("parcels").geometry.area.groupby(layer("parcels")["use"]).median()
    assert 200 <= area["town"] <= 1_500
    assert area["field"] > 10 * area["town"]


@pytest.mark.parametrize(("use", "key"), [("field", "farmland"), ("garden", "nourishing_gardens")])
def test_parcels_follow_fields_and_gardens(use, key):
    used = shapely.union_all(layer("parcels").query("use == @use").geometry.to_numpy())
    whole = shapely.union_all(shapes(key))
    assert used.symmetric_difference(whole).area < 0.001 * whole.area


def test_a_parcel_is_called_by_commune_section_and_number():
    parcels = layer("parcels")
    written = "62528" + parcels["prefix"] + parcels["section"].str.zfill(2) + parcels["number"].str.zfill(4)
    assert (parcels["id"] == written).all()
    assert parcels["id"].str.fullmatch(r"62528000[0-9A-Z][A-Z]\d{4}").all()


def test_the_numbers_of_a_section_run_from_one_without_gap():
    parcels = layer("parcels")
    for _, numbers in parcels["number"].astype(int).groupby(parcels["section"]):
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_the_fiscal_area_differs_a_little_from_the_measured_one_and_is_sometimes_unknown():
    parcels = layer("parcels")
    fiscal = parcels["contenance_m2"].astype("Float64")
    known = fiscal.notna()
    difference = (fiscal[known].astype(float) / parcels.geometry.area[known] - 1).abs()
    assert difference.max() <= ONE_PERCENT
    assert 0 < (~known).mean() < 0.02


@pytest.fixture(scope="module")
def relief():
    with rasterio.open(EMBEDDED / "relief.tif") as raster:
        yield raster


def height(relief, point) -> float:
    return float(next(relief.sample([(point.x, point.y)]))[0])


def test_the_relief_covers_the_commune_on_a_grid_of_ten_metres(relief):
    assert (relief.crs.to_epsg(), relief.res, relief.dtypes) == (2154, (10.0, 10.0), ("float32",))
    assert shapely.box(*relief.bounds).contains(commune().buffer(299).envelope)
    assert (EMBEDDED / "relief.tif").stat().st_size < 400_000


def test_the_ground_away_from_the_heaps_keeps_to_the_published_range(relief):
    heights = relief.read(1)
    # The plateau between the cones reaches out of their outlines.
    away = commune().difference(shapely.union_all(shapes("slag_heaps")).buffer(150))
    ground = heights[geometry_mask([away], heights.shape, relief.transform, invert=True)]
    assert ground.min() >= 31
    assert ground.max() <= 74


def test_the_cones_reach_the_published_height(relief):
    heights = relief.read(1)
    for code in ("T074", "T074a"):
        cone = heights[geometry_mask([heap(code)], heights.shape, relief.transform, invert=True)]
        assert 182 <= cone.max() <= 190
    places = layer("places").set_index("id").geometry
    assert height(relief, places["plateau_terrils"]) == pytest.approx(110, abs=5)


def test_the_shafts_stand_at_their_published_ground_level(relief):
    for level, point in zip(
        layer("mine_shafts")["ground_level_m"], layer("mine_shafts").geometry, strict=True
    ):
        assert height(relief, point) == pytest.approx(level, abs=4)
