from __future__ import annotations

import re
import tomllib

import pytest

from gis.errors import LayerError, WalkError
from gis.tours import THEMES, Stop, closed_heap, figures_of, library
from gis.tours.stops import HOURS, QUALITIES, heap_stop
from gis.words import use_language
from tests.gis.small_territory import METRES
from tests.gis.small_town import town


@pytest.fixture(scope="module")
def stops(territory):
    return library(territory)


def test_every_place_that_can_be_visited_is_a_stop(territory, stops):
    places = {*territory.layer("places").ids, *territory.table("places_unlocated")["id"]}
    assert set(stops) == places - {"znieff_310030046"}


def test_every_stop_has_a_chapter_hours_and_a_quality(stops):
    for stop in stops.values():
        assert set(stop.themes) <= set(THEMES)
        assert stop.hours in HOURS
        assert stop.quality in QUALITIES
        assert stop.indoors in {"", "in", "out", "both"}
        assert 0 < stop.minutes <= 60
        assert (stop.xy is None) == (stop.quality in {"none", "street"})


def test_every_chapter_has_stops_with_a_place(stops):
    for theme in THEMES:
        assert any(theme in stop.themes and stop.xy for stop in stops.values())


def test_no_opening_hours_are_invented(stops):
    assert all(stop.windows == () for stop in stops.values())


def test_what_is_told_is_told_in_both_languages_and_has_a_source(territory):
    told = tomllib.loads(territory.file("stops.toml").read_text(encoding="utf-8"))
    for key, entry in told.items():
        for name in ("tell", "season", "position"):
            assert (f"{name}_fr" in entry) == (f"{name}_en" in entry), key
        assert library(territory)[key].source
        assert not re.search(r"\w'\w", entry.get("tell_fr", "")), key


def test_every_figure_named_exists_and_carries_its_source(territory, stops):
    for stop in stops.values():
        figures = figures_of(territory, stop)
        assert len(figures) == len(stop.figures), stop.id
        assert all(figure.source for figure in figures)


def test_sources_that_disagree_on_the_church_are_both_told(territory, stops):
    church = stops["eglise_st_vaast"]
    first = figures_of(territory, church)[0]
    assert "2013" in church.tell
    assert "2014" in church.tell
    assert {first.value, *(other.value for other in first.others)} == {"2013", "2014"}
    with use_language("en"):
        assert "booklet" in church.tell
        assert figures_of(territory, church)[1].value.startswith("32,000")


def test_unknown_access_stays_unknown(stops):
    assert stops["mairie"].step_free is None
    assert stops["belvedere74a"].step_free is False


def test_a_place_may_stand_for_a_stop_that_has_none_and_that_is_said(stops):
    garden = stops["coeur_de_loos"]
    assert garden.xy == stops["mairie"].xy
    assert garden.quality == "approx"
    assert "mairie" in garden.position_text


def test_the_closed_cone_is_known_as_closed_and_the_other_leads_to_its_viewpoint(territory):
    cone = heap_stop(territory, "T074")
    assert closed_heap(territory, cone.xy) == "T074"
    assert heap_stop(territory, "T074a").id == "belvedere74a"
    assert heap_stop(territory, "T079").climb
    assert heap_stop(territory, "nowhere") is None


def test_no_stop_lies_on_closed_ground(territory, stops):
    assert [stop.id for stop in stops.values() if stop.xy and closed_heap(territory, stop.xy)] == []


def test_a_territory_without_a_library_has_its_places(tmp_path):
    (stop,) = library(town(tmp_path)).values()
    assert (stop.name, stop.minutes, stop.hours, stop.group) == ("Mairie", 15, "agree", None)


def test_a_broken_library_names_its_file(tmp_path):
    territory = town(tmp_path)
    (tmp_path / "62528" / "stops.toml").write_text("[mairie\n", encoding="utf-8")
    with pytest.raises(LayerError, match=r"stops\.toml"):
        library(territory)


@pytest.mark.parametrize(("lon", "lat"), [(200, 50), (2, -91), (float("nan"), 50)])
def test_a_stop_is_never_put_outside_the_world(lon, lat):
    with pytest.raises(WalkError):
        Stop(id="x", name="x").placed(METRES, lon, lat)
