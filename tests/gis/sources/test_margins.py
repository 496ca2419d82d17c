"""How far around the commune layers are fetched, and what the services are asked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import shapely

from gis.sources import SOURCES, Place
from gis.sources.margins import MARGINS_M
from gis.sources.services import overpass

SQUARE = shapely.box(680_000, 7_039_000, 681_000, 7_040_000)
PLACE = Place("62386", "Loos", SQUARE)


def test_every_margin_is_of_a_layer_that_a_service_fills():
    assert set(MARGINS_M) <= set(SOURCES)


@pytest.mark.parametrize(
    "layer",
    [
        "commune",
        "parcels",
        "urban_zones",
        "easements",
        "urban_prescriptions",
        "species_records",
        "mining_plan",
    ],
)
def test_what_ends_with_the_commune_by_right_has_no_margin(layer):
    assert {source.margin_m for source in SOURCES[layer]} == {0.0}


def test_paths_are_fetched_further_around_than_habitats_and_these_further_than_points():
    found = [SOURCES[layer][0].margin_m for layer in ("paths", "hedges", "mine_shafts")]
    assert found == [3_000.0, 2_000.0, 1_000.0]


def test_what_is_asked_about_reaches_as_far_around_as_the_place_says():
    around = replace(PLACE, around_m=2_000.0)
    assert around.box() == (678_000, 7_037_000, 683_000, 7_042_000)
    assert around.box(50.0) == (677_950, 7_036_950, 683_050, 7_042_050)
    assert around.shape == SQUARE


def test_openstreetmap_is_asked_the_same_for_every_table_and_far_enough_for_each(asker, httpserver):
    httpserver.expect_request("/osm").respond_with_json({"elements": []})
    for layer in ("osm_paths", "osm_trees", "nourishing_gardens"):
        source = SOURCES[layer][-1]
        source.fetch(asker, replace(PLACE, around_m=source.margin_m))
    questions = {request.form["data"] for request, _ in httpserver.log}
    assert len(questions) == 1
    asked = re.findall(r"\(([\d.,-]+)\);", questions.pop())
    boxes = {name: PLACE.box_degrees(metres) for name, metres in overpass.MARGINS_M.items()}
    expected = {f"{s:.5f},{w:.5f},{n:.5f},{e:.5f}" for w, s, e, n in boxes.values()}
    assert set(asked) == expected
