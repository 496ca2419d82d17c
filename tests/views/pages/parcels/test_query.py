from __future__ import annotations

import pytest
import shapely

from gis.crs import projection_of
from gis.errors import InputError
from gis.parcels import parcels_of
from tests.gis.small_territory import METRES
from views.pages.parcels.query import (
    ParcelQuery,
    ask_drawn,
    ask_hit,
    ask_point,
    ask_text,
    coordinates,
    shape_code,
    shape_of_code,
)


@pytest.mark.parametrize(
    "text", ["50.4567 2.7912", "50.4567, 2.7912", "2.7912;50.4567", " 50,4567  2,7912 ", "+50.4567 2.7912"]
)
def test_degrees_are_read_in_either_order(text):
    assert coordinates(METRES, text) == (pytest.approx(2.7912), pytest.approx(50.4567))


def test_metres_are_read_as_lambert_93():
    x, y = METRES.point_to_metres(2.7912, 50.4567)
    assert coordinates(METRES, f"{x:.1f} {y:.1f}") == (
        pytest.approx(2.7912, abs=1e-5),
        pytest.approx(50.4567, abs=1e-5),
    )


@pytest.mark.parametrize("text", ["AB 123", "12", "999 999", "50.4 2.7 3.1", "", "a b"])
def test_what_is_no_pair_of_coordinates_is_none(text):
    assert coordinates(METRES, text) is None


def test_one_parcel_is_answered_and_a_section_asked_about(territory):
    one = ask_text(territory, "ab 12")
    assert (one.ids, one.question) == (("62528000AB0012",), "")
    section = ask_text(territory, "AB")
    assert len(section.ids) > 1
    assert section.question


def test_a_place_leads_to_its_parcel_and_a_street_is_asked_about(territory):
    assert ask_text(territory, "mairie").ids or ask_text(territory, "mairie").hits
    found = ask_text(territory, "rue Léon Blum")
    assert found.hits
    answer = ask_hit(territory, found.hits[0])
    assert set(answer.ids) <= set(parcels_of(territory).ids)


def test_nothing_of_that_name_is_said(territory):
    with pytest.raises(InputError, match="xyzzy"):
        ask_text(territory, "xyzzy quux")


def test_a_click_never_moves_the_map(territory):
    parcels = parcels_of(territory)
    spot = shapely.point_on_surface(parcels.layer.geometry[0])
    answer = ask_point(territory, *METRES.point_to_lonlat(shapely.get_x(spot), shapely.get_y(spot)))
    assert answer.ids == (parcels.ids[0],)
    assert not answer.go


def code_of(shape):
    return shape_code(ParcelQuery(shape=shape, projection=METRES))


def test_a_shape_comes_back_from_the_address_as_it_was(territory):
    shape = shapely.box(*shapely.bounds(shapely.buffer(shapely.point_on_surface(territory.commune), 40)))
    again = shape_of_code(territory, code_of(shape)).shape
    assert shapely.hausdorff_distance(shape, again) < 0.02


def test_a_drawn_shape_comes_back_to_the_millimetre(territory):
    lon, lat = 2.791234567891, 50.456789123456
    ring = [[lon, lat], [lon + 0.00213, lat], [lon + 0.00213, lat + 0.0017], [lon, lat]]
    drawn = ask_drawn(territory, {"type": "Polygon", "coordinates": [ring]}).shape
    again = shape_of_code(territory, code_of(drawn)).shape
    assert shapely.hausdorff_distance(drawn, again) < 1e-3
    assert code_of(again) == code_of(drawn)


def test_shapes_that_no_address_holds_have_no_code():
    point = shapely.Point(684_000, 7_040_000)
    assert code_of(shapely.buffer(point, 50, quad_segs=40)) == ""
    assert code_of(shapely.buffer(point, 50).difference(shapely.buffer(point, 10))) == ""


@pytest.mark.parametrize("code", ["", "1", "a,b;c,d", "1,2;3", "1,2,3;4,5,6", "2.7,50.4;2.8,50.4"])
def test_a_cut_address_is_refused_kindly(territory, code):
    with pytest.raises(InputError):
        shape_of_code(territory, code)


def test_a_drawing_that_crosses_itself_is_mended_and_told(territory):
    lon, lat = 2.7912, 50.4567
    ring = [[lon, lat], [lon + 0.001, lat + 0.001], [lon + 0.001, lat], [lon, lat + 0.001], [lon, lat]]
    answer = ask_drawn(territory, {"type": "Polygon", "coordinates": [ring]})
    assert answer.notes
    assert shapely.is_valid(answer.shape)


@pytest.mark.parametrize("text", ["340000 7680000", "-20.9697; 55.4621", "55.4621 -20.9697"])
def test_coordinates_overseas_are_degrees_or_metres_of_the_legal_system(text):
    lon, lat = coordinates(projection_of("97411"), text)
    assert (lon, lat) == pytest.approx((55.4609, -20.9736), abs=0.005)
    assert coordinates(METRES, text) is None
