from __future__ import annotations

import json

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.dossier import dossier_of, dossier_of_shape, warm
from gis.dossier.answers import directions
from gis.errors import AmbiguousError, FootprintError
from gis.export.dossier import dossier_document
from gis.words import use_language
from tests.gis.small_territory import X0, Y0, box, build, line, parcel, point


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    layers = {
        "commune": [("62528", box(0, 0, 1000, 1000), {})],
        "parcels": [
            parcel("AB 1", box(0, 0, 100, 100), 9_950),
            parcel("AB 2", box(100, 0, 200, 100)),
            parcel("AB 3", box(500, 500, 600, 600), 10_000),
        ],
        "heritage": [("in", box(-50, -50, 25, 500), {"kind": "unesco_property"})],
        "farmland": [("f1", box(50, 0, 100, 60), {}), ("f2", box(50, 40, 100, 100), {})],
        "hedges": [("h1", line((10, 50), (150, 50)), {}), ("h2", line((600, 510), (600, 590)), {})],
        "paths": [("p1", line((0, 550), (700, 550)), {}), ("p2", line((700, 550), (700, 900)), {})],
        "green_belt": [("g1", line((700, 900), (0, 900)), {"width_m": 10.0})],
        "mine_shafts": [("s1", point(50, 50), {}), ("s2", point(300, 50), {})],
        "open_farmland": [("o1", box(100.005, 0, 300, 300), {})],
        "slag_heaps": [],
        "species_sites": [
            ("e1", box(0, 0, 10, 10), {"site": "heap", "group": "bird", "scientific_name": "A b"}),
            ("e2", box(0, 0, 1000, 1000), {"site": "commune", "group": "bird", "scientific_name": "C d"}),
        ],
    }
    layers = {key: rows for key, rows in layers.items() if rows}
    for _, _, columns in layers["species_sites"]:
        columns["sensitive"] = columns["site"] == "commune"
    return build(tmp_path_factory.mktemp("dossier"), layers)


@pytest.fixture(scope="module")
def dossier(territory):
    return dossier_of(territory, "ab1")


def test_a_polygon_theme_gives_area_share_and_count(dossier):
    answer = dossier.answer("heritage")
    assert (answer.verdict, answer.area_m2, answer.share_pct, answer.count) == ("concerned", 2500, 25, 1)
    assert answer.length_m is None


def test_features_that_overlap_are_counted_once_in_the_total_and_each_for_itself(dossier):
    answer = dossier.answer("farmland")
    assert answer.area_m2 == pytest.approx(5_000)
    assert [item.area_m2 for item in answer.items] == [3_000, 3_000]
    assert [item.share_pct for item in answer.items] == [30, 30]


def test_a_line_theme_gives_the_length_inside(dossier):
    answer = dossier.answer("hedges")
    assert (answer.length_m, answer.count, answer.area_m2, answer.share_pct) == (90, 1, None, None)


def test_a_point_theme_counts_the_points_inside(dossier):
    answer = dossier.answer("mine_shafts")
    assert (answer.verdict, answer.count, answer.area_m2, answer.length_m) == ("concerned", 1, None, None)


def test_each_feature_carries_its_status_and_source(dossier):
    item = dossier.answer("heritage").items[0]
    assert (item.id, item.status, item.source, item.source_date) == (
        "in",
        "illustrative",
        "drawn for a test",
        "2024",
    )


def test_a_theme_without_layer_has_no_data_and_is_never_called_absent(dossier):
    answer = dossier.answer("nourishing_gardens")
    assert (answer.verdict, answer.status) == ("no_data", "no_data")
    assert (answer.area_m2, answer.count, answer.nearest_m) == (None, None, None)


def test_a_theme_elsewhere_tells_how_far_and_where(territory):
    answer = dossier_of(territory, "AB 3").answer("heritage")
    assert answer.verdict == "not_concerned"
    assert (answer.area_m2, answer.share_pct, answer.count) == (0, 0, 0)
    assert (answer.nearest_m, answer.nearest_wind, answer.nearest_id) == (475, "w", "in")


def test_slivers_do_not_count(territory):
    sliver = box(99.99, 0, 199, 0.995)
    answer = dossier_of_shape(territory, shapely.union(sliver, box(0, 0, 99.99, 50)))
    assert answer.answer("open_farmland").verdict == "concerned"
    thin = dossier_of_shape(territory, box(0, 0, 100.01, 100)).answer("open_farmland")
    assert (thin.verdict, thin.area_m2, thin.nearest_m) == ("not_concerned", 0, 0)


def test_species_known_for_the_commune_only_are_on_no_parcel(dossier, territory):
    assert dossier.answer("species_sites").count == 1
    far = dossier_of(territory, "AB 3")
    assert far.answer("species_sites").verdict == "not_concerned"
    assert far.surroundings.sensitive_species is True
    assert far.surroundings.commune_species == {"bird": 1}


