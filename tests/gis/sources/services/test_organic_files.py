"""Files of organic parcels: the region's before the nation's, and the nation's where there is none."""

from __future__ import annotations

import geopandas as gpd
import pytest
import stamina

from gis.sources import Amount, Place
from gis.sources.regions import REGIONS
from gis.sources.services import organic

SIZES = {"rpg-bio-2020-national.gpkg": 270, "rpg-bio-2020-r32.gpkg": 4, "rpg-bio-2020-r93.gpkg": 17}


@pytest.fixture
def listing(httpserver):
    def publish(**sizes):
        resources = [
            {"title": name, "url": httpserver.url_for(f"/files/{name}"), "filesize": size}
            for name, size in (SIZES | sizes).items()
        ]
        httpserver.expect_request("/organic").respond_with_json({"resources": resources})

    return publish


def names(found):
    return {campaign: [item.url.rpartition("-")[2] for item in items] for campaign, items in found.items()}


def test_the_region_of_the_commune_goes_first(asker, listing, place):
    listing()
    assert names(organic.files(asker, place)) == {2020: ["r32.gpkg", "national.gpkg"]}
    assert organic.estimate(asker, place) == Amount(None, 4, 4)


def test_where_no_region_is_published_the_nation_is_asked(asker, listing):
    listing()
    place = Place("35236")
    assert names(organic.files(asker, place)) == {2020: ["national.gpkg"]}
    assert organic.estimate(asker, place) == Amount(None, 270, 270)


def test_a_size_that_the_service_does_not_say_stays_unknown(asker, listing, place):
    listing(**{"rpg-bio-2020-r32.gpkg": None})
    assert organic.estimate(asker, place) == Amount()


def test_a_regional_file_that_is_gone_gives_way_to_the_national_one(
    asker, listing, place, httpserver, monkeypatch
):
    listing()
    httpserver.expect_request("/files/rpg-bio-2020-r32.gpkg").respond_with_data("gone", status=404)
    httpserver.expect_request("/files/rpg-bio-2020-national.gpkg").respond_with_data("x" * 20_000)
    asked = []
    monkeypatch.setattr(
        organic, "_filtered", lambda _path, file, _place: asked.append(file.url) or _nothing()
    )
    with stamina.set_testing(True, attempts=1):
        organic.fetch(asker, place)
    assert [url.rpartition("-")[2] for url in asked] == ["national.gpkg"]


def _nothing():
    return gpd.GeoDataFrame({"campaign": [], "crop": []}, geometry=[], crs=2154)


def test_every_department_is_in_one_region():
    overseas = {"971", "972", "973", "974", "976"}
    assert set(REGIONS) == {f"{row:02d}" for row in range(1, 96) if row != 20} | {"2A", "2B"} | overseas
