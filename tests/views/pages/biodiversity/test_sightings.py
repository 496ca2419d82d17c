from __future__ import annotations

import pytest

from gis.biodiversity import species_list
from gis.territory import Territory
from tests.gis.biodiversity.test_species_inventory import row, small
from tests.gis.small_territory import box, point
from views.pages.biodiversity.sightings import cells_on_map, seen_on_map


@pytest.fixture(scope="module")
def loos():
    return Territory()


def test_each_site_tells_how_many_species_were_seen_there(loos):
    found = species_list(loos, site="T074")
    drawn = seen_on_map(loos, found)
    labels = {item["properties"]["label"] for item in drawn}
    assert str(len(found)) in labels
    assert all(item["geometry"]["type"] == "Point" for item in drawn)


def test_fragile_species_are_drawn_nowhere(loos):
    assert seen_on_map(loos, species_list(loos, text="bubo bubo")) == []


def test_records_are_drawn_as_points_and_cells_and_never_for_the_whole_commune(tmp_path):
    records = [
        row("R1", "Parus major", point(100, 100), uncertainty_m=10.0),
        row("R2", "Parus major", point(110, 900), uncertainty_m=200.0),
        row("R3", "Parus major", point(900, 900), uncertainty_m=5000.0),
    ]
    sites = [row("S1", "Parus major", box(0, 0, 10, 10))]
    town = small(tmp_path, *sites, species_records=records)
    kinds = sorted(item["geometry"]["type"] for item in cells_on_map(town, species_list(town)))
    assert kinds == ["Point", "Polygon"]


def test_records_of_species_that_the_filter_leaves_out_are_not_drawn(tmp_path):
    records = [row("R1", "Parus major", point(100, 100), uncertainty_m=10.0)]
    town = small(tmp_path, row("S1", "Turdus merula", box(0, 0, 10, 10)), species_records=records)
    assert cells_on_map(town, species_list(town, text="merula")) == []
