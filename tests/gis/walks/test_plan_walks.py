from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.errors import WalkError
from gis.network import Network, PathStates
from gis.rights import Actor, operator
from gis.walks import AVOID, THEMES, WalkRequest, plan_loops, plan_route, start_at
from gis.walks.loops.selection import BAND, OVERLAP
from tests.gis.small_territory import CODE, METRES, X0, Y0, box, build, line, point
from tests.gis.small_town import path, town

HERE = (X0 + 1500, Y0 + 1200)
DAY = dt.date(2026, 9, 5)
SET = {"reason": "works", "actor": operator(), "until": DAY}


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    return town(tmp_path_factory.mktemp("town"))


def square(tmp_path, **layers):
    rows = [path("A", (0, 0), (500, 0)), path("B", (500, 0), (500, 500)), path("C", (500, 500), (0, 500))]
    rows.append(path("D", (0, 500), (0, 0)))
    return build(tmp_path, {"commune": [(CODE, box(-99, -99, 3000, 3000), {})], "paths": rows, **layers})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.tuples(st.floats(0, 3200), st.floats(0, 3200)),
    st.floats(2000, 11_000),
    st.sampled_from(["", *THEMES]),
    st.sets(st.sampled_from(AVOID)),
)
def test_every_loop_is_closed_connected_in_its_band_and_never_on_closed_ground(
    territory, at, metres, theme, avoid
):
    start = (X0 + at[0], Y0 + at[1])
    found = plan_loops(territory, WalkRequest(start, metres, theme=theme, avoid=frozenset(avoid), day=DAY))
    closed = box(1800, 1800, 2300, 2300)
    told = any("plus proche fait" in note for note in found.notes)
    assert found.walks
    for walk in found.walks:
        xy = shapely.get_coordinates(walk.route.geometry)
        assert np.hypot(*(xy[0] - xy[-1])) < 0.02
        ends = np.where(walk.route.forward, walk.route.end, walk.route.start)
        assert (ends >= -1e-9).all()
        assert walk.route.geometry.length == pytest.approx(walk.length_m, rel=0.01, abs=5)
        assert told or abs(walk.length_m / metres - 1) <= BAND
        assert walk.route.geometry.intersection(closed).length < 1e-6
        assert not set(walk.network.edges["path"].to_numpy()[walk.route.edges]) & {"C1", "M1", "I1"}


def test_three_loops_differ_and_hardly_repeat(territory):
    walks = plan_loops(territory, WalkRequest(HERE, 6000, day=DAY)).walks
    assert len(walks) == 3
    for walk in walks:
        assert walk.repeated_pct < 6
        for other in walks:
            if other is not walk:
                assert walk.route.shared(other.route) < OVERLAP * min(walk.length_m, other.length_m)


def test_a_duration_is_kept_climb_included(territory):
    for walk in plan_loops(territory, WalkRequest(HERE, minutes=90, theme="heaps", day=DAY)).walks:
        assert walk.minutes == pytest.approx(90, rel=0.25)


def test_what_is_to_be_avoided_is_avoided(territory):
    steep = plan_loops(territory, WalkRequest((X0 + 1250, Y0 + 1700), 3000, theme="heaps", day=DAY)).walks
    flat = plan_loops(
        territory, WalkRequest((X0 + 1250, Y0 + 1700), 3000, avoid=frozenset({"steep"}), day=DAY)
    ).walks
    assert min(walk.steep_m for walk in flat) < min(walk.steep_m for walk in steep)


def test_a_theme_draws_the_walk_to_it(territory):
    belt = plan_loops(territory, WalkRequest(HERE, 5000, theme="green_belt", day=DAY)).walks
    plain = plan_loops(territory, WalkRequest(HERE, 5000, day=DAY)).walks
    assert max(walk.green_pct for walk in belt) >= max(walk.green_pct for walk in plain)


@pytest.fixture(scope="module")
def views(tmp_path_factory):
    """Return the square town with a dead end to a viewpoint."""
    rows = [path("A", (0, 0), (500, 0)), path("B", (500, 0), (500, 500)), path("C", (500, 500), (0, 500))]
    rows += [path("D", (0, 500), (0, 0)), path("S", (500, 250), (650, 250), kind="path")]
    layers = {
        "commune": [(CODE, box(-99, -99, 3000, 3000), {})],
        "paths": rows,
        "places": [("view", point(660, 250), {"category": "viewpoint", "name": "Belvédère"})],
    }
    return build(tmp_path_factory.mktemp("views"), layers)


def test_a_walk_over_the_heaps_goes_up_to_the_viewpoint_and_back(views):
    asked = WalkRequest((X0, Y0), 2300, theme="heaps", alternatives=1, day=DAY)
    [walk] = plan_loops(views, asked).walks
    assert walk.length_m == pytest.approx(2300, abs=5)
    assert walk.route.geometry.distance(point(650, 250)) < 0.1
    assert walk.repeated_pct == pytest.approx(100 * 150 / 2300, abs=0.2)
    assert "Belvédère" in walk.why


