"""Crops campaign by campaign: clipped, summed, resumed, and what a service does not have stays unknown."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pandas as pd
import pyproj
import pytest
import shapely
from werkzeug import Response

from gis.errors import ServiceError
from gis.indicators import crop_years
from gis.rights import operator
from gis.sources import SourceSettings
from gis.sources.settings import URLS
from gis.territory import Territory, read_manifest, write_layer
from gis.update import Setup, title_of, update_years, years_wanted
from gis.words import use_language
from tests.gis.small_layers import commune, square

CODE = "62528"
DEGREES = pyproj.Transformer.from_crs(2154, 4326, always_xy=True)


@pytest.fixture(autouse=True)
def _english():
    with use_language("en"):
        yield


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    write_layer(folder / CODE, "commune", commune(), provenance={"status": "official", "source": "x"})
    return folder


class Office:
    """A WFS that has some campaigns of the RPG."""

    def __init__(self, httpserver, campaigns):
        self.campaigns, self.asked, self.broken = campaigns, [], set()
        urls = dict.fromkeys(URLS, httpserver.url_for("/wfs"))
        settings = SourceSettings(contact="t@example.org", urls=urls, intervals={}, attempts=1)
        self.setup = Setup(settings, embedded=Path("none"))
        httpserver.expect_request("/wfs").respond_with_handler(self.serve)

    def serve(self, request):
        year = int(request.args["TYPENAMES"][len("RPG.") :][:4])
        self.asked.append(year)
        if year in self.broken:
            return Response("busy", 500)
        if year not in self.campaigns:
            return Response("<ows:ExceptionReport>unknown type</ows:ExceptionReport>", 400)
        rows = self.campaigns[year]
        items = [
            {"type": "Feature", "id": f"p.{row}", "geometry": degrees(shape), "properties": fields}
            for row, (shape, fields) in enumerate(rows)
        ]
        document = {"type": "FeatureCollection", "features": items, "numberMatched": len(items)}
        document["crs"] = {"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
        return Response(json.dumps(document), content_type="application/json")

    def bring(self, home, **options):
        return update_years(CODE, actor=operator(), home=home, setup=self.setup, **options)


def degrees(shape):
    turned = shapely.transform(shape, lambda xy: pd.DataFrame(DEGREES.transform(*xy.T)).T.to_numpy())
    return json.loads(shapely.to_geojson(turned))


def grown(shape, crop, group):
    return shape, {"code_cultu": crop, "code_group": group}


@pytest.fixture
def office(httpserver):
    first = [grown(square(), "BTH", "1"), grown(square(200), "ORH", "3"), grown(square(950), "BTH", "1")]
    return Office(httpserver, {2023: first, 2024: [grown(square(), "PPH", "18")], 2022: []})


def known(home):
    return {item.year: item for item in crop_years(Territory(CODE, home=home, embedded=home / "none"))}


def test_each_campaign_is_summed_by_crop_inside_the_commune(office, home):
    summary = office.bring(home)
    years = known(home)
    crops = {crop.code: (crop.group, crop.area_ha, crop.parcels) for crop in years[2023].crops}
    assert crops["BTH"] == ("1", pytest.approx(1.5, abs=1e-3), 2)
    assert crops["ORH"] == ("3", pytest.approx(1.0, abs=1e-3), 1)
    assert years[2024].groups == {"18": pytest.approx(1.0, abs=1e-3)}
    assert years[2023].source == "RPG 2023, ASP / IGN / MASA"
    outcomes = {item.layer: item.outcome for item in summary.outcomes}
    assert (outcomes["farmland:2023"], outcomes["farmland:2022"]) == ("fetched", "empty")
    assert title_of("farmland:2023") == "Farmland, 2023"


def test_a_campaign_that_is_not_published_is_unknown_and_an_empty_one_is_empty(office, home):
    office.bring(home)
    years = known(home)
    assert (years[2015].crops, years[2015].area_ha) == (None, None)
    assert (years[2022].crops, years[2022].area_ha) == ((), 0.0)


def test_ground_that_two_parcels_share_counts_once(httpserver, home):
    rows = [grown(square(), "BTH", "1"), grown(square(50), "ORH", "3")]
    Office(httpserver, {2024: rows}).bring(home)
    year = known(home)[2024]
    assert year.area_ha == pytest.approx(1.5, abs=1e-3)
    assert sum(crop.area_ha for crop in year.crops) == year.area_ha


def test_what_is_known_is_not_asked_for_again(office, home):
    office.bring(home)
    office.asked.clear()
    summary = office.bring(home)
    assert not {2022, 2023, 2024} & set(office.asked)
    assert not {2022, 2023, 2024} & set(years_wanted(CODE, home=home))
    assert {item.outcome for item in summary.outcomes} == {"no_data"}
    office.bring(home, again=True)
    assert 2023 in office.asked


def test_an_update_that_was_stopped_goes_on_where_it_ended(office, home):
    stop = threading.Event()

    def halt(event):
        if event.kind == "done" and event.layer == "farmland:2024":
            stop.set()

    summary = office.bring(home, progress=halt, stop=stop)
    assert summary.stopped
    assert known(home)[2024].area_ha == pytest.approx(1, abs=1e-3)
    assert 2023 not in known(home)
    office.bring(home)
    assert known(home)[2023].area_ha is not None


def test_a_campaign_that_fails_leaves_what_was_known_and_the_others_go_on(office, home):
    office.bring(home)
    office.broken = {2023}
    summary = office.bring(home, again=True)
    assert [item.layer for item in summary.failed] == ["farmland:2023"]
    assert known(home)[2023].area_ha == pytest.approx(2.5, abs=1e-3)


def test_the_table_says_where_it_comes_from_and_opens_the_territory_anew(office, home):
    before = (home / CODE / "manifest.json").read_bytes()
    office.bring(home)
    about = read_manifest(home / CODE)["files"]["farmland_years.csv"]
    assert about["licence"] == "Licence Ouverte 2.0"
    assert (home / CODE / "manifest.json").read_bytes() != before


def test_without_an_outline_nothing_is_asked(office, tmp_path):
    with pytest.raises(ServiceError, match="outline"):
        office.bring(tmp_path / "nowhere")
    assert office.asked == []
