from __future__ import annotations

import datetime as dt
import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.errors import WalkError
from gis.network import Network
from gis.network.walkable import closed_ground
from gis.tours import (
    THEMES,
    Lunch,
    Stop,
    TourRequest,
    Visit,
    find_stop,
    library,
    minutes_of,
    plan_tour,
    propose_stops,
    ready_tours,
    windows_of,
)
from gis.words import use_language
from tests.gis.small_territory import METRES, X0, Y0
from tests.gis.small_town import town

DAY = dt.date(2026, 9, 15)
CLASSIC = ("mairie", "eglise_st_vaast", "menadel", "base_1119", "cd2e", "belvedere74a")


def visit(territory, key, **fields):
    return Visit(find_stop(territory, key), **fields)


def planned(territory, *keys, start="09:00", end="", at=(), open_=(), **fields):
    at, open_ = dict(at), dict(open_)
    visits = tuple(
        visit(
            territory,
            key,
            at=minutes_of(at[key]) if key in at else None,
            windows=windows_of(open_[key]) if key in open_ else None,
        )
        for key in keys
    )
    fields = {"day": DAY, **fields}
    return plan_tour(
        territory, TourRequest(visits, minutes_of(start), minutes_of(end) if end else None, **fields)
    )


def kinds(tour):
    return [conflict.kind for conflict in tour.conflicts]


def order(tour):
    return [row.stop.id for row in tour.rows]


def test_half_a_day_fits_and_its_document_is_plain(territory):
    tour = planned(territory, *CLASSIC)
    document = json.loads(json.dumps(tour.as_dict()))
    assert tour.feasible
    assert tour.proven
    assert len(document["stops"]) == 6
    assert set(document["stops"][0]) >= {"id", "arrive", "leave", "walk_m", "walk_min"}
    assert document["total_walk_m"] == pytest.approx(sum(stop["walk_m"] for stop in document["stops"]), abs=6)
    assert document["geometry"]["type"] == "LineString"
    assert document["end"] == document["stops"][-1]["leave"]


def test_the_order_asked_for_does_not_matter_to_the_length(territory):
    lengths = {round(planned(territory, *CLASSIC[shift:], *CLASSIC[:shift]).total_m) for shift in range(6)}
    assert max(lengths) - min(lengths) <= 1


def test_no_order_walks_less(territory):
    tour = planned(territory, *CLASSIC)
    metres = tour.ground.metres
    best = min(
        sum(metres[a, b] for a, b in itertools.pairwise(way)) for way in itertools.permutations(range(6))
    )
    assert tour.total_m == pytest.approx(best, abs=1)


def test_the_guides_own_order_is_kept_when_asked_and_the_times_follow(territory):
    backwards = CLASSIC[::-1]
    tour = planned(territory, *backwards, keep_order=True)
    assert order(tour) == list(backwards)
    assert all(a.leave <= b.arrive for a, b in itertools.pairwise(tour.rows))
    assert planned(territory, *backwards).total_m <= tour.total_m


def test_no_way_enters_the_closed_cone(territory):
    ground = closed_ground(territory).buffer(-1)
    tour = planned(territory, "mairie", "plateau_terrils", "belvedere74a", "base_1119")
    assert all(not leg.line.intersects(ground) for leg in tour.legs)


@pytest.mark.parametrize("key", ["T074"])
def test_a_closed_heap_is_named_and_the_rest_is_planned(territory, key):
    tour = planned(territory, "mairie", key, "base_1119")
    assert kinds(tour) == ["closed"]
    assert "T074" in tour.conflicts[0].text
    assert order(tour) == ["mairie", "base_1119"]
    assert not tour.feasible


def test_a_stop_put_on_the_closed_cone_by_hand_is_refused_too(territory):
    cone = find_stop(territory, "T074")
    own = Stop(id="own-1", name="Sommet", own=True).placed(METRES, *cone.lonlat)
    tour = plan_tour(territory, TourRequest((visit(territory, "mairie"), Visit(own)), day=DAY))
    assert kinds(tour) == ["closed"]


