from __future__ import annotations

import numpy as np
import pytest
import shapely

from gis import green
from gis.connectivity import CLASSES
from gis.errors import LayerMissingError
from gis.green.landscape import cells
from gis.territory import Territory
from gis.words import use_language
from tests.gis.small_territory import box, build, line, point

COMMUNE = ("62528", box(0, 0, 1000, 1000), {})


def stretch(key, *points, **columns):
    return key, line(*points), {"width_m": 8.0, "kind": "edge_path", "edible": False, **columns}


def measured(folder, *rows, **layers):
    return green.belt(build(folder, {"commune": [COMMUNE], "green_belt": rows, **layers}))


def test_a_closed_ring_has_no_gap(tmp_path):
    found = measured(
        tmp_path,
        stretch("G1", (0, 0), (100, 0), (100, 100), width_m=4.0),
        stretch("G2", (100, 100), (0, 100), (0, 0), edible=True, width_m=14.0, kind="former_railway"),
    )
    assert (found.length_m, found.parts, found.closed, found.gaps) == (400.0, 1, True, [])
    assert (found.continuity_pct, found.edible_pct) == (100.0, 50.0)
    assert found.by_kind == {"edge_path": 200.0, "former_railway": 200.0}
    assert [row["length_m"] for row in found.by_width] == [200.0, 200.0]


def test_gaps_are_told_with_their_widths(tmp_path):
    found = measured(tmp_path, stretch("G1", (0, 0), (100, 0)), stretch("G2", (130, 0), (130, 170)))
    assert found.parts == 2
    assert not found.closed
    widths = [gap.width_m for gap in found.gaps]
    assert widths == pytest.approx([30.0, np.hypot(130, 170)])
    assert found.continuity_pct == pytest.approx(100 * 270 / (300 + np.hypot(130, 170)))


def test_an_end_two_decimetres_away_is_no_gap(tmp_path):
    found = measured(tmp_path, stretch("G1", (0, 0), (100, 0)), stretch("G2", (100.2, 0), (200, 0)))
    assert found.parts == 1
    assert [gap.width_m for gap in found.gaps] == pytest.approx([200.0])


def test_unknown_fruit_is_not_counted_as_none(tmp_path):
    found = measured(
        tmp_path, stretch("G1", (0, 0), (100, 0), edible=None), stretch("G2", (100, 0), (150, 0), edible=True)
    )
    assert found.edible_pct == 100.0
    assert found.edible_unknown_m == 100.0
    assert measured(tmp_path / "b", stretch("G1", (0, 0), (1, 0), edible=None)).edible_pct is None


def test_no_belt_is_no_data(tmp_path):
    with pytest.raises(LayerMissingError):
        green.belt(build(tmp_path, {"commune": [COMMUNE]}))


def test_hedges_are_counted_by_field_and_by_radius(tmp_path):
    territory = build(tmp_path, {
        "commune": [COMMUNE],
        "farmland": [("F1", box(100, 100, 300, 300), {}), ("F2", box(700, 700, 900, 900), {})],
        "hedges": [("H1", line((100, 305), (300, 305)), {}), ("H2", line((600, 0), (600, 50)), {})],
    })  # fmt: skip
    found = green.hedge_density(territory)
    assert found.by_field == pytest.approx([200 / 4, 0])
    assert found.whole == pytest.approx(250 / 100)
    assert found.by_radius[5_000.0] == pytest.approx([2.5, 2.5])
    middle = np.array([point(200, 305)])
    assert green.around(territory, middle, radius_m=200.0) == pytest.approx([200 / (np.pi * 4)], rel=1e-3)
    assert found.as_dict()["fields_without"] == 1


def test_a_place_outside_the_commune_has_no_density(tmp_path):
    territory = build(tmp_path, {"commune": [COMMUNE], "hedges": [("H1", line((0, 0), (10, 0)), {})]})
    assert np.isnan(green.around(territory, np.array([point(-5000, -5000)]), radius_m=200.0)).all()
    with pytest.raises(LayerMissingError):
        green.around(build(tmp_path / "none", {"commune": [COMMUNE]}), np.array([point(1, 1)]), radius_m=1.0)


HOMES = [
    ("625280000A0001", box(0, 90, 10, 100), {"use": "town"}),
    ("625280000A0002", box(600, 90, 610, 100), {"use": "town"}),
    ("625280000A0003", box(0, 300, 10, 310), {"use": "field"}),
]
STREETS = [("P1", line((0, 80), (900, 80)), {"kind": "street", "access": "open", "bridge": 0})]


