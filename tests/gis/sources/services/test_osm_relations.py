"""Relations of OpenStreetMap: routes as lines, areas with their holes, and what came without a shape told."""

from __future__ import annotations

import shapely

from gis.sources import SOURCES, Fetched, clean
from gis.sources.services import osm, osm_relations, overpass
from gis.territory import registry

LON, LAT = 2.744, 50.449


def at(*points):
    return [None if point is None else {"lat": LAT + point[1], "lon": LON + point[0]} for point in points]


def member(*points, role="outer"):
    return {"type": "way", "ref": 1, "role": role, "geometry": at(*points)}


def relation(identity, *members, **tags):
    return {"type": "relation", "id": identity, "tags": tags, "members": list(members)}


HALVES = (member((0, 0), (0.01, 0), (0.01, 0.01)), member((0.01, 0.01), (0, 0.01), (0, 0)))
HOLE = member((0.002, 0.002), (0.004, 0.002), (0.004, 0.004), (0.002, 0.002), role="inner")
PARK = relation(1, *HALVES, HOLE, type="multipolygon", leisure="park")
ROUTE = relation(2, member((0, 0), (0.01, 0), role=""), type="route", route="foot", ref="GR 121")


def told(layer, normalise, elements, place):
    fetched = Fetched(elements, "u")
    found = SOURCES[layer][-1].remarks(fetched, normalise(fetched, place))
    return {item.key: item.named for item in found}


def test_members_are_asked_for_with_their_shapes(asker, httpserver, place):
    httpserver.expect_request("/osm").respond_with_json({"elements": []})
    overpass.fetch(asker, place)
    assert httpserver.log[0][0].form["data"].endswith("out geom;")


def test_a_park_of_several_members_is_one_area_with_its_hole(place):
    frame = osm_relations.normalise_parks(Fetched([PARK, ROUTE], "u"), place)
    assert frame["id"].tolist() == ["osm/relation/1"]
    assert len(frame.geometry.iloc[0].interiors) == 1
    assert clean(frame, registry()["osm_parks"], outline=place.outline)[1].rejected == []


def test_a_route_is_a_line_with_its_kind_and_number(place):
    frame = osm_relations.normalise_routes(Fetched([PARK, ROUTE], "u"), place)
    assert frame[["kind", "ref"]].to_numpy().tolist() == [["hiking", "GR 121"]]
    assert frame.geometry.geom_type.tolist() == ["LineString"]
    assert clean(frame, registry()["osm_routes"], outline=place.outline)[1].rejected == []


def test_nothing_is_drawn_across_points_that_did_not_come(place):
    gap = relation(3, member((0, 0), (0.001, 0), None, (0.01, 0), (0.011, 0)), type="route", route="bicycle")
    frame = osm_relations.normalise_routes(Fetched([gap], "u"), place)
    assert len(shapely.get_parts(frame.geometry.iloc[0])) == 2


def test_a_relation_without_members_is_told_and_not_lost(place):
    bare = {"type": "relation", "id": 9, "tags": {"type": "route", "route": "hiking"}}
    found = told("osm_routes", osm_relations.normalise_routes, [bare, ROUTE, PARK], place)
    assert found == {"osm_shapeless": ("relation/9",)}


def test_a_relation_that_lacks_a_member_is_shown_in_part_and_told(place):
    part = relation(4, *ROUTE["members"], {"type": "way", "ref": 7, "role": ""}, type="route", route="horse")
    found = told("osm_routes", osm_relations.normalise_routes, [part], place)
    assert found == {"osm_cut": ("relation/4",)}


def test_a_table_tells_its_own_losses_only(place):
    open_ring = relation(5, HALVES[0], type="multipolygon", landuse="orchard")
    elements = [open_ring, relation(6, type="multipolygon", leisure="park")]
    assert told("osm_gardens", osm.normalise_gardens, elements, place) == {"osm_shapeless": ("relation/5",)}
    assert told("osm_trees", osm.normalise_trees, elements, place) == {}


def test_an_empty_reply_gives_empty_tables(place):
    fetched = Fetched([], "u")
    for normalise in (osm_relations.normalise_routes, osm_relations.normalise_parks, osm.normalise_amenities):
        assert normalise(fetched, place).empty