@pytest.mark.parametrize("told", [{"theme": "heaps", "length_m": 2000}, {"length_m": 2300}])
def test_no_way_to_a_viewpoint_where_it_does_not_fit_or_nobody_asked(views, told):
    [walk] = plan_loops(views, WalkRequest((X0, Y0), alternatives=1, day=DAY, **told)).walks
    assert walk.length_m == pytest.approx(2000, abs=5)


def test_a_way_to_a_viewpoint_that_is_closed_today_is_not_taken(views):
    marks = PathStates.of(views)
    mark = marks.add("closed", line((500, 250), (650, 250)), since=DAY, **SET)
    [walk] = plan_loops(views, WalkRequest((X0, Y0), 2300, theme="heaps", alternatives=1, day=DAY)).walks
    marks.end(mark.id, actor=operator())
    assert walk.length_m == pytest.approx(2000, abs=5)


def amenity(key, x, y, category, *, access="unknown"):
    return key, point(x, y), {"category": category, "access": access, "name": ""}


def test_water_and_benches_are_told_where_they_are_known_and_absence_is_not_none(tmp_path):
    seen = [amenity("w", 250, 20, "water"), amenity("b1", 480, 490, "bench"), amenity("b2", 20, 400, "bench")]
    seen += [amenity("far", 250, 250, "bus"), amenity("shut", 250, -20, "toilets", access="closed")]
    territory = square(tmp_path, osm_amenities=seen)
    [walk] = plan_loops(territory, WalkRequest((X0, Y0), 2000, alternatives=1, day=DAY)).walks
    told = {item.name: item for item in walk.passes if item.layer == "osm_amenities"}
    assert set(told) == {"Eau potable", "Banc"}
    assert told["Banc"].text == "2 le long du chemin"
    [none] = [text for text in walk.warnings if "OpenStreetMap" in text]
    assert "bus, toilettes" in none
    assert "eau" not in none


def test_heaps_come_with_rescue_and_belvedere_and_unknown_services_are_said(territory):
    walks = plan_loops(territory, WalkRequest((X0 + 1250, Y0 + 1900), 3000, theme="heaps", day=DAY)).walks
    text = " ".join(walks[0].warnings)
    assert "18" in text
    assert "belvédère" in text
    assert "Pas de donnée sur\u00a0: bancs" in text.replace(" :", "\u00a0:")


def test_what_is_ripe_follows_the_month(territory):
    here = (X0 + 730, Y0 + 730)
    september = plan_loops(territory, WalkRequest(here, 3000, day=DAY)).walks[0]
    march = plan_loops(territory, WalkRequest(here, 3000, day=dt.date(2026, 3, 5))).walks[0]
    assert {species.key for item in september.ripe for species in item.species} == {"apple", "plum"}
    assert march.ripe == []


@pytest.mark.parametrize("metres", [0.0, -3.0, 500_000.0, float("nan"), float("inf")])
def test_impossible_lengths_name_the_nearest_that_works(territory, metres):
    with pytest.raises(WalkError, match="Au plus près"):
        plan_loops(territory, WalkRequest(HERE, metres))


def test_a_start_in_a_field_is_moved_and_said(territory):
    found = plan_loops(territory, WalkRequest((X0 - 130, Y0 + 700), 3000, day=DAY))
    assert "part du plus proche" in found.notes[0]


def test_a_start_in_another_country_names_the_nearest_start(territory):
    with pytest.raises(WalkError, match="Le plus proche est à 50"):
        plan_loops(territory, WalkRequest((X0 + 200_000, Y0), 3000))


def test_a_start_on_an_island_leaves_from_the_nearest_path_that_goes_on(territory):
    found = plan_loops(territory, WalkRequest((X0 + 22 * 150 + 600, Y0), 3000, day=DAY))
    assert "ne mène nulle part" in found.notes[0]
    assert found.walks


def test_a_length_that_no_loop_has_gives_the_nearest_and_says_so(tmp_path):
    found = plan_loops(square(tmp_path), WalkRequest((X0, Y0), 1200, alternatives=1))
    assert found.walks[0].length_m == pytest.approx(2000)
    assert any("La plus proche fait" in note for note in found.notes)


def test_where_no_loop_exists_the_walk_goes_out_and_back(tmp_path):
    rows = [path("A", (0, 0), (2000, 0))]
    lonely = build(tmp_path, {"commune": [(CODE, box(-99, -99, 3000, 99), {})], "paths": rows})
    found = plan_loops(lonely, WalkRequest((X0 + 1000, Y0), 1500))
    assert "aller et retour" in " ".join(found.notes)
    assert found.walks[0].repeated_pct == pytest.approx(50, abs=1)


def test_a_stretch_marked_closed_leaves_loops_until_its_end(tmp_path):
    territory = square(tmp_path)
    today = dt.date(2026, 5, 1)
    until = dt.date(2026, 5, 9)
    marks = PathStates.of(territory)
    marks.add("closed", line((100, 0), (400, 0)), since=today, **SET | {"until": until})
    during = plan_loops(territory, WalkRequest((X0, Y0 + 250), 2000, day=today))
    after = plan_loops(territory, WalkRequest((X0, Y0 + 250), 2000, day=dt.date(2026, 5, 10), alternatives=1))
    edge = Network.of(territory).edges["path"].eq("A").to_numpy()
    assert not edge[during.walks[0].route.edges].any()
    assert edge[after.walks[0].route.edges].any()