def test_a_stop_without_a_place_is_named_until_the_guide_places_it(territory):
    tour = planned(territory, "mairie", "figuier")
    assert kinds(tour) == ["no_place"]
    assert "carte" in tour.conflicts[0].mend
    placed = Visit(find_stop(territory, "figuier").placed(METRES, 2.7905, 50.4432))
    tour = plan_tour(territory, TourRequest((visit(territory, "mairie"), placed), day=DAY))
    assert tour.feasible
    assert len(tour.rows) == 2


def test_a_stop_out_of_reach_is_named(territory):
    tour = planned(territory, "mairie", "gare_lens")
    assert kinds(tour) == ["unreachable"]
    assert "2,6" in tour.conflicts[0].text


def test_what_does_not_fit_before_the_end_is_named_with_three_ways_out(territory):
    tour = planned(territory, *CLASSIC, end="12:30")
    (conflict,) = tour.conflicts
    assert conflict.kind == "too_long"
    assert conflict.stops
    assert tour.end <= minutes_of("12:30")
    later = planned(territory, *CLASSIC).end
    assert f"{later // 60:02d}:{later % 60:02d}" in conflict.mend
    start = minutes_of("09:00") - (later - minutes_of("12:30"))
    assert planned(territory, *CLASSIC, start=f"{start // 60}:{start % 60:02d}", end="12:30").feasible


def test_an_end_before_the_start_is_a_conflict_and_a_tour_is_planned_all_the_same(territory):
    tour = planned(territory, "mairie", "cd2e", start="12:00", end="09:00")
    assert kinds(tour) == ["end_before_start"]
    assert len(tour.rows) == 2


def test_appointments_that_do_not_go_together_are_named_in_pairs(territory):
    tour = planned(territory, "menadel", "cd2e", at={"menadel": "10:00", "cd2e": "10:05"})
    (conflict,) = tour.conflicts
    assert conflict.kind == "appointments"
    assert set(conflict.stops) == {"menadel", "cd2e"}
    assert "plus tôt" in conflict.mend
    moved = conflict.mend.split(" à ")[1][:5]
    other = {"Ménadel" in conflict.mend: "menadel"}.get(True, "cd2e")
    at = {"menadel": "10:00", "cd2e": "10:05"} | {other: moved}
    assert planned(territory, "menadel", "cd2e", at=at).feasible


def test_an_appointment_outside_the_hosts_hours_is_named(territory):
    tour = planned(territory, "cd2e", at={"cd2e": "08:00"}, open_={"cd2e": "10:00-12:00"})
    assert kinds(tour) == ["locked"]
    assert "10:00" in tour.conflicts[0].mend


def test_a_host_who_is_gone_before_anybody_comes_is_named(territory):
    tour = planned(territory, "mairie", "cd2e", start="13:00", open_={"cd2e": "09:00-11:00"})
    assert kinds(tour) == ["window"]
    assert order(tour) == ["mairie"]


def test_a_window_shorter_than_the_visit_is_named(territory):
    tour = planned(territory, "cd2e", open_={"cd2e": "09:00-09:10"})
    assert kinds(tour) == ["window"]
    assert "40 min" in tour.conflicts[0].mend


def test_a_fixed_appointment_is_kept_to_the_minute(territory):
    tour = planned(territory, *CLASSIC, at={"cd2e": "11:30"})
    row = next(row for row in tour.rows if row.stop.id == "cd2e")
    assert row.begin == minutes_of("11:30")
    assert tour.feasible


def test_an_order_that_comes_too_late_says_by_how_much(territory):
    tour = planned(territory, "mairie", "cd2e", at={"cd2e": "09:30"}, keep_order=True)
    assert kinds(tour) == ["late"]
    assert tour.rows[1].late > 0
    assert len(tour.rows) == 2


