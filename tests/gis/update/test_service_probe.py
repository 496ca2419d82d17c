"""The probe: what is asked of each service, and what is made of the answers."""

from __future__ import annotations

import json

import pytest

from gis.__main__ import main
from gis.errors import InputError
from gis.rights import operator
from gis.sources import PROBES, SourceSettings
from gis.sources.settings import URLS
from gis.update import Setup, probe, update
from gis.words import say, use_language
from tests.services.mapserver import missing
from tests.services.town import Town

needs_mapserver = pytest.mark.skipif(bool(missing()), reason=missing() or "all is there")
DEAF = SourceSettings(urls=dict.fromkeys(URLS, "http://127.0.0.1:9"), intervals={}, attempts=1)


@pytest.fixture(autouse=True)
def _english():
    with use_language("en"):
        yield


@pytest.mark.mapserver
@needs_mapserver
def test_services_that_keep_their_contract_match(tmp_path, monkeypatch, capsys):
    (tmp_path / "services").mkdir()
    with Town(tmp_path / "services") as town:
        update("62386", actor=operator(), home=tmp_path, layers=["commune"], setup=Setup(town.settings()))
        found = {
            item.question: item
            for item in probe("62386", actor=operator(), home=tmp_path, settings=town.settings())
        }
        monkeypatch.setenv("CAILLOUX_SOURCES", str(town.toml()))
        status = main(["--home", str(tmp_path), "--lang", "en", "probe", "--territory", "62386", "--json"])

    assert len(found) == len(PROBES)
    assert {item.matches for item in found.values()} == {"yes"}
    assert found[say("update.probe_fields")].answer.startswith("RPG.2024:parcelles_graphiques: ")
    assert found[say("update.probe_cadastre")].answer.startswith("2026-06-01: ")
    assert status == 0
    assert len(json.loads(capsys.readouterr().out)) == len(PROBES)


def test_services_that_do_not_answer_are_unknown_and_each_is_told(tmp_path):
    told = []
    found = probe("62528", actor=operator(), home=tmp_path, settings=DEAF, told=told.append)

    assert found == told
    assert {item.matches for item in found} <= {"unknown", "no"}
    assert all(item.answer for item in found)


def test_an_answer_of_another_form_differs(tmp_path, httpserver):
    httpserver.expect_request("/gbif/occurrence/search").respond_with_json(
        {"count": 300_000_000, "results": []}
    )
    httpserver.expect_request("/osm").respond_with_json({"elements": []})
    httpserver.expect_request("/organic").respond_with_json({"resources": []})
    urls = {**DEAF.urls, **{name: httpserver.url_for(f"/{name}") for name in ("gbif", "osm", "organic")}}
    settings = SourceSettings(urls=urls, intervals={}, attempts=1)
    found = {
        item.service: item for item in probe("62528", actor=operator(), home=tmp_path, settings=settings)
    }

    assert [found[name].matches for name in ("gbif", "osm", "organic")] == ["no", "no", "no"]
    assert "300,000,000" in found["gbif"].answer


def test_a_commune_without_outline_is_asked_for_it(tmp_path):
    with pytest.raises(InputError, match="62386 is not known yet"):
        probe("62386", actor=operator(), home=tmp_path, settings=DEAF)


def test_the_command_is_status_3_and_one_line_when_an_answer_differs(tmp_path, monkeypatch, capsys):
    path = tmp_path / "services.toml"
    lines = [f'{name} = "http://127.0.0.1:9"' for name in URLS]
    path.write_text("attempts = 1\n[urls]\n" + "\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("CAILLOUX_SOURCES", str(path))
    status = main(["--home", str(tmp_path), "--lang", "en", "probe"])

    streams = capsys.readouterr()
    assert status == 3
    assert streams.err.count("\n") == 1
    assert "Unexpected answers: ign_wfs" in streams.err
    assert streams.out.count("unknown") >= 5
