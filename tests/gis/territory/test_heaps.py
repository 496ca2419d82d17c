from __future__ import annotations

import pytest
import shapely

from gis.errors import LayerError
from gis.network.walkable import closed_ground
from gis.territory import closed_heaps, heap_rules, territory_folder
from gis.territory.heaps import FILE
from tests.gis.small_territory import box, build

COMMUNE = {"commune": [("62528", box(0, 0, 1000, 1000), {})]}
EAST, WEST = box(0, 0, 100, 100), box(200, 0, 300, 100)


def heaps(folder, **access):
    rows = [(key, shape, {"access": access.get(key)}) for key, shape in (("T074", EAST), ("T999", WEST))]
    return build(folder, {**COMMUNE, "slag_heaps": rows})


def write(territory, content):
    folder = territory_folder(territory.home, territory.code)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(content, encoding="utf-8")


def test_a_rule_closes_a_heap_that_its_layer_calls_open(tmp_path):
    territory = heaps(tmp_path, T074="open", T999="open")
    assert closed_heaps(territory, territory.layer("slag_heaps")).tolist() == [True, False]
    assert closed_ground(territory).equals(EAST)


def test_a_heap_closed_by_its_layer_needs_no_rule(tmp_path):
    territory = heaps(tmp_path, T999="closed")
    assert closed_heaps(territory, territory.layer("slag_heaps")).tolist() == [True, True]


def test_a_commune_hears_of_its_own_heaps_only(tmp_path):
    assert set(heap_rules(heaps(tmp_path))) == {"T074"}
    assert heap_rules(build(tmp_path / "none", COMMUNE)) == {}


def test_a_rule_of_the_commune_goes_before_the_general_one(tmp_path):
    territory = heaps(tmp_path)
    write(territory, "[T999]\nclosed = true\n")
    assert set(heap_rules(territory)) == {"T074", "T999"}
    assert shapely.area(closed_ground(territory)) == EAST.area + WEST.area


@pytest.mark.parametrize("content", ["[T074", "[T074]\nhigh = true\n", "T074 = 3\n"])
def test_a_broken_file_of_rules_is_named(tmp_path, content):
    territory = heaps(tmp_path)
    write(territory, content)
    with pytest.raises(LayerError, match=FILE):
        heap_rules(territory)


def test_every_general_rule_names_its_source(territory):
    rules = heap_rules(territory)
    assert rules["T074"].closed
    assert all(rule.source_url.startswith("https://") for rule in rules.values())
