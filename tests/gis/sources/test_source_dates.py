"""The date of a feature is that of its edition or its own, never the moment of asking."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from werkzeug import Response

from gis.sources import SOURCES, CleaningReport, Fetched, complete
from gis.sources.frames import dates, from_features
from gis.sources.services import admin, bdtopo, bdtopo_paths, georisques, mbm, planning, protected
from gis.update.provenance import provenance_of
from tests.services.mapserver import SHARED

ASKED = "2026-11-22T08:00:00.000Z"
REAL = SHARED / "cases" / "real"
LINE = {"type": "LineString", "coordinates": [[2.744, 50.449], [2.745, 50.449]]}
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[2.744, 50.449], [2.745, 50.449], [2.745, 50.45], [2.744, 50.45], [2.744, 50.449]]],
}
CREATED = {"date_creation": "2021-05-17 18:15:17"}


def serve(httpserver, geometry, *properties, service="ign_wfs"):
    """Answer every type with the same features, in a reply that says when it was asked."""
    items = [
        {"type": "Feature", "id": f"x.{at}", "geometry": geometry, "properties": told}
        for at, told in enumerate(properties)
    ]
    document = {
        "type": "FeatureCollection",
        "features": items,
        "numberMatched": len(items),
        "numberReturned": len(items),
        "timeStamp": ASKED,
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
    }
    body = json.dumps(document)
    httpserver.expect_request(f"/{service}").respond_with_handler(
        lambda _: Response(body, content_type="application/json")
    )


def told(fetched, normalise, place):
    frame = normalise(fetched, place)
    assert not frame["source_date"].str.startswith(ASKED[:10]).any()
    assert not fetched.edition.startswith(ASKED[:10])
    return frame["source_date"].tolist()


def test_features_of_bd_topo_have_the_day_of_their_last_change(asker, httpserver, place):
    changed = {**CREATED, "date_modification": "2024-02-01T09:00:00Z"}
    serve(httpserver, LINE, CREATED, changed, {"date_creation": None})
    assert told(bdtopo.fetch_hedges(asker, place), bdtopo.normalise_hedges, place) == [
        "2021-05-17",
        "2024-02-01",
        "",
    ]
    assert told(bdtopo.fetch_woods(asker, place), bdtopo.normalise_woods, place)[0] == "2021-05-17"
    assert (
        told(bdtopo_paths.fetch_paths(asker, place), bdtopo_paths.normalise_paths, place)[0] == "2021-05-17"
    )


@pytest.mark.skipif(not REAL.exists(), reason=f"the real captures are not at {REAL}")
def test_real_hedges_and_woods_keep_their_own_days_and_hedges_are_no_woods():
    hedges, woods = (
        json.loads((REAL / f"bdtopo_{name}_redon.json").read_text("utf-8"))["features"]
        for name in ("haie", "vegetation")
    )
    fetched = Fetched((hedges, "EPSG:2154", bdtopo.HEDGE_TYPES[0]), "u")
    frame = bdtopo.normalise_hedges(fetched, REDON)
    assert len(frame) == len(hedges)
    assert frame["source_date"].str.fullmatch(r"20[012]\d-\d\d-\d\d").all()
    frame = bdtopo.normalise_woods(Fetched((woods, "EPSG:2154", bdtopo.WOODS), "u"), REDON)
    assert len(frame) == sum(item["properties"]["nature"] != "Haie" for item in woods)
    assert (
        frame["source_date"]
        .isin(["", *(item["properties"].get("date_creation", "") for item in woods)])
        .all()
    )


class REDON:
    """A place far from the commune of the other tests."""

    crs = "EPSG:2154"

    @staticmethod
    def box(_margin_m=0.0):
        return (310_000.0, 6_730_000.0, 330_000.0, 6_750_000.0)


def test_protected_areas_have_the_day_of_their_last_change(asker, httpserver, place):
    serve(httpserver, SQUARE, {"id_mnhn": "1", "date_crea": "1988-06-01", "modif_geo": "2015-03-02"})
    found = told(protected.fetch(asker, place), protected.normalise, place)
    assert set(found) == {"2015-03-02"}


def test_an_outline_and_the_basin_whose_edition_nobody_tells_have_no_date(asker, httpserver, place):
    serve(httpserver, SQUARE, {"code_insee": "62386", "nom_officiel": "Grenay"})
    fetched = admin.fetch_commune(asker, place)
    assert told(fetched, admin.normalise_commune, place) == [""]
    assert set(admin.normalise_commune(fetched, place)["source"]) == {admin.CREDIT.source}
    serve(httpserver, LINE, {"ID_NTRONCO": 1}, service="mbm_wfs")
    assert told(mbm.fetch_railways(asker, place), mbm.normalise_railways, place) == [""]


def test_ground_movements_and_zones_have_their_own_days(place):
    moved = {"identifiant": "1", "longitude": 2.744, "latitude": 50.449, "date_maj": "2019-04-05"}
    assert told(Fetched([moved], "u"), georisques.normalise_movements, place) == ["2019-04-05"]
    zones = [
        {
            "type": "Feature",
            "id": f"z{day}",
            "geometry": SQUARE,
            "properties": {"datvalid": day, "typezone": "U"},
        }
        for day in ("20160315", "20240102")
    ]
    assert told(Fetched((zones, {}), "u"), planning.normalise_zones, place) == ["2016-03-15", "2024-01-02"]


def test_a_layer_has_the_latest_day_of_its_features_and_the_time_of_its_reply_beside():
    rows = from_features(
        [
            {"geometry": LINE, "properties": {"day": day}}
            for day in ("2021-05-17T18:15:17", "2023-01-02", "", None, "soon")
        ],
        crs="EPSG:4326",
        to="EPSG:2154",
    )
    credit = SOURCES["hedges"][0].credit
    frame = complete(rows, ids=list("abcde"), credit=credit, url="u", date=dates(rows, "day", "none"))
    assert frame["source_date"].tolist() == ["2021-05-17", "2023-01-02", "", "", ""]

    entry = provenance_of(SOURCES["hedges"][0], Fetched(None, "u"), frame, CleaningReport())
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    assert (entry["source_date"], entry["fetched_at"][:10]) == ("2023-01-02", today)
    assert entry["attribution"] == credit.source
