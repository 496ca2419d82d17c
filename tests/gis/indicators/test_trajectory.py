from __future__ import annotations

import pytest

from gis.errors import InputError
from gis.indicators import CHAPTERS, events_of, moment, timeline, years
from gis.indicators.trajectory import standing_of
from gis.territory import LegendEntry, Registry, Style, Territory, Theme
from gis.words import use_language
from tests.gis.small_territory import CODE, THEMES, box, build, point

COMMUNE = (CODE, box(0, 0, 1000, 1000), {})
HEAD = "id,year,year_end,date,title_fr,title_en,text_fr,text_en,chapter,place_id,source,source_url"


def since(theme: Theme, column: str) -> Theme:
    return Theme(**{**vars(theme), "since": column, "legend": (LegendEntry("all", Style("#000000")),)})


KINDS = Registry(
    tuple(
        since(theme, {"hedges": "planted_year", "organic_farmland": "organic_since"}.get(theme.key, ""))
        for theme in THEMES
    )
)


def small(folder, *events, **layers):
    build(folder, {"commune": [COMMUNE], **layers})
    (folder / CODE / "events.csv").write_text("\n".join([HEAD, *events]) + "\n", encoding="utf-8")
    return Territory(CODE, home=folder / "home", embedded=folder, themes=KINDS)


@pytest.fixture(scope="module")
def loos():
    return Territory()


def test_the_trajectory_goes_from_the_end_of_the_mine_to_2025(loos):
    assert (years(loos)[0], years(loos)[-1]) == (1986, 2025)
    told = timeline(loos)
    assert [event.year for event in told] == sorted(event.year for event in told)
    assert {event.chapter for event in told} <= set(CHAPTERS)
    for language in ("fr", "en"):
        with use_language(language):
            assert all(event.title and event.when and event.chapter_text for event in told)


def test_events_know_their_place_and_those_without_coordinates_have_no_point(loos):
    placed = [event for event in timeline(loos) if event.place_id]
    assert all(event.place for event in placed)
    points = [event.point for event in placed if event.point is not None]
    assert points
    assert all(loos.commune.buffer(2000).contains(place) for place in points)


def test_events_that_last_are_told_in_each_of_their_years(tmp_path):
    territory = small(
        tmp_path, "E1,2000,2002,,long,long,,,food,,s,u", "E2,2001,,2001-05-04,day,day,,,energy,,s,u"
    )
    assert [event.id for event in events_of(territory, year=2001)] == ["E1", "E2"]
    assert [event.id for event in events_of(territory, year=2002)] == ["E1"]
    assert [event.id for event in events_of(territory, chapter="energy")] == ["E2"]
    assert [event.id for event in events_of(territory, until=2000)] == ["E1"]
    first, second = timeline(territory)
    with use_language("en"):
        assert (first.when, second.when) == ("2000–2002", "May 4, 2001")


def test_a_year_shows_what_stood_and_counts_the_undated_apart(tmp_path):
    fields = [
        ("B1", box(0, 0, 100, 100), {"organic_since": 2010}),
        ("B2", box(100, 0, 200, 100), {"organic_since": 2020}),
        ("B3", box(200, 0, 300, 100), {"organic_since": None}),
    ]
    events = ("E1,2005,,,a,a,,,food,,s,u", "E2,2022,,,b,b,,,food,,s,u")
    territory = small(tmp_path, *events, organic_farmland=fields)
    by_year = {
        year: moment(territory, year).standing["organic_farmland"].as_dict() for year in (2009, 2010, 2021)
    }
    assert [by_year[year]["features"] for year in by_year] == [0, 1, 2]
    assert [by_year[year]["area_ha"] for year in by_year] == [0.0, 1.0, 2.0]
    assert by_year[2009]["undated"] == 1
    assert moment(territory, 2010).standing["organic_farmland"].frame["id"].tolist() == ["B1"]
    assert "farmland" not in moment(territory, 2010).standing


def test_what_stands_never_shrinks_from_year_to_year(loos):
    span = [moment(loos, year) for year in (1986, 1990, 2000, 2010, 2020, 2025)]
    for key in ("organic_farmland", "hedges", "nourishing_gardens", "heritage", "slag_heaps"):
        counts = [found.standing[key].as_dict()["features"] for found in span]
        assert counts == sorted(counts)
    greened = standing_of(loos, "slag_heaps", 1989)
    assert set(greened.frame["id"]) == {"T074", "T074a", "T074b"}


def test_of_what_stands_only_the_part_in_the_commune_counts(tmp_path):
    fields = [
        ("B1", box(-100, 0, 100, 100), {"organic_since": 2010}),
        ("B2", box(-300, 0, -200, 100), {"organic_since": 2010}),
    ]
    territory = small(tmp_path, "E1,2005,2012,,a,a,,,food,,s,u", organic_farmland=fields)
    told = moment(territory, 2012).standing["organic_farmland"].as_dict()
    assert (told["features"], told["area_ha"]) == (1, 1.0)


def test_heaps_are_told_by_the_year_in_which_they_grew_green(loos):
    with use_language("en"):
        assert moment(loos, 1986).standing["slag_heaps"].as_dict()["title"] == "Heaps grown green"


def test_a_year_outside_the_trajectory_is_refused(loos):
    with pytest.raises(InputError, match="1986"):
        moment(loos, 1800)


def test_a_town_without_events_tells_the_years_of_what_stands_there(tmp_path):
    nothing = build(tmp_path, {"commune": [COMMUNE]})
    assert timeline(nothing) == ()
    assert len(years(nothing)) == len(years(small(tmp_path / "empty"))) == 0
    fields = [(f"F{year}", box(0, 0, 9, 9), {"organic_since": year}) for year in (2012, None, 2015)]
    town = build(tmp_path / "dated", {"commune": [COMMUNE], "organic_farmland": fields})
    town = Territory(CODE, home=town.home, embedded=tmp_path / "dated")
    assert list(years(town)) == [2012, 2013, 2014, 2015]
    told = moment(town, 2013)
    assert told.events == ()
    assert (
        told.standing["organic_farmland"].rows.sum(),
        told.standing["organic_farmland"].undated.sum(),
    ) == (1, 1)


def test_a_moment_is_plain_data(tmp_path):
    places = [("mairie", point(5, 5), {"name": "Mairie"})]
    territory = small(tmp_path, "E1,2005,,,titre,title,texte,text,food,mairie,s,u", places=places)
    (event,) = timeline(territory)
    assert (event.place, event.point.equals(point(5, 5))) == ("Mairie", True)
    with use_language("en"):
        told = moment(territory, 2005).as_dict()
    assert told["events"] == [{"id": "E1", "when": "2005", "title": "title", "text": "text"}]


def test_what_lies_around_the_commune_neither_counts_nor_opens_years(tmp_path):
    hedges = [
        ("in", box(0, 0, 100, 10).exterior, {"planted_year": 2010}),
        ("out", box(1100, 0, 1200, 10).exterior, {"planted_year": 1950}),
    ]
    build(tmp_path, {"commune": [COMMUNE], "hedges": hedges}, margins={"hedges": 2_000.0})
    themes = Registry(tuple(Theme(**{**vars(theme), "mission": True}) for theme in KINDS))
    territory = Territory(CODE, home=tmp_path / "home", embedded=tmp_path, themes=themes)
    found = standing_of(territory, "hedges", 2020)
    assert len(found.rows) == 2
    assert (found.as_dict()["features"], found.as_dict()["length_m"]) == (1, 220)
    assert years(territory) == range(2010, 2011)
