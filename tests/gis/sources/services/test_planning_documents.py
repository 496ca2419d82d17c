"""Several documents in one commune, codes that no list knows, and what weighs on the ground beside them."""

from __future__ import annotations

import json

import pytest
import shapely
from werkzeug import Response

from gis.crs import LAMBERT93, Projection
from gis.dossier import dossier_of
from gis.sources import SOURCES, Place, clean
from gis.sources.formats.wfs import IncompleteError
from gis.sources.services import planning, public_easements
from gis.territory import registry
from tests.gis.sources.conftest import GRENAY


def degrees(west, south, size=100.0):
    corners = shapely.box(west, south, west + size, south + size)
    moved = shapely.transform(corners, Projection(LAMBERT93).to_lonlat)
    return json.loads(shapely.to_geojson(moved))


def item(identity="", *, at=(680_000, 7_039_000), **properties):
    return {"type": "Feature", "id": identity, "geometry": degrees(*at), "properties": properties}


def answer(httpserver, **answers):
    for path, items in answers.items():
        document = {"type": "FeatureCollection", "features": items, "totalFeatures": len(items)}
        httpserver.expect_request(f"/planning/{path.replace('_', '-')}").respond_with_json(document)


def kept(frame, key, place):
    return clean(frame, registry()[key], outline=place.outline)


def test_every_document_of_a_commune_is_asked_for(asker, httpserver, place):
    documents = [
        item(partition="DU_62001", name="62001_PLU_20100101"),
        item(partition="DU_62002", name="62002_CC_20080101"),
        item(partition="DU_62002", name="62002_CC_20080101"),
    ]

    def zones(request):
        partition = request.args["partition"]
        shape = item("zone_urba.1", partition=partition, typezone="03", libelle="N", idurba="")
        return Response(json.dumps({"features": [shape]}), content_type="application/json")

    answer(httpserver, document=documents, secteur_cc=[])
    httpserver.expect_request("/planning/zone-urba").respond_with_handler(zones)
    frame = planning.normalise_zones(planning.fetch_zones(asker, place), place)

    assert frame["document"].tolist() == ["62001_PLU_20100101", "62002_CC_20080101"]
    assert kept(frame, "urban_zones", place)[1].kept == 2


def test_documents_are_asked_by_an_outline_without_the_rim_that_neighbours_touch(place):
    asked = planning.inside(place).shape
    assert shapely.contains_properly(GRENAY, asked)
    assert planning.inside(Place("1", outline=shapely.box(0, 0, 9, 9))).shape.area == 81


def test_prescriptions_that_no_list_knows_are_kept_and_told(asker, httpserver, place):
    given = {"partition": "DU_1", "typepsc": "77", "stypepsc": "3", "libelle": "Mur"}
    known = {"partition": "DU_1", "typepsc": "1", "stypepsc": "0", "libelle": "Bois"}
    answer(
        httpserver,
        document=[item(partition="DU_1", name="plan")],
        prescription_surf=[item("a", **given), item("b", **known)],
        prescription_lin=[],
        prescription_pct=[],
    )
    fetched = planning.fetch_prescriptions(asker, place)
    frame = planning.normalise_prescriptions(fetched, place)

    assert frame["code"].tolist() == ["77-03", "01-00"]
    assert kept(frame, "urban_prescriptions", place)[1].rejected == []
    (remark,) = SOURCES["urban_prescriptions"][0].remarks(fetched, frame)
    assert (remark.key, remark.count, remark.named) == ("unlisted", 1, ("77-03",))


def test_informations_of_a_plan_are_known_by_kind_and_strange_ones_kept(asker, httpserver, place):
    common = {"partition": "DU_1", "datvalid": "20160315"}
    answer(
        httpserver,
        document=[item(partition="DU_1", name="plan")],
        info_surf=[item("a", typeinf="2", stypeinf="0", libelle="ZAC", **common)],
        info_lin=[item("b", typeinf="55", stypeinf="", **common)],
        info_pct=[],
    )
    frame = planning.normalise_informations(planning.fetch_informations(asker, place), place)

    assert frame["kind"].tolist() == ["02-00", "55-00"]
    assert frame["approved"].tolist() == ["2016-03-15"] * 2
    assert kept(frame, "planning_information", place)[1].rejected == []


def test_easements_keep_their_category_known_or_not(asker, httpserver, place):
    answer(
        httpserver,
        assiette_sup_s=[item("s.1", suptype="ac1", nomass="Église", datesrcass="20100203")],
        assiette_sup_l=[item("l.1", suptype="zz9")],
        assiette_sup_p=[],
    )
    fetched = public_easements.fetch(asker, place)
    frame = public_easements.normalise(fetched, place)

    assert frame["category"].tolist() == ["AC1", "ZZ9"]
    assert frame["approved"].tolist() == ["2010-02-03", ""]
    assert fetched.note == "easements_partial"
    assert kept(frame, "easements", place)[1].rejected == []
    assert {request.get_json()["geom"]["type"] for request, _ in httpserver.log} == {"Polygon"}


def test_easements_too_many_for_one_reply_are_asked_by_quarters(asker, httpserver, place, monkeypatch):
    monkeypatch.setattr(public_easements, "MOST", 3)
    monkeypatch.setattr(planning, "MOST", 3)
    places = [(679_100 + 800 * row, 7_038_600 + 700 * row) for row in range(4)]
    items = [item(f"s.{row}", at=at, suptype="t1") for row, at in enumerate(places)]

    def serve(request):
        asked = shapely.from_geojson(json.dumps(request.get_json()["geom"]))
        found = [one for one in items if asked.intersects(shapely.from_geojson(json.dumps(one["geometry"])))]
        return Response(json.dumps({"features": found[:3]}), content_type="application/json")

    httpserver.expect_request("/planning/assiette-sup-s").respond_with_handler(serve)
    answer(httpserver, assiette_sup_l=[], assiette_sup_p=[])
    fetched = public_easements.fetch(asker, place)

    assert fetched.matched == 4


def test_easements_that_no_quartering_brings_whole_are_incomplete(asker, httpserver, place, monkeypatch):
    monkeypatch.setattr(public_easements, "MOST", 1)
    monkeypatch.setattr(planning, "MOST", 1)
    answer(httpserver, assiette_sup_s=[item("s.1", suptype="t1")])
    with pytest.raises(IncompleteError):
        public_easements.fetch(asker, place)


def test_no_published_easement_leaves_the_ground_unknown():
    assert SOURCES["easements"][0].empty_means_unknown


def test_what_was_never_fetched_is_no_data_and_not_nothing(territory):
    verdicts = {answer.key: answer.verdict for answer in dossier_of(territory, "A 25").themes}
    assert {verdicts[key] for key in ("easements", "planning_information", "urban_zones")} == {"no_data"}