@pytest.mark.parametrize(
    ("to", "expected"),
    [((0, 9), "n"), ((9, 9), "ne"), ((9, 0), "e"), ((9, -9), "se"), ((0, -9), "s"), ((-9, 0), "w")],
)
def test_the_wind_points_to_the_nearest_feature(to, expected):
    assert directions(np.array([to, (0, 0)], dtype=float)) == [expected, ""]


def test_both_areas_are_told_and_the_measured_one_divides(dossier):
    assert (dossier.subject.contenance_m2, dossier.subject.gis_area_m2) == (9_950, 10_000)


def test_neighbours_are_the_parcels_that_touch(dossier):
    assert dossier.neighbours == ("62528000AB0002",)


def test_what_lies_around_is_counted_within_100_and_500_metres(dossier):
    near, wide = dossier.surroundings.rings
    assert (near.shafts, wide.shafts) == (1, 2)
    assert near.gardens is None
    assert near.hedges_m == pytest.approx(140)
    assert near.species == {"bird": 1}
    assert dossier.surroundings.hedge_density_m_ha == pytest.approx(140 / 8.1, rel=0.01)


def test_the_green_belt_is_reached_along_the_paths(territory):
    walk = dossier_of(territory, "AB 3").surroundings.belt_walk_m
    assert walk == pytest.approx(450, abs=25)
    assert dossier_of_shape(territory, box(10, 890, 50, 950)).surroundings.belt_walk_m == 0


def test_the_relief_is_nothing_where_unknown(dossier):
    assert dossier.terrain is None


def test_a_section_is_asked_about(territory):
    with pytest.raises(AmbiguousError):
        dossier_of(territory, "AB")


def test_a_footprint_outside_or_too_small_is_refused(territory):
    with pytest.raises(FootprintError):
        dossier_of_shape(territory, box(5000, 5000, 5100, 5100))
    with pytest.raises(FootprintError):
        dossier_of_shape(territory, box(0, 0, 0.5, 0.5))


def test_a_footprint_partly_outside_says_how_much(territory):
    assert dossier_of_shape(territory, box(-100, 0, 100, 100)).outside_m2 == pytest.approx(10_000)


def test_a_footprint_lists_the_parcels_that_it_meets(territory):
    assert dossier_of_shape(territory, box(90, 10, 110, 20)).neighbours == (
        "62528000AB0001",
        "62528000AB0002",
    )


def test_the_document_has_the_promised_keys(dossier):
    with use_language("en"):
        document = json.loads(json.dumps(dossier_document(dossier), allow_nan=False))
    assert {"parcel", "themes", "neighbours", "notices", "provenance"} <= set(document)
    assert {"id", "reference", "contenance_m2", "gis_area_m2", "centroid"} <= set(document["parcel"])
    assert {
        "key",
        "title",
        "verdict",
        "status",
        "area_m2",
        "share_pct",
        "length_m",
        "count",
        "nearest_m",
    } <= set(document["themes"][0])
    item = next(theme for theme in document["themes"] if theme["key"] == "heritage")["items"][0]
    assert {"id", "name", "area_m2", "share_pct", "length_m"} <= set(item)
    assert {"level", "text", "source"} <= set(document["notices"][0])
    assert {"layer", "source", "source_date", "status"} <= set(document["provenance"][0])
    assert document["illustrative"] is True
    assert document["parcel"]["centroid"] == pytest.approx([2.79, 50.46], abs=0.1)


def test_warming_leaves_the_answers_as_they_are(territory, dossier):
    warm(territory)
    assert dossier_document(dossier_of(territory, "AB 1")) == dossier_document(dossier)


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.floats(0, 400), st.floats(0, 400)),
    st.tuples(st.floats(5, 400), st.floats(5, 400)),
    st.floats(0.1, 0.9),
)
def test_a_shape_cut_in_two_gives_the_same_totals(territory, corner, size, at):
    west, south = corner
    east, north = west + size[0], south + size[1]
    middle = west + at * size[0]
    whole = dossier_of_shape(territory, box(west, south, east, north))
    parts = [
        dossier_of_shape(territory, box(west, south, middle, north)),
        dossier_of_shape(territory, box(middle, south, east, north)),
    ]
    for answer in whole.themes:
        halves = [part.answer(answer.key) for part in parts]
        if answer.area_m2 is not None:
            # Each side may lose one sliver of less than 1 m² a feature.
            assert sum(half.area_m2 for half in halves) == pytest.approx(answer.area_m2, abs=4)
            assert 0 <= answer.share_pct <= 100
        if answer.length_m is not None:
            assert sum(half.length_m for half in halves) == pytest.approx(answer.length_m, abs=4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 900)), min_size=3, max_size=8, unique=True))
def test_shares_stay_between_0_and_100(territory, points):
    shape = shapely.convex_hull(shapely.multipoints(np.add(points, (X0, Y0))))
    if shape.geom_type != "Polygon" or shape.area < 1:
        return
    dossier = dossier_of_shape(territory, shape)
    shares = [answer.share_pct for answer in dossier.themes if answer.share_pct is not None]
    assert all(0 <= share <= 100 for share in shares)
    assert all(0 <= item.share_pct <= 100 for item in dossier.answer("farmland").items)
