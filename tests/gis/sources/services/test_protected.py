"""Protected areas: every list of the catalogue, each area once, and lists that are gone told."""

from __future__ import annotations

import json

from werkzeug import Response

from gis.sources import SOURCES, clean
from gis.sources.services import protected
from gis.territory import registry

LON, LAT = 2.744, 50.449


def area(size, **properties):
    corners = [[LON, LAT], [LON + size, LAT], [LON + size, LAT + size], [LON, LAT + size], [LON, LAT]]
    shape = {"type": "Polygon", "coordinates": [corners]}
    return {"type": "Feature", "id": f"a.{size}", "geometry": shape, "properties": properties}


def serve(httpserver, lists):
    def one(request):
        found = lists.get(request.args["TYPENAMES"])
        if found is None:
            return Response("<ows:ExceptionReport>unknown type</ows:ExceptionReport>", 400)
        crs = {"type": "name", "properties": {"name": "EPSG:4326"}}
        document = {"type": "FeatureCollection", "features": found, "numberMatched": len(found), "crs": crs}
        return Response(json.dumps(document), content_type="application/json")

    httpserver.expect_request("/ign_wfs").respond_with_handler(one)


def test_a_national_park_and_its_surroundings_under_one_number_are_two_areas(asker, httpserver, place):
    park = {"id_mnhn": "FR3300001", "nom_site": "Parc"}
    lists = {"patrinat_pn:parc_national": [area(0.001, **park)], "patrinat_pn2:pn": [area(0.002, **park)]}
    serve(httpserver, lists)
    frame = protected.normalise(protected.fetch(asker, place), place)

    assert frame["kind"].tolist() == ["national_park"] * 2
    assert frame["id"].tolist() == ["national_park-FR3300001", "national_park-FR3300001-pn2"]
    assert clean(frame, registry()["protected_areas"], outline=place.outline)[1].kept == 2


def test_areas_without_a_number_are_told_apart_by_their_shape(asker, httpserver, place):
    serve(httpserver, {"patrinat_rb:rb": [area(0.001, nom_site="A"), area(0.002, nom_site="B")]})
    frame = protected.normalise(protected.fetch(asker, place), place)
    assert frame["id"].is_unique


def test_lists_that_the_service_no_longer_knows_are_told(asker, httpserver, place):
    serve(httpserver, dict.fromkeys(list(protected.KINDS)[1:], ()))
    fetched = protected.fetch(asker, place)
    (remark,) = SOURCES["protected_areas"][0].remarks(fetched, protected.normalise(fetched, place))
    assert (remark.key, remark.count, remark.named) == ("types_gone", 1, ("patrinat_pn:parc_national",))


def test_every_kind_of_area_has_words_of_its_own():
    theme = registry()["protected_areas"]
    kinds = set(protected.KINDS.values())
    assert kinds == set(theme.columns["kind"].codes)
    assert len({theme.value_text(kind) for kind in kinds}) == len(kinds)
