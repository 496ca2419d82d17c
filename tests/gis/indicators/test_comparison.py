from __future__ import annotations

import pytest

from gis.indicators import all_series, indicators, unmeasured, value_text
from gis.indicators.measures import measures_of
from gis.territory import Territory
from gis.words import use_language
from tests.gis.small_territory import box, build, line

COMMUNE = ("62528", box(0, 0, 1000, 1000), {})
HEAD = "id,key,value,unit,year,chapter,title_fr,title_en,source,source_url,note_fr,note_en,conflicts_with"
CONTRACT = {"key", "title", "published", "measured", "unit", "year", "status", "agrees", "sources"}


@pytest.fixture(scope="module")
def loos():
    return Territory()


def published(territory):
    return [row["key"] for row in territory.rows("figures")]


def small(folder, figures, *, status="official", swallows="", **layers):
    territory = build(folder, {"commune": [COMMUNE], **layers}, status=status)
    lines = [HEAD, *(f"{row},food,titre,title,source,https://example.org/,,," for row in figures)]
    (folder / "62528" / "figures.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if swallows:
        (folder / "62528" / "swallows.csv").write_text(swallows, encoding="utf-8")
    return territory


def test_every_measure_of_the_embedded_territory_speaks(loos):
    found = indicators(loos)
    measured = {item.key for item in found if item.measured is not None}
    assert measured >= {measure.key for measure in measures_of(published(loos)) if not measure.anywhere}
    for item in found:
        assert set(item.as_dict()) >= CONTRACT
        assert (item.status == "no_data") == (item.measured is None)
        assert item.sources or item.layers
        assert item.titles["fr"]
        assert item.titles["en"]


def test_every_figure_is_either_measured_or_told_as_unmeasured(loos):
    keys = {row["key"] for row in unmeasured(loos)} | {item.key for item in indicators(loos)}
    assert set(loos.table("figures")["key"]) <= keys


def test_sources_that_disagree_stand_together(loos):
    found = {item.key: item for item in indicators(loos)}
    heaps = found["heaps_open_area"]
    assert {source.value for source in heaps.sources} == {100.0, 90.0, 110.0, 64.99}
    assert heaps.disagreement
    goats = found["goat_area"]
    assert (goats.agrees, [source.agrees for source in goats.sources]) == (False, [False, True])
    with use_language("en"):
        assert "1 of the 2 sources" in goats.verdict
        assert "sources" not in heaps.verdict
    assert found["farmland_share"].sources[1].value == 70.0


def test_agreement_on_drawn_data_is_said_to_be_by_construction(loos):
    found = {item.key: item for item in indicators(loos)}
    belt = found["green_belt_length"]
    assert belt.by_construction
    for language, words in (("fr", "construction"), ("en", "construction")):
        with use_language(language):
            assert words in belt.verdict
    hedges = found["hedges_replanted"]
    assert (hedges.published, hedges.agrees) == (None, None)
    assert hedges.measured > 0
    assert found["cone_altitude"].status == "illustrative"


def test_official_data_make_it_an_audit(tmp_path):
    figures = ["B1,farmland_share,56,%,2013", "B2,green_belt_length,16,km,"]
    territory = small(
        tmp_path,
        figures,
        farmland=[("F1", box(0, 0, 400, 1000), {})],
        green_belt=[("G1", line((0, 0), (900, 0)), {})],
    )
    share, belt = (item for item in indicators(territory) if item.sources)
    assert (share.measured, share.agrees, share.status, share.by_construction) == (
        40.0,
        False,
        "official",
        False,
    )
    assert belt.measured == 0.9
    assert "construction" not in share.verdict
    assert share.as_dict()["year"] == 2013
    assert belt.as_dict()["year"] is None


def test_without_a_layer_nothing_is_measured_and_nothing_is_zero(tmp_path):
    territory = small(tmp_path, ["B1,safer_land,17,ha,2011"])
    (only,) = (item for item in indicators(territory) if item.sources)
    assert (only.measured, only.agrees, only.status) == (None, None, "no_data")


def test_overlapping_fields_are_measured_once_and_only_inside(tmp_path):
    fields = [
        ("F1", box(0, 0, 200, 100), {"organic_since": 2009, "safer": True}),
        ("F2", box(100, 0, 300, 100), {"organic_since": 2012, "safer": False}),
        ("F3", box(-100, 0, 0, 100), {"organic_since": 2010, "safer": None}),
        ("F4", box(500, 0, 600, 100), {"organic_since": None, "safer": None}),
    ]
    figures = ["B1,safer_land,2,ha,2011", "B2,organic_area_2020,3,ha,2020", "B3,organic_area_2015,1,ha,2015"]
    territory = small(tmp_path, figures, organic_farmland=fields)
    found = {item.key: item.measured for item in indicators(territory) if item.sources}
    assert found == pytest.approx({"safer_land": 2.0, "organic_area_2020": 3.0, "organic_area_2015": 3.0})


def test_of_a_commune_that_publishes_no_figures_the_measures_are_told_alone(tmp_path):
    found = indicators(build(tmp_path, {"commune": [COMMUNE]}))
    (area,) = (item for item in found if item.measured is not None)
    assert (area.key, area.published, area.measured) == ("commune_area", None, pytest.approx(100.0))
    assert (area.agrees, area.sources, area.year) == (None, (), "")
    with use_language("en"):
        assert area.title == "Area of the commune"
        assert "no total is published" in area.verdict
    assert unmeasured(build(tmp_path / "bare", {"commune": [COMMUNE]})) == []


def test_a_town_may_publish_the_organic_share_of_any_year(tmp_path):
    fields = [("F1", box(0, 0, 100, 100), {"organic_since": 2022})]
    farmland = [("P1", box(0, 0, 400, 100), {})]
    figures = ["B1,organic_share_2022,25,%,2022", "B2,organic_area_2021,0,ha,2021"]
    territory = small(tmp_path, figures, organic_farmland=fields, farmland=farmland)
    found = {item.key: item.measured for item in indicators(territory) if item.sources}
    assert found == pytest.approx({"organic_share_2022": 25.0, "organic_area_2021": 0.0})


@pytest.mark.parametrize(
    ("value", "unit", "english"),
    [
        (None, "ha", "–"),
        (56.0, "%", "56.0%"),
        (3.0, "count", "3"),
        (7182.6, "m", "7,183\u00a0m"),
        (1.5, "ha", "1.50\u00a0ha"),
    ],
)
def test_values_are_written_with_their_unit(value, unit, english):
    with use_language("en"):
        assert value_text(value, unit) == english


@pytest.mark.parametrize(
    ("value", "unit", "french"),
    [
        (4.0, "times", "4\u00a0fois"),
        (3.0, "weeks", "3\u00a0semaines"),
        (3.0, "flowers", "3\u00a0fleurs"),
        (40.0, "years", "40\u00a0ans"),
        (14e6, "EUR/year", "14\u202f000\u202f000\u00a0€ par an"),
        (2400.0, "m2", "2\u202f400\u00a0m²"),
    ],
)
def test_units_are_said_in_french(value, unit, french):
    assert value_text(value, unit) == french


def test_the_swallow_census_shows_its_gaps_and_changes_of_source(loos):
    found = {series.key: series for series in all_series(loos)}
    barn = found["swallow_hirundo_rustica"]
    assert [point.value for point in barn.points][:3] == [27.0, 11.0, 14.0]
    assert barn.source_changes == [2012]
    assert "2014–2019" in barn.text()
    assert barn.table()["value"].isna().sum() == 6
    sand = found["swallow_riparia_riparia"]
    assert (sand.points[0].value, sand.points[0].state) == (None, "seen")
    with use_language("en"):
        assert "no number" in sand.text()


def test_the_organic_share_is_told_and_measured_year_by_year(loos):
    organic = next(series for series in all_series(loos) if series.key == "organic_share")
    told = {point.year: point.value for point in organic.of_kind("published")}
    measured = {point.year: point.value for point in organic.of_kind("measured")}
    assert told[2020] == 17.0
    assert measured[2020] == pytest.approx(17.0, abs=0.5)
    assert told[2015] == pytest.approx(8.0, abs=0.1)
    assert organic.status == "illustrative"


def test_series_without_a_value_are_left_out(tmp_path):
    census = "year,scientific_name,name_fr,name_en,nests,state,note_fr,note_en,source,source_url\n"
    census += "2009,Apus apus,Martinet,Swift,,not_published,,,s,u\n"
    assert all_series(small(tmp_path, [], swallows=census)) == ()
