"""Paris, Lyon and Marseille: each arrondissement and the whole, as each service knows them."""

from __future__ import annotations

import gzip
import json

import pytest
import shapely
from werkzeug import Response

from gis.crs import LAMBERT93, Projection
from gis.errors import TerritoryError
from gis.sources import Place
from gis.sources.services import admin, cadastre, georisques, planning
from gis.territory import ARRONDISSEMENTS

ORIGIN = (840_000, 6_518_000)
LYON, SECOND, THIRD = "69123", "69382", "69383"


def square(east=0, side=1_000):
    x, y = ORIGIN[0] + east, ORIGIN[1]
    shape = shapely.box(x, y, x + side, y + side)
    return json.loads(shapely.to_geojson(Projection(LAMBERT93).to_wgs84([shape])[0]))


def feature(shape, **properties):
    return {"type": "Feature", "geometry": shape, "properties": properties}


def outline(code, east=0, **properties):
    return feature(square(east), code_insee=code, nom_officiel=code, superficie_cadastrale=100, **properties)


@pytest.fixture
def third():
    x, y = ORIGIN
    return Place(THIRD, "Lyon 3e", shapely.box(x, y, x + 1_000, y + 1_000))


@pytest.fixture
def wfs(httpserver):
    def serve(types):
        def answer(request):
            found = types[request.args.get("TYPENAMES") or request.args["TYPENAME"]]
            document = {"type": "FeatureCollection", "features": found, "numberMatched": len(found)}
            return Response(json.dumps(document), content_type="application/json")

        httpserver.expect_request("/ign_wfs").respond_with_handler(answer)

    return serve


def parcel_file(code):
    properties = {"id": f"{code}000AB0012", "commune": code, "section": "AB", "numero": "12"}
    line = json.dumps(feature(square(), **properties), separators=(",", ":"))
    return gzip.compress(f'{{"type":"FeatureCollection","features":[\n{line}\n]}}\n'.encode())


def test_the_outline_of_an_arrondissement_comes_from_the_list_of_arrondissements(asker, wfs, third):
    wfs({admin.PARTS: [outline(THIRD), outline(SECOND, 1_000)], admin.TYPENAME: []})
    frame = admin.normalise_commune(admin.fetch_commune(asker, third), third)
    assert frame["insee"].tolist() == [THIRD]


def test_around_an_arrondissement_are_others_and_communes_but_not_its_own(asker, wfs, third):
    parts = [outline(THIRD), outline(SECOND, 1_000)]
    wfs({admin.PARTS: parts, admin.TYPENAME: [outline(LYON), outline("69266", -1_000)]})
    frame = admin.normalise_neighbours(admin.fetch_neighbours(asker, third), third)
    assert sorted(frame["insee"]) == ["69266", SECOND]


def test_the_commune_api_gives_the_outline_of_an_arrondissement(asker, httpserver, third):
    found = {"features": [feature(square(), code=THIRD, nom="Lyon 3e Arrondissement", surface=100)]}
    query = {**admin.OUTLINE, "code": THIRD, "type": "arrondissement-municipal"}
    httpserver.expect_request("/geo_api/communes", query_string=query).respond_with_json(found)
    frame = admin.normalise_commune(admin.fetch_commune_from_api(asker, third), third)
    assert frame["name"].tolist() == ["Lyon 3e Arrondissement"]


def test_the_parcels_of_the_whole_are_those_of_every_arrondissement(asker, httpserver, third):
    for code in ARRONDISSEMENTS[LYON]:
        path = f"/cadastre/latest/geojson/communes/69/{code}/cadastre-{code}-parcelles.json.gz"
        httpserver.expect_request(path).respond_with_data(parcel_file(code))
    whole = Place(LYON, "Lyon", third.outline)

    ids = cadastre.normalise_parcels(cadastre.fetch_parcels(asker, whole), whole)["id"]
    assert ids.tolist() == [f"{code}000AB0012" for code in ARRONDISSEMENTS[LYON]]
    ids = cadastre.normalise_parcels(cadastre.fetch_parcels(asker, third), third)["id"]
    assert ids.tolist() == [f"{THIRD}000AB0012"]


def test_a_plan_is_that_of_the_whole_commune(asker, httpserver, third):
    httpserver.expect_request("/planning/document").respond_with_json({"features": []})
    asked = httpserver.expect_request("/planning/municipality", query_string={"insee": LYON})
    asked.respond_with_json({"features": [{"properties": {"is_rnu": True}}]})
    assert planning.fetch_zones(asker, third).note == "national_rules"


def test_hazards_are_asked_under_each_code_and_none_found_proves_nothing(asker, httpserver, third):
    httpserver.expect_request("/georisques/cavites").respond_with_json({"data": [], "total_pages": 1})
    assert georisques.fetch_cavities(asker, third).note == "coverage_unknown"
    assert {request.args["code_insee"] for request, _ in httpserver.log} == {THIRD, LYON}


def test_a_code_that_is_part_of_another_commune_since_names_it(asker, httpserver, wfs):
    wfs({admin.TYPENAME: []})
    former = [{"nom": "Pontigné", "code": "49245", "chefLieu": "49018"}]
    httpserver.expect_request("/geo_api/communes_associees_deleguees").respond_with_json(former)
    with pytest.raises(TerritoryError, match="Ask for 49018"):
        admin.fetch_commune(asker, Place("49245"))