def test_homes_are_near_the_belt_by_the_way_that_one_walks(tmp_path):
    ring = [stretch("G1", (0, 0), (0, 80))]
    paths = [*STREETS, ("P2", line((0, 0), (0, 80)), {"kind": "path", "access": "open", "bridge": 0})]
    territory = build(tmp_path, {"commune": [COMMUNE], "parcels": HOMES, "green_belt": ring, "paths": paths})
    found = green.belt_nearness(territory)
    assert (found.by, found.parcels, found.share_pct) == ("walking", 2, 50.0)
    assert found.median_m == pytest.approx((15 + 15 + 605 + 5) / 2, abs=6)


def test_where_parcels_do_not_say_their_use_those_with_a_solid_building_count(tmp_path):
    parcels = [(key, shape, {}) for key, shape, _ in HOMES]
    houses = [
        ("b1", box(0, 90, 9, 99), {"kind": "hard"}),
        ("b2", box(600, 90, 609, 99), {"kind": "light"}),
        ("b3", box(0, 300, 5, 305), {"kind": "hard"}),
    ]
    layers = {"commune": [COMMUNE], "parcels": parcels, "green_belt": [stretch("G1", (0, 0), (0, 80))]}
    assert green.belt_nearness(build(tmp_path / "bare", layers)).homes == ""
    found = green.belt_nearness(build(tmp_path / "built", {**layers, "buildings": houses}))
    assert (found.homes, found.parcels, found.share_pct) == ("built", 1, 100.0)
    assert green.belt_nearness(build(tmp_path / "told", {**layers, "parcels": HOMES})).homes == "dwelling"


def test_without_paths_the_distance_is_straight_and_says_so(tmp_path):
    ring = [stretch("G1", (0, 0), (0, 80))]
    territory = build(tmp_path, {"commune": [COMMUNE], "parcels": HOMES, "green_belt": ring})
    assert green.belt_nearness(territory).by == "straight"


def test_what_nobody_knows_of_3_30_300_is_no_data(tmp_path):
    closed = [
        ("T074", box(0, 0, 5, 5), {"access": "closed"}),
        ("T059", box(9, 9, 20, 20), {"access": "unknown"}),
    ]
    territory = build(tmp_path, {"commune": [COMMUNE], "parcels": HOMES, "slag_heaps": closed})
    rule = green.three_thirty_three_hundred(territory)
    assert [rule[key]["verdict"] for key in ("3", "30", "300")] == ["no_data"] * 3
    assert rule["300"]["value"] is None
    with use_language("en"):
        told = green.three_thirty_three_hundred(territory)
    assert "every tree" in told["3"]["needs"]
    assert "crowns" in told["30"]["needs"]
    assert green.belt_nearness(territory).share_pct is None


def test_the_mosaic_of_two_halves_has_the_metrics_of_the_formulas(tmp_path):
    territory = build(tmp_path, {
        "commune": [COMMUNE],
        "farmland": [("F1", box(0, 0, 500, 1000), {})],
        "slag_heaps": [("T1", box(500, 0, 1000, 1000), {})],
    })  # fmt: skip
    assert np.unique(cells(territory)).tolist() == [CLASSES.index("arable") + 1, CLASSES.index("habitat") + 1]
    found = green.mosaic_of(territory)
    assert found.by_class["arable"]["proportion_of_landscape"] == pytest.approx(50)
    assert found.landscape["shannon_diversity_index"] == pytest.approx(np.log(2))
    assert found.landscape["effective_mesh_size"] == pytest.approx(50)
    for language in ("fr", "en"):
        with use_language(language):
            assert any("50" in sentence for sentence in found.reading())


def test_the_whole_summary_has_null_where_nothing_is_known(tmp_path):
    found = green.green_summary(build(tmp_path, {"commune": [COMMUNE]}))
    assert found["belt"] is None
    assert found["hedges"] is None
    assert found["mosaic"] is None


def test_the_embedded_belt_is_the_published_ring():
    found = green.belt(Territory())
    assert found.closed
    assert 16_000 <= found.length_m <= 16_500
    assert shapely.length(np.array([gap.line for gap in found.gaps], dtype=object)).sum() == 0
