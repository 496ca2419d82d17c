"""The WFS client and Mission Bassin Minier against a real MapServer."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely

from gis.crs import LAMBERT93
from gis.sources import Client, Fetcher, Place, RefusedError, ReplyCache, SourceSettings, clean
from gis.sources.formats.wfs import Query, features, hits
from gis.sources.frames import from_features
from gis.sources.services import mbm, mbm_heaps, mbm_property
from gis.sources.settings import URLS
from gis.territory import registry
from gis.territory.validation import check_layer
from tests.services.mapserver import MapServer, missing, reference, zipped_shapefiles

pytestmark = [
    pytest.mark.mapserver,
    pytest.mark.skipif(bool(missing()), reason=missing() or "all is there"),
]
MBM = "mission_bassin_minier"


@pytest.fixture(scope="module")
def many():
    """12,000 small squares on a grid around the commune, in degrees."""
    x, y = np.meshgrid(679000 + 50 * np.arange(120), 7038000 + 50 * np.arange(100))
    squares = shapely.box(x.ravel(), y.ravel(), x.ravel() + 20, y.ravel() + 20)
    ids = [f"VEGETAT{number:08d}" for number in range(squares.size)]
    return gpd.GeoDataFrame({"cleabs": ids}, geometry=squares, crs=2154).to_crs(4326)


@pytest.fixture(scope="module")
def server(tmp_path_factory, many):
    served = reference("zt-terrils").rename(
        columns={"id": "ID", "nom": "NOM", "nom_usuel": "NOM_USUEL", "forme": "FORME_2023"}
    )
    estates = reference("zt-cites-minieres").rename(columns={"id_lsm": "ID_LSM", "nom": "NOM_CITE"})
    layers = {
        f"{MBM}:zt_terrils": served,
        f"{MBM}:zt_cavaliers": reference("zt-cavaliers").rename(columns={"id_troncon": "ID_NTRONCO"}),
        f"{MBM}:zt_cites_minires": estates,
        f"{MBM}:zt_parvis_agricoles": reference("zt-parvis-agricoles"),
        "BDTOPO_V3:zone_de_vegetation": many,
    }
    with MapServer(tmp_path_factory.mktemp("wfs"), layers, cap=5_000) as running:
        yield running


@pytest.fixture
def commune():
    row = reference("communes-mbm").set_index("insee").to_crs(2154).loc["62528"]
    return Place("62528", row["nom"], row.geometry)


@pytest.fixture
def at_server(server, tmp_path):
    urls = {**URLS, "mbm_wfs": server.url, "ign_wfs": server.url}
    settings = SourceSettings(urls=urls, intervals={})
    with Client(settings, ReplyCache(tmp_path / "spool", hours=24)) as client:
        yield Fetcher(client)


VEGETATION = Query("ign_wfs", "BDTOPO_V3:zone_de_vegetation", sort="cleabs")
WHOLE = (678000.0, 7037000.0, 686000.0, 7044000.0)


@pytest.mark.parametrize("page", [5_000, 2_500])
def test_pages_of_any_size_bring_every_feature_once(at_server, page):
    found = features(at_server, replace(VEGETATION, box=WHOLE, page=page))

    assert found.matched == 12_000
    assert len({item["properties"]["cleabs"] for item in found.features}) == 12_000


def test_a_server_that_sends_less_than_asked_is_asked_on(at_server):
    found = features(at_server, replace(VEGETATION, box=WHOLE, page=50_000))

    assert len(found.features) == 12_000


def test_metres_degrees_and_gml_bring_the_same_places(at_server):
    box = (679000.0, 7038000.0, 679500.0, 7038500.0)
    degrees = gpd.GeoSeries([shapely.box(*box)], crs=2154).to_crs(4326).total_bounds

    asked = {
        "metres": replace(VEGETATION, box=box),
        "degrees": replace(VEGETATION, box=box, crs="EPSG:4326"),
        "gml": replace(VEGETATION, latlon=tuple(degrees), crs="urn:ogc:def:crs:EPSG::4326", as_gml=True),
    }
    frames = {}
    for name, query in asked.items():
        found = features(at_server, query)
        frame = from_features(found.features, crs=found.crs, to=LAMBERT93, box=box)
        frames[name] = frame[shapely.within(frame.geometry.to_numpy(), shapely.box(*box))].set_index("cleabs")

    for name in ("degrees", "gml"):
        together = frames["metres"].index.intersection(frames[name].index)
        assert len(together) >= 80
        apart = frames["metres"].loc[together].distance(frames[name].loc[together], align=False)
        assert apart.max() < 0.5


def test_a_count_that_is_capped_too_does_not_cut_the_layer(at_server, server, monkeypatch):
    monkeypatch.setattr(server, "caps_the_count", True)

    assert len(features(at_server, replace(VEGETATION, box=WHOLE)).features) == 12_000


def test_hits_counts_without_moving_features(at_server):
    assert hits(at_server, replace(VEGETATION, box=WHOLE)) == 12_000


def test_a_layer_that_the_server_does_not_know_is_refused_in_words(at_server):
    with pytest.raises(RefusedError, match=r"answers 400\. msWFS"):
        features(at_server, Query("ign_wfs", "RPG.2025:parcelles_graphiques", box=WHOLE))


def test_more_features_than_allowed_are_refused_before_they_move(at_server):
    at_server.client.settings = replace(at_server.settings, most_features=1_000)
    before = at_server.client.moved_bytes

    with pytest.raises(Exception, match="12000 features, more than the 1000 accepted"):
        features(at_server, replace(VEGETATION, box=WHOLE, page=10))

    assert at_server.client.moved_bytes - before < 20_000


@pytest.mark.parametrize(
    ("layer", "fetch", "normalise", "least"),
    [
        ("mining_railways", mbm.fetch_railways, mbm.normalise_railways, 10),
        ("open_farmland", mbm.fetch_open_farmland, mbm.normalise_open_farmland, 5),
    ],
)
def test_a_landscape_layer_becomes_a_layer_of_the_atlas(at_server, commune, layer, fetch, normalise, least):
    frame = normalise(fetch(at_server, commune), commune)
    kept, account = clean(frame, registry()[layer], outline=commune.outline, clip="touch")

    assert account.kept >= least
    assert account.rejected_count == 0
    assert set(kept["status"]) == {"official"}
    assert not [item for item in check_layer(kept, registry()[layer], crs=LAMBERT93) if item.level == "error"]


def archive(tmp_path):
    names = {
        "Terrils": "terrils",
        "Bien Inscrit": "bien-inscrit",
        "Zone Tampon": "zone-tampon",
        "batis": "batis",
        "cités minières": "cites-minieres",
    }
    return zipped_shapefiles(tmp_path, {name: reference(file) for name, file in names.items()})


def test_heaps_come_from_the_landscape_and_from_the_property(at_server, commune, tmp_path, httpserver):
    httpserver.expect_request("/archive").respond_with_data(archive(tmp_path), content_type="application/zip")
    urls = {**at_server.settings.urls, "mbm_archive": httpserver.url_for("/archive")}
    at_server.client.settings = replace(at_server.settings, urls=urls)

    heaps, _ = clean(
        mbm_heaps.normalise_heaps(mbm.fetch_heaps(at_server, commune), commune),
        registry()["slag_heaps"],
        outline=commune.outline,
        clip="touch",
    )
    heaps = heaps.set_index("id")
    assert {"T074", "T074a", "T074b", "T059", "T079", "T079a"} <= set(heaps.index)
    assert heaps.loc["T074", "in_property"]
    assert heaps.loc["T074", "unesco_id"] != ""
    assert heaps.loc["T074", "area_in_commune_ha"] <= heaps.loc["T074", "area_ha"] + 1e-6

    estates = mbm_heaps.normalise_estates(mbm.fetch_estates(at_server, commune), commune)
    assert estates["id"].is_unique
    assert estates["published_ids"].str.contains(";").any()

    for normalise, theme in (
        (mbm_property.normalise_heritage, "heritage"),
        (mbm_property.normalise_buildings, "mining_buildings"),
    ):
        frame = normalise(mbm.fetch_property(at_server, commune), commune)
        _, account = clean(frame, registry()[theme], outline=commune.outline, clip="touch")
        assert account.kept > 0
        assert account.rejected == []


def test_without_the_archive_the_layer_says_which_part_is_missing(at_server, commune, httpserver):
    httpserver.expect_request("/archive").respond_with_data("gone", status=404)
    urls = {**at_server.settings.urls, "mbm_archive": httpserver.url_for("/archive")}
    at_server.client.settings = replace(at_server.settings, urls=urls)

    fetched = mbm.fetch_heaps(at_server, commune)

    assert fetched.missing_parts == ("mbm_archive",)
    assert "T059" in set(mbm_heaps.normalise_heaps(fetched, commune)["id"])


def test_shafts_come_from_their_file(at_server, commune, tmp_path, httpserver):
    content = zipped_shapefiles(tmp_path, {"puits": reference("puits-de-mines")})
    httpserver.expect_request("/shafts").respond_with_data(content, content_type="application/zip")
    urls = {**at_server.settings.urls, "mbm_shafts": httpserver.url_for("/shafts")}
    at_server.client.settings = replace(at_server.settings, urls=urls)

    frame = mbm_property.normalise_shafts(mbm.fetch_shafts(at_server, commune), commune)
    kept, account = clean(frame, registry()["mine_shafts"], outline=commune.outline)

    assert account.kept >= 8
    assert kept["sunk"].between(1850, 1960).sum() >= 8
    assert kept["brgm_id"].str.startswith("BSS").all()
