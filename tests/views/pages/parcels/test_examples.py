from __future__ import annotations

from gis.parcels import parcels_of
from tests.gis.small_territory import box, build, parcel
from views.pages.parcels.examples import find_hint, list_hint


def test_every_example_of_the_embedded_commune_is_found_there(territory):
    parcels = parcels_of(territory)
    references = find_hint(territory).split(", ")[:2]
    assert all(parcels.find(text) for text in (*references, *list_hint(territory).splitlines()))


def test_examples_are_those_of_the_territory_and_what_there_is_not_is_left_out(tmp_path):
    there = build(tmp_path, {"parcels": [parcel("ZC 7", box(0, 0, 9, 9))]})
    assert find_hint(there) == "ZC 7…"
    assert list_hint(there).splitlines() == ["ZC 7", "62528000ZC0007"]


def test_without_parcels_nothing_is_made_up(tmp_path):
    there = build(tmp_path, {"commune": [("62528", box(0, 0, 9, 9), {})]})
    assert find_hint(there) == ""
    assert list_hint(there) == ""
