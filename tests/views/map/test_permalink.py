from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.territory import registry
from gis.words import use_language
from views.map.permalink import read_address
from views.map.spec import FIRST_YEAR, LAST_YEAR

MISSION = ("slag_heaps", "green_belt", "organic_farmland", "hedges", "nourishing_gardens")
NAMES = ("lat", "lon", "z", "layers", "base", "year")


def test_an_empty_address_shows_the_mission_on_the_plan():
    address = read_address({}, registry())
    assert set(address.layers) == set(MISSION)
    assert (address.base, address.year, address.view, address.notice) == ("plan", None, None, "")


def test_everything_in_an_address_is_taken():
    asked = {
        "lat": "50.45",
        "lon": "2.79",
        "z": "15.5",
        "layers": "hedges,parcels",
        "base": "osm",
        "year": "1999",
    }
    address = read_address(asked, registry())
    assert address.layers == ("hedges", "parcels")
    assert (address.base, address.year) == ("osm", 1999)
    assert (address.view.lat, address.view.lon, address.view.zoom) == (50.45, 2.79, 15.5)
    assert address.notice == ""


def test_no_layers_is_a_wish_too():
    assert read_address({"layers": ""}, registry()).layers == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lat", "north"),
        ("lat", "nan"),
        ("lat", "inf"),
        ("lon", "181"),
        ("z", "99"),
        ("layers", "hedges,<script>"),
        ("base", "moon"),
        ("year", "1066"),
        ("year", "²⁰⁰⁰"),
        ("year", "2000.5"),
    ],
)
def test_nonsense_is_named_and_replaced(name, value):
    address = read_address({name: value}, registry())
    assert address.refused == (f"{name}={value}",)
    assert value in address.notice
    assert address == read_address({}, registry()).__class__(
        layers=address.layers, base="plan", refused=address.refused
    )


def test_a_long_value_is_repeated_in_part():
    assert len(read_address({"base": "x" * 10_000}, registry()).notice) < 200


def test_the_notice_speaks_the_language_in_use():
    with use_language("en"):
        assert read_address({"year": "1"}, registry()).notice.startswith("Part of the address")


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40)))
def test_no_address_can_break_the_page(asked):
    address = read_address(asked, registry())
    assert all(key in registry() for key in address.layers)
    assert address.year is None or FIRST_YEAR <= address.year <= LAST_YEAR