def test_no_heap_is_climbed_in_the_dark(territory):
    winter = dt.date(2026, 12, 21)
    tour = planned(territory, "mairie", "belvedere74a", start="16:00", day=winter, keep_order=True)
    assert "dark" in kinds(tour)
    assert "16:4" in tour.conflicts[0].text
    tour = planned(territory, "mairie", "belvedere74a", start="14:00", day=winter)
    assert tour.feasible
    row = next(row for row in tour.rows if row.stop.climb)
    assert tour.daylight.rises <= row.begin
    assert row.leave <= tour.daylight.sets
    assert planned(territory, "belvedere74a", start="20:00", day=winter).rows == ()


def test_who_does_not_climb_is_told_and_led_elsewhere(territory):
    tour = planned(territory, "mairie", "belvedere74a", climb=False)
    assert kinds(tour) == ["climb"]
    assert order(tour) == ["mairie"]


def test_on_wheels_what_is_known_to_have_steps_is_left_out_and_the_unknown_is_said(territory):
    tour = planned(territory, "mairie", "eglise_st_vaast", "belvedere74a", step_free=True)
    assert kinds(tour) == ["step_free"]
    assert any("inconnu" in note for note in tour.notes)


def test_a_group_too_large_for_a_stop_is_a_note(territory):
    tour = planned(territory, "cd2e", group=30)
    assert tour.feasible
    assert any("20" in note for note in tour.notes)


def test_lunch_is_eaten_on_the_way_or_at_a_table(territory):
    tour = planned(territory, *CLASSIC, lunch=Lunch())
    assert tour.lunch is not None
    table = planned(territory, *CLASSIC, lunch=Lunch(stop=find_stop(territory, "menadel")))
    row = next(row for row in table.rows if row.stop.id == "menadel")
    assert Lunch().opens <= row.begin <= Lunch().latest


def test_a_lunch_that_finds_no_room_is_named(territory):
    tour = planned(territory, "mairie", start="15:00", lunch=Lunch())
    assert kinds(tour) == ["lunch"]
    assert order(tour) == ["mairie"]


def test_start_and_end_places_are_walked_from_and_to(territory):
    car_park = find_stop(territory, "parking_1119")
    tour = planned(territory, "mairie", start_place=car_park, end_place=car_park)
    assert tour.rows[0].walk_m > 1000
    assert tour.last_m == pytest.approx(tour.rows[0].walk_m, abs=1)
    assert len(tour.legs) == 2
    assert tour.end == tour.rows[0].leave + tour.last_min


def test_sixty_stops_in_an_hour_keep_what_fits_and_say_so(tmp_path):
    territory = town(tmp_path)
    stops = [
        Stop(
            id=f"own-{row}",
            name=f"Arrêt {row}",
            own=True,
            xy=(X0 + 40 * row, Y0 + 30 * row),
            quality="own",
            projection=METRES,
        )
        for row in range(60)
    ]
    tour = plan_tour(territory, TourRequest(tuple(map(Visit, stops)), 540, 600, DAY))
    assert kinds(tour) == ["too_long"]
    assert 1 <= len(tour.rows) <= 4
    assert tour.end <= 600
    assert len(tour.dropped) == 60 - len(tour.rows)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"visits": ()}, "étape"),
        ({"group": 0}, "personnes"),
        ({"group": 10_000}, "personnes"),
        ({"pace": 0.0}, "pas"),
        ({"pace": float("nan")}, "pas"),
        ({"start": 2000}, "heure"),
    ],
)
def test_what_makes_no_tour_at_all_is_refused(territory, fields, words):
    asked = {"visits": (visit(territory, "mairie"),), "day": DAY, **fields}
    with pytest.raises(WalkError, match=words):
        plan_tour(territory, TourRequest(**asked))


def test_the_same_stop_twice_and_sixty_one_stops_are_refused(territory):
    once = visit(territory, "mairie")
    with pytest.raises(WalkError, match="deux fois"):
        plan_tour(territory, TourRequest((once, once), day=DAY))
    many = tuple(Visit(Stop(id=f"own-{row}", name="x", own=True)) for row in range(61))
    with pytest.raises(WalkError, match="60"):
        plan_tour(territory, TourRequest(many, day=DAY))


