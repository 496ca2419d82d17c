"""Where sources can speak, and that outside of it nobody is told that nothing is there."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from gis.__main__ import main
from gis.dossier import dossier_of_shape, reasons
from gis.rights import operator
from gis.sources import SOURCES, Credit, Fetched, Source, SourceSettings, asked, complete
from gis.sources.settings import URLS
from gis.territory import (
    FRANCE,
    UNKNOWN_COVERAGE,
    Coverage,
    Territory,
    covered_area,
    read_manifest,
    registry,
    silence,
    write_layer,
)
from gis.update import Setup, ages, note, plan, probe, update
from gis.words import use_language
from views.pages.data.layer_rows import rows

FAR = "25056"
"""Besançon: its citadel is World Heritage, and far from any place that Mission Bassin Minier speaks of."""
SQUARE = shapely.box(927_000, 6_685_000, 929_000, 6_687_000)
BESIDE = shapely.box(928_000, 6_686_000, 928_030, 6_686_030)
OFFICE = Credit("An office", "Licence Ouverte 2.0")
NOWHERE = Coverage("nowhere")
BASIN = {key for key, sources in SOURCES.items() if not asked(sources, FAR)}


def frame(key, shapes, **own):
    table = gpd.GeoDataFrame(own, geometry=shapes, crs=2154)
    ids = [f"{key}-{row}" for row in range(len(shapes))]
    return complete(table, ids=ids, credit=OFFICE, url="https://x", date="2026-01-01")


def outline(_asker, place):
    own = {"insee": [place.insee], "postcode": ["25000"], "area_ha": [400.0]}
    return Fetched(frame("commune", [SQUARE], **own), "https://x")


COMMUNE = (Source("commune", "geo_api", outline, lambda fetched, _: fetched.content, OFFICE, 365, "keep"),)


@pytest.fixture(autouse=True)
def _english():
    with use_language("en"):
        yield


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def bring(home, httpserver):
    """Update the commune far away, every service being a server that answers nothing but errors."""

    def run(sources, *layers, code=FAR):
        urls = {name: httpserver.url_for(f"/{name}") for name in URLS}
        setup = Setup(SourceSettings(urls=urls, attempts=1), {"commune": COMMUNE, **sources}, home / "none")
        return update(code, actor=operator(), home=home, layers=("commune", *layers), setup=setup)

    return run


def verdicts(home, code=FAR):
    territory = Territory(code, home=home)
    return {answer.key: answer.verdict for answer in dossier_of_shape(territory, BESIDE).themes}


@pytest.mark.parametrize(
    ("insee", "basin", "metropole"),
    [
        pytest.param("62528", "speaks", "speaks", id="in the basin"),
        pytest.param("59178", "speaks", "speaks", id="the basin in the Nord"),
        pytest.param("62295", "speaks", "speaks", id="a heap of the property in a commune apart"),
        pytest.param("62041", "silent", "speaks", id="Arras, between the two ends of the basin"),
        pytest.param("2A004", "silent", "speaks", id="Corsica"),
        pytest.param("97411", "silent", "unknown", id="overseas"),
    ],
)
def test_a_coverage_is_told_by_commune_or_department(insee, basin, metropole):
    assert covered_area("mining_basin").voice(insee) == basin
    assert covered_area("metropole", outside="unknown").voice(insee) == metropole
    assert FRANCE.voice(insee) == "speaks"
    assert UNKNOWN_COVERAGE.voice(insee) == "unknown"


def test_the_areas_name_the_layers_and_services_of_their_sources():
    assert BASIN
    assert {theme.key for theme in registry() if silence(theme.key, FAR)} == BASIN
    basin = covered_area("mining_basin")
    assert {source.service for key in BASIN for source in SOURCES[key]} == basin.services


def test_where_a_source_is_silent_nobody_is_asked_and_the_update_is_no_failure(bring, home, httpserver):
    summary = bring({key: SOURCES[key] for key in BASIN}, *BASIN)

    assert {item.layer: item.outcome for item in summary.outcomes if item.layer != "commune"} == (
        dict.fromkeys(BASIN, "no_data")
    )
    assert (summary.failed, httpserver.log) == ([], [])
    assert read_manifest(home / FAR)["runs"]["heritage"]["note"] == "outside_mining_basin"
    assert "speaks only of the communes of the mining basin" in note(FAR, "heritage", home=home)
    before = (home / FAR / "manifest.json").read_bytes()
    bring({key: SOURCES[key] for key in BASIN}, *BASIN)
    assert read_manifest(home / FAR)["runs"]["heritage"] == json.loads(before)["runs"]["heritage"]


def test_no_theme_is_told_not_concerned_outside_the_coverage_of_its_sources(bring, home):
    nowhere = {
        key: tuple(replace(source, coverage=NOWHERE) for source in sources)
        for key, sources in SOURCES.items()
        if key != "commune"
    }
    summary = bring(nowhere, *nowhere)

    assert {item.outcome for item in summary.outcomes if item.layer != "commune"} == {"no_data"}
    found = verdicts(home)
    assert set(nowhere) & set(found)
    assert {key for key, verdict in found.items() if verdict == "not_concerned"} == set()
    with use_language("fr"):
        assert "rien n’est connu" in note(FAR, "hedges", home=home)


def test_a_service_that_is_silent_here_is_not_asked_whether_it_is_well(bring, home, httpserver):
    bring({})
    urls = {name: httpserver.url_for(f"/{name}") for name in URLS}
    settings = SourceSettings(urls=urls, attempts=1)
    asked_of = {item.service for item in probe(FAR, actor=operator(), home=home, settings=settings)}
    assert asked_of
    assert not asked_of & covered_area("mining_basin").services


def test_a_parcel_beside_a_citadel_is_not_told_that_there_is_no_heritage(bring, home):
    bring({key: SOURCES[key] for key in BASIN}, *BASIN)

    assert verdicts(home)["heritage"] == "no_data"
    territory = Territory(FAR, home=home)
    dossier = dossier_of_shape(territory, BESIDE)
    [answer] = [item for item in dossier.themes if item.key == "heritage"]
    assert answer.reason == "outside_mining_basin"
    with use_language("fr"):
        assert "ne parle que des communes du bassin minier" in answer.reason_text
    said = reasons(dossier, territory)
    [sentence] = [text for text in said if "mining basin" in text]
    assert territory.themes["heritage"].title in sentence


@pytest.fixture(params=[{"service": "mbm_archive"}, {}], ids=["by its service", "by its emptiness"])
def service(request):
    return request.param


@pytest.fixture
def older(home, bring, service):
    """A home whose atlas took the emptiness of a source that is silent here for knowledge."""
    bring({})
    old = {**service, "status": "official", "source": "Mission Bassin Minier"}
    empty = frame("heritage", [], kind=[], inscribed_year=[], area_ha=[], area_in_commune_ha=[])
    write_layer(home / FAR, "heritage", empty, provenance={**old, "fetched_at": "2026-11-20T10:00:00+00:00"})
    return home


def test_what_an_older_atlas_took_for_nothing_there_does_not_count(older):
    assert Territory(FAR, home=older).get("heritage") is None
    assert verdicts(older)["heritage"] == "no_data"
    assert "mining basin" in note(FAR, "heritage", home=older)
    [step] = plan(FAR, home=older, layers=["heritage"])
    assert (step.reason, step.will_fetch) == ("outside", False)
    state = {age.layer: (age.state, age.failed_at) for age in ages(FAR, home=older)}
    assert state["heritage"] == ("outside", "")


def test_an_update_takes_what_does_not_count_away(older, bring):
    bring({"heritage": SOURCES["heritage"]}, "heritage")
    assert "heritage" not in read_manifest(older / FAR)["layers"]


def test_a_file_of_the_town_counts_wherever_the_town_is(home, bring):
    bring({})
    mine = frame("heritage", [SQUARE], kind=["unesco_buffer"]).assign(status="own")
    write_layer(home / FAR, "heritage", mine, provenance={"status": "own", "source": "citadel.gpkg"})
    bring({"heritage": SOURCES["heritage"]}, "heritage")

    assert verdicts(home)["heritage"] == "concerned"


def test_where_nobody_knows_the_coverage_nothing_found_is_no_data(bring, home):
    def found(count):
        shapes = [shapely.box(927_100, 6_685_100, 927_200, 6_685_200)] * count
        own = {"kind": ["wood"] * count, "area_m2": [10_000.0] * count}
        return Source(
            "woods",
            "ign_wfs",
            lambda _asker, _place: Fetched(frame("woods", shapes, **own), "https://x"),
            lambda fetched, _place: fetched.content,
            OFFICE,
            92,
            coverage=UNKNOWN_COVERAGE,
        )

    assert bring({"woods": (found(1),)}, "woods").outcomes[-1].outcome == "fetched"
    assert verdicts(home)["woods"] == "not_concerned"
    summary = bring({"woods": (found(0),)}, "woods")
    assert (summary.outcomes[-1].outcome, summary.failed) == ("no_data", [])
    assert verdicts(home)["woods"] == "no_data"
    assert "nobody knows whether this service covers" in note(FAR, "woods", home=home)


@pytest.fixture
def services(httpserver, tmp_path, monkeypatch):
    """Every service on loopback, of which the one of communes alone answers."""
    lines = [f'{name} = "{httpserver.url_for(f"/{name}")}"' for name in URLS]
    path = tmp_path / "services.toml"
    path.write_text("\n".join(["attempts = 1", "[urls]", *lines]), "utf-8")
    monkeypatch.setenv("CAILLOUX_SOURCES", str(path))
    shape = gpd.GeoSeries([SQUARE], crs=2154).to_crs(4326).iloc[0]
    feature = {
        "type": "Feature",
        "properties": {"code": FAR, "nom": "Besançon", "codesPostaux": ["25000"], "surface": 6_505},
        "geometry": shapely.geometry.mapping(shape),
    }
    httpserver.expect_request(f"/geo_api/communes/{FAR}").respond_with_json(feature)
    return httpserver


def test_the_commands_say_kindly_where_a_source_speaks(home, services, capsys):
    arguments = ["--home", str(home), "--territory", FAR, "--lang", "en"]
    assert main([*arguments, "update", *BASIN]) == 0
    assert "no data here" in capsys.readouterr().out
    assert not [request.path for request, _ in services.log if "mbm" in request.path]

    for command in ("layers", "check"):
        assert main([*arguments, command]) == 0
        told = re.sub(r"\s+", " ", capsys.readouterr().out)
        assert "speaks only of the communes of the mining basin" in told
    assert main([*arguments, "update", "--json", "heritage"]) == 0
    [layer] = json.loads(capsys.readouterr().out)["layers"]
    assert (layer["outcome"], layer["reason"]) == ("no_data", "")


def test_the_page_of_data_says_it_too(older):
    row = {item.key: item for item in rows(Territory(FAR, home=older))}["heritage"]
    assert (row.status, row.outcome, row.failed) == ("no_data", "no_data", False)
    assert "speaks only of the communes of the mining basin" in row.told
