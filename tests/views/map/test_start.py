"""The first view shows what there is: the mission where it has data, else land use."""

from __future__ import annotations

import pytest

from gis.territory import Territory, first_layers, write_layer
from tests.gis.small_territory import CODE, box, frame, line
from views.map.map_component import map_data
from views.map.spec import MapSpec
from views.map.start import MOST_FROM_AFAR, first_address, first_view, least_zoom

MISSION = ("slag_heaps", "green_belt", "organic_farmland", "hedges", "nourishing_gardens")
OWN = {
    "parcels": {"prefix": "000", "section": "0B", "number": "0001", "contenance_m2": 100, "use": None},
    "buildings": {"kind": "hard"},
    "paths": {"kind": "path"},
    "hedges": {},
    "farmland": {},
    "commune": {},
}


def town(folder, *keys, count=1):
    for key in ("commune", *keys):
        at = line((0, 0), (9, 9)) if key in {"paths", "hedges"} else box(0, 0, 9, 9)
        rows = [(f"{key}-{number}", at, OWN[key]) for number in range(count if key != "commune" else 1)]
        write_layer(folder / CODE, key, frame(rows, status="official"), provenance={"source": "a test"})
    (folder / CODE / "territory.json").write_text('{"name": "Là", "centre": [2.77, 50.44]}', encoding="utf-8")
    return Territory(CODE, home=folder, embedded=folder / "none")


def test_the_embedded_commune_begins_with_the_mission_seen_whole(territory):
    address = first_address({}, territory)
    assert address.layers == MISSION
    assert address.view is None
    assert [least_zoom(territory, territory.themes[key]) for key in ("parcels", "paths")] == [15, 14]


def test_a_commune_of_parcels_buildings_and_paths_begins_with_them_drawn(tmp_path):
    found = town(tmp_path, "parcels", "buildings", "paths")
    address = first_address({}, found)
    assert address.layers == ("parcels", "buildings", "paths")
    assert address.view is None
    asked = map_data(found, MapSpec(key="carte", layers=address.layers))["prefetch"]
    assert [any(f"/{key}." in item for item in asked) for key in address.layers] == [True] * 3


def test_few_themes_of_the_mission_are_filled_up_with_land_use(tmp_path):
    found = town(tmp_path, "hedges", "farmland", "parcels")
    assert first_layers(found) == ("hedges", "parcels", "farmland")
    assert least_zoom(found, found.themes["parcels"]) == 15


def test_an_empty_layer_is_none_to_begin_with(tmp_path):
    found = town(tmp_path, "paths")
    nothing = frame([("hedge", line((0, 0), (9, 9)), {})]).iloc[:0]
    write_layer(tmp_path / CODE, "hedges", nothing, provenance={"source": "a test"})
    assert first_layers(Territory(CODE, home=tmp_path, embedded=tmp_path / "none")) == ("paths",)
    assert first_layers(found) == ("paths",)


def test_too_many_parcels_to_draw_at_once_are_seen_from_near(tmp_path):
    found = town(tmp_path, "parcels", count=MOST_FROM_AFAR + 1)
    view = first_view(found)
    assert (view.lat, view.lon, view.zoom) == (50.44, 2.77, 15.0)
    assert least_zoom(found, found.themes["parcels"]) == 15


@pytest.mark.parametrize("asked", [{"layers": "commune"}, {"lat": "50.4", "lon": "2.7", "z": "12"}])
def test_what_an_address_asks_for_is_not_moved(tmp_path, asked):
    found = town(tmp_path, "parcels", count=MOST_FROM_AFAR + 1)
    view = first_address(asked, found).view
    assert view is None or view.zoom == 12