def test_a_stop_that_does_not_exist_brings_the_nearest_names(territory):
    with pytest.raises(WalkError, match="cd2e"):
        find_stop(territory, "cd2")


READY = (
    "demi_journee",
    "resilience",
    "patrimoine",
    "participation",
    "alimentation",
    "energie",
    "biodiversite",
)


def test_there_is_a_ready_made_tour_for_each_theme_and_one_for_all(territory):
    tours = ready_tours(territory)
    assert tuple(tours) == READY
    assert {tour.theme for tour in tours.values()} == {*THEMES, ""}


@pytest.mark.parametrize("key", READY)
@pytest.mark.parametrize("month", [1, 4, 6, 10, 12])
def test_every_ready_made_tour_fits_as_it_is_shipped(territory, key, month):
    tour = plan_tour(territory, ready_tours(territory)[key].request(dt.date(2026, month, 21)))
    assert tour.conflicts == ()
    assert tour.end <= tour.request.end
    assert len(tour.rows) == len(tour.request.visits)


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_proposes_stops_that_fit(territory, theme):
    request = TourRequest((), 540, 750, dt.date(2026, 6, 15), group=20)
    proposed = propose_stops(territory, request, library(territory), [theme])
    tour = plan_tour(territory, proposed)
    assert tour.feasible
    assert tour.rows
    assert all(theme in row.stop.themes and not row.stop.meet for row in tour.rows)
    assert all(row.stop.group is None or row.stop.group >= 20 for row in tour.rows)


def test_what_was_chosen_stays_when_a_theme_is_added(territory):
    request = TourRequest((visit(territory, "musee_villedieu"),), 540, 720, dt.date(2026, 6, 15))
    proposed = propose_stops(territory, request, library(territory), ["energy"])
    assert "musee_villedieu" in {one.stop.id for one in proposed.visits}


def test_an_unknown_theme_is_refused(territory):
    with pytest.raises(WalkError, match="resilience"):
        propose_stops(territory, TourRequest(()), library(territory), ["moon"])


def test_conflicts_speak_english_too(territory):
    with use_language("en"):
        tour = planned(territory, "mairie", "T074", "figuier")
        assert "closed to the public" in " ".join(conflict.text for conflict in tour.conflicts)


KEYS = (
    "mairie",
    "eglise_st_vaast",
    "menadel",
    "base_1119",
    "cd2e",
    "belvedere74a",
    "rehafutur",
    "dud_corner",
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=6, unique=True),
    start=st.integers(400, 1200),
    long=st.none() | st.integers(30, 400),
    at=st.dictionaries(st.sampled_from(KEYS), st.integers(480, 1080), max_size=2),
    keep=st.booleans(),
    lunch=st.sampled_from([None, Lunch()]),
)
def test_a_tour_holds_what_it_promises(territory, keys, start, long, at, keep, lunch):
    visits = tuple(visit(territory, key, at=at.get(key)) for key in keys)
    end = None if long is None else min(start + long, 1439)
    tour = plan_tour(territory, TourRequest(visits, start, end, DAY, lunch=lunch, keep_order=keep, group=20))
    now = start
    for row in tour.rows:
        assert row.arrive >= now + row.walk_min
        assert row.begin >= row.arrive
        assert row.leave == row.begin + row.visit.takes
        now = row.leave
        if tour.feasible:
            assert row.late == 0
            assert row.visit.at in {None, row.begin}
    if tour.feasible:
        assert len(tour.rows) == len(keys)
        assert end is None or tour.end <= end
    else:
        assert all(conflict.text and conflict.mend for conflict in tour.conflicts)
    if keep:
        assert order(tour) == [key for key in keys if key in order(tour)]


def test_the_walking_network_is_built_once(territory):
    planned(territory, "mairie", "cd2e")
    assert Network.of(territory) is planned(territory, "mairie").ground.network
