"""Replies that are well formed and wrong: of another commune, of another plan, without their members."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from gis.__main__ import main
from gis.rights import operator
from gis.sources import SOURCES
from gis.territory import Territory
from gis.update import Setup, update
from tests.official import cadastre, nature
from tests.official.commune import COAST, MOUNTAIN, smaller
from tests.official.planning import misled
from tests.official.replies import as_json, features, stored
from tests.official.server import Official

SMALL = smaller(COAST, (2, 2))
OTHER = replace(SMALL, insee="83902", name="Ailleurs-les-Essais")


@pytest.fixture
def official(tmp_path):
    with Official(SMALL, tmp_path / "services") as running:
        yield running


@pytest.fixture
def fetch(official, tmp_path):
    """Update layers of the commune and return how each ended."""

    def ask(*layers, **setup):
        given = Setup(official.settings(attempts=1), **setup)
        ended = update(
            SMALL.insee, actor=operator(), home=tmp_path / "home", layers=layers, again=True, setup=given
        )
        return {item.layer: item for item in ended.outcomes}

    return ask


def held(tmp_path, layer):
    return set(Territory(SMALL.insee, home=tmp_path / "home").layer(layer).ids)


def _cadastre(official, layer, body):
    name = f"geojson/communes/83/{SMALL.insee}/cadastre-{SMALL.insee}-{layer}.json.gz"
    path = f"/store/etalab-cadastre/{cadastre.EDITION}/{name}"
    official.http.clear_all_handlers()
    official.http.expect_request(f"/cadastre/latest/{name}").respond_with_data(
        "", status=302, headers={"Location": path}
    )
    official.http.expect_request(path).respond_with_handler(stored(body, "application/octet-stream"))


@pytest.mark.parametrize(("layer", "file"), [("parcels", "parcelles"), ("buildings", "batiments")])
def test_a_cadastre_of_another_commune_is_refused_and_the_old_one_stays(
    official, fetch, tmp_path, layer, file
):
    fetch("commune", layer)
    before = held(tmp_path, layer)
    _cadastre(official, file, cadastre.files(OTHER)[file])
    ended = fetch(layer)[layer]
    assert ended.outcome == "failed"
    assert f"{OTHER.insee} et non pour {SMALL.insee}" in ended.reason
    assert held(tmp_path, layer) == before


def test_hazards_of_another_commune_are_refused(official, fetch, tmp_path):
    fetch("commune", "cavities")
    before = held(tmp_path, "cavities")
    official.http.clear_all_handlers()
    strange = nature.envelope([{**item, "code_insee": "83902"} for item in nature.cavities(SMALL)], 1, 100)
    official.http.expect_request("/georisques/cavites").respond_with_json(strange)
    assert fetch("cavities")["cavities"].outcome == "failed"
    assert held(tmp_path, "cavities") == before


def test_zones_of_another_plan_are_refused(official, fetch, tmp_path):
    fetch("commune", "urban_zones")
    before = held(tmp_path, "urban_zones")
    official.http.clear_all_handlers()
    for name in ("zone-urba", "secteur-cc"):
        official.http.expect_request(f"/planning/{name}").respond_with_json(misled(SMALL, name))
    official.http.expect_request("/planning/document").respond_with_json(
        {
            "type": "FeatureCollection",
            "features": features([SMALL.land.outline], [{"partition": f"DU_{SMALL.insee}"}]),
        }
    )
    ended = fetch("urban_zones")["urban_zones"]
    assert (ended.outcome, "DU_99999" in ended.reason) == ("failed", True)
    assert held(tmp_path, "urban_zones") == before


def test_an_outline_of_another_commune_is_refused_and_the_old_one_stays(official, fetch, tmp_path):
    fetch("commune")
    official.http.clear_all_handlers()
    strange = features([SMALL.land.outline], [{"nom": "Ailleurs", "code": "83902"}])[0]
    official.http.expect_request(f"/geo_api/communes/{SMALL.insee}").respond_with_json(strange)
    only = {"commune": tuple(item for item in SOURCES["commune"] if item.service == "geo_api")}
    ended = fetch("commune", sources={**SOURCES, **only})["commune"]
    assert (ended.outcome, "83902" in ended.reason) == ("failed", True)
    assert Territory(SMALL.insee, home=tmp_path / "home").name == SMALL.name


def test_a_relation_without_members_is_told_and_not_shown(fetch, tmp_path, capsys):
    ended = fetch("commune", "osm_parks", "osm_routes")
    assert {name: item.outcome for name, item in ended.items()} == dict.fromkeys(ended, "fetched")
    assert "osm/relation/701" not in held(tmp_path, "osm_parks")
    main(["--home", str(tmp_path / "home"), "--territory", SMALL.insee, "check", "--json"])
    told = " ".join(item["reason"] for item in json.loads(capsys.readouterr().out))
    assert all(name in told for name in ("relation/701", "relation/702", "relation/703"))


@pytest.mark.parametrize(
    ("plan", "types", "told"),
    [
        ("pos", {"U", "AU", "NB", "A", "N"}, "fetched"),
        ("carte_communale", {"01", "02", "03", "99"}, "fetched"),
        ("rnu", set(), "empty"),
        ("none", set(), "empty"),
    ],
)
def test_each_kind_of_plan_is_read_and_none_is_taken_for_no_rule(tmp_path, plan, types, told):
    commune = replace(smaller(MOUNTAIN, (2, 2)), plan=plan)
    with Official(commune, tmp_path / "services") as official:
        setup = Setup(official.settings())
        ended = update(
            commune.insee,
            actor=operator(),
            home=tmp_path / "home",
            layers=["commune", "urban_zones"],
            setup=setup,
        )
    assert ended.outcomes[-1].outcome == told
    layer = Territory(commune.insee, home=tmp_path / "home").get("urban_zones")
    assert (set() if layer is None else set(layer.data["zone_type"])) == types
    assert (layer is None) == (not types)


def test_a_service_that_is_down_leaves_the_layer_in_place(official, fetch, tmp_path):
    fetch("commune", "osm_trees")
    before = held(tmp_path, "osm_trees")
    official.http.clear_all_handlers()
    official.http.expect_request("/osm").respond_with_handler(
        lambda _: as_json({"remark": "runtime error: Query timed out", "elements": []})
    )
    assert fetch("osm_trees")["osm_trees"].outcome == "failed"
    assert held(tmp_path, "osm_trees") == before
