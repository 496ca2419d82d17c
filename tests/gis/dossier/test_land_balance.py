from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.dossier.land_balance import PRIORITY, balance
from gis.words import catalogue
from tests.gis.small_territory import X0, Y0, box, build, line


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    layers = {
        "slag_heaps": [("t", box(0, 0, 200, 50), {})],
        "organic_farmland": [("b", box(0, 0, 100, 400), {})],
        "farmland": [("f", box(0, 0, 300, 300), {}), ("g", box(200, 200, 400, 400), {})],
        "green_belt": [("g", line((150, 0), (150, 400)), {"width_m": 10.0})],
        "paths": [("p", line((0, 200), (400, 200)), {"width_m": None})],
        "nourishing_gardens": [("n", box(350, 0, 400, 50), {})],
    }
    return build(tmp_path_factory.mktemp("balance"), layers)


def areas(found):
    return {cover.key: cover.area_m2 for cover in found.covers}


def test_what_an_earlier_cover_takes_a_later_one_does_not_get(territory):
    found = areas(balance(territory, box(0, 0, 100, 100)))
    assert found["slag_heaps"] == 5_000
    assert found["organic_farmland"] == 5_000
    assert found["farmland"] == 0
    assert found["rest"] == 0


def test_lines_take_the_ground_of_their_width(territory):
    found = areas(balance(territory, box(110, 60, 190, 160)))
    assert found["green_belt"] == pytest.approx(1_000)
    assert areas(balance(territory, box(310, 150, 390, 180)))["rest"] == pytest.approx(2_400)
    assert areas(balance(territory, box(310, 190, 390, 210)))["paths"] == pytest.approx(240)


def test_covers_without_data_are_named(territory):
    assert balance(territory, box(0, 0, 10, 10)).missing == ("mining_buildings", "mining_estates")


def test_every_cover_has_words():
    assert {f"dossier.cover_{key}" for key in (*PRIORITY, "rest")} <= set(catalogue())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(-50, 450), st.floats(-50, 450)), min_size=3, max_size=9, unique=True))
def test_the_covers_add_up_to_the_shape(territory, points):
    shape = shapely.make_valid(shapely.Polygon(np.add(points, (X0, Y0))))
    shape = shapely.union_all([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
    if shape.is_empty or shape.area < 1:
        return
    found = balance(territory, shape)
    assert sum(cover.area_m2 for cover in found.covers) == pytest.approx(shape.area, abs=1)
    assert all(cover.area_m2 >= 0 for cover in found.covers)
    assert sum(cover.share_pct for cover in found.covers) == pytest.approx(100, abs=0.01)
    own = shapely.area(shapely.intersection(shape, box(0, 0, 200, 50)))
    assert found.covers[0].area_m2 == pytest.approx(own, abs=1)