def test_muddy_stretches_stay_in_and_are_told(tmp_path):
    territory = square(tmp_path)
    PathStates.of(territory).add("muddy", line((0, 0), (500, 0)), since=DAY, **SET)
    walk = plan_loops(territory, WalkRequest((X0, Y0), 2000, day=DAY, alternatives=1)).walks[0]
    assert any("boueux" in text for text in walk.warnings)


def closed_by_a_visitor(territory):
    return PathStates.of(territory).add(
        "closed", line((0, 0), (500, 0)), since=DAY, **SET | {"actor": Actor("session:anna", "visitor")}
    )


def test_a_closure_not_checked_yet_stays_in_and_is_told_and_its_author_walks_around_it(tmp_path):
    territory = square(tmp_path)
    mark = closed_by_a_visitor(territory)
    asked = WalkRequest((X0, Y0 + 250), 2000, day=DAY, alternatives=1)
    others = plan_loops(territory, asked).walks[0]
    own = plan_loops(territory, dataclasses.replace(asked, owner=mark.owner)).walks[0]
    edge = Network.of(territory).edges["path"].eq("A").to_numpy()
    assert edge[others.route.edges].any()
    assert any("pas encore vérifié" in text for text in others.warnings)
    assert not edge[own.route.edges].any()
    assert not any("vérifié" in text for text in own.warnings)
    PathStates.of(territory).check(mark.id, actor=operator())
    assert not edge[plan_loops(territory, asked).walks[0].route.edges].any()


def test_one_line_through_every_path_keeps_nobody_at_home(tmp_path):
    territory = square(tmp_path)
    corners = [(0, 0), (500, 0), (500, 500), (0, 500), (0, 0)]
    for one, other in itertools.pairwise(corners):
        PathStates.of(territory).add(
            "closed", line(one, other), since=DAY, **SET | {"actor": Actor("session:anna", "visitor")}
        )
    assert plan_loops(territory, WalkRequest((X0, Y0), 2000, day=DAY)).walks


def test_where_marks_cannot_be_read_a_walk_goes_on_and_says_so(tmp_path):
    territory = square(tmp_path)
    closed_by_a_visitor(territory)
    (territory.home / "atlas.sqlite3").write_bytes(b"no database" * 500)
    walk = plan_loops(territory, WalkRequest((X0, Y0), 2000, day=DAY, alternatives=1)).walks[0]
    assert any("des fermetures peuvent manquer" in text for text in walk.warnings)


def test_a_way_through_stops_is_as_long_as_its_legs(territory):
    stops = [HERE, (X0 + 600, Y0 + 1500), (X0 + 2400, Y0 + 1300)]
    (walk,) = plan_route(territory, stops, day=DAY).walks
    metres = Network.of(territory).matrix(np.array(stops))
    assert walk.length_m >= metres[0, 1] + metres[1, 2] - 0.01
    assert walk.cues[-1].turn == "arrive"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"theme": "moon"}, "n’existe pas"),
        ({"avoid": frozenset({"rain"})}, "éviter"),
        ({"alternatives": 0}, "entre 1 et"),
        ({"minutes": 60.0}, "l’une des deux"),
        ({"length_m": None}, "l’une des deux"),
        ({"length_m": None, "minutes": 1.0}, "minutes"),
        ({"start": (float("nan"), 0.0)}, "lieu sur la carte"),
    ],
)
def test_bad_wishes_are_told_apart(territory, change, words):
    with pytest.raises(WalkError, match=words):
        plan_loops(territory, dataclasses.replace(WalkRequest(HERE, 3000), **change))


def test_degrees_are_checked():
    with pytest.raises(WalkError, match="degrés"):
        start_at(METRES, 120.0, 2.7)
    assert start_at(METRES, 50.46, 2.79) == pytest.approx((685_068, 7_040_301), abs=400)


def test_the_document_has_the_keys_of_the_contract(territory):
    loop = plan_loops(territory, WalkRequest(HERE, 4000, day=DAY)).as_dict()["loops"][0]
    contract = {
        "length_m", "ascent_m", "descent_m", "duration_min", "repeated_pct", "green_pct", "surface",
        "steep_m", "difficulty", "passes", "warnings", "geometry",
    }  # fmt: skip
    assert contract <= set(loop)
    assert sum(loop["surface"].values()) == pytest.approx(100, abs=0.5)
    assert loop["geometry"]["coordinates"][0] == loop["geometry"]["coordinates"][-1]


def test_a_loop_longer_than_three_legs_reach_still_comes_close(territory):
    found = plan_loops(territory, WalkRequest(HERE, 20_000, day=DAY))
    assert found.walks[0].length_m == pytest.approx(20_000, rel=BAND)
    assert found.walks[0].repeated_pct < 10
