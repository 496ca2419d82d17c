from __future__ import annotations

import gzip

import geopandas as gpd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.territory import write_layer
from tests.gis.small_territory import box, frame, line
from views import territories
from views.http import routes
from views.http.assets import asset_url, listed
from views.http.features import features_url
from views.http.responses import Body, ResponseCache, accepts_gzip

CODE = "01001"


def put(home, key, rows):
    provenance = {"source": "drawn for a test", "source_date": "2024", "status": "illustrative"}
    write_layer(home / CODE, key, frame(rows), provenance=provenance)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CAILLOUX_HOME", str(tmp_path))
    put(tmp_path, "hedges", [(f"H{n}", line((0, n), (50, n)), {"species": "=1+1"}) for n in range(20)])
    return tmp_path


@pytest.fixture
def client(home):
    with TestClient(Starlette(routes=routes())) as client:
        yield client


def address(key="hedges", extension="geojson", folder="features", **query):
    told = "".join(f"&{name}={value}" for name, value in query.items())
    return f"/{folder}/{key}.{extension}?territory={CODE}{told}"


def test_a_layer_comes_compressed_with_its_name_for_the_cache(client):
    answer = client.get(address())
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) < len(answer.content)
    assert len(answer.json()["features"]) == 20


def test_without_gzip_it_comes_plain_under_another_tag(client):
    plain = client.get(address(), headers={"accept-encoding": "identity"})
    packed = client.get(address())
    assert "content-encoding" not in plain.headers
    assert plain.content == packed.content
    assert plain.headers["etag"] != packed.headers["etag"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_what_the_browser_has_is_not_sent_again(client, form):
    tag = client.get(address()).headers["etag"]
    answer = client.get(address(), headers={"if-none-match": form.format(tag)})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["etag"] == tag


def test_a_replaced_layer_is_sent_anew(client, home):
    before = client.get(address())
    put(home, "hedges", [("H1", line((0, 0), (50, 0)), {})])
    after = client.get(address(), headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert len(after.json()["features"]) == 1


def test_an_address_with_its_version_is_kept_for_long(client):
    url = features_url(territories.territory(CODE), "hedges")
    assert "immutable" in client.get(url).headers["cache-control"]
    assert client.get(address(v="old")).headers["cache-control"] == "no-cache"


def test_the_map_gets_less_than_qgis(client):
    lean = client.get(address()).json()["features"][0]["properties"]
    full = client.get(address(full=1)).json()["features"][0]["properties"]
    assert "licence" not in lean
    assert full["licence"] == "CC0"
    assert set(lean) < set(full)


def test_a_layer_without_data_is_told_apart_from_an_empty_one(client, home):
    answer = client.get(address("urban_zones"))
    assert answer.status_code == 200
    assert answer.json()["no_data"] is True
    assert answer.headers["x-no-data"] == "true"
    assert "x-no-data" not in client.get(address()).headers


def test_no_empty_file_stands_for_the_unknown(client):
    answer = client.get(address("urban_zones", "csv", "download"))
    assert answer.status_code == 404
    assert "Pas de donnée" in answer.json()["error"]


@pytest.mark.parametrize(
    "url",
    [
        "/features/nonsense.geojson",
        "/features/hedges.exe",
        "/features/hedges",
        "/features/..%2f..%2fpyproject.geojson",
        "/features/hedges.geojson?territory=99999",
        "/features/hedges.geojson?territory=../..",
        "/features/%3Cscript%3E.geojson",
        "/download/hedges.exe",
        "/download/nonsense.csv",
        "/assets/nonsense.js",
        "/assets/leaflet/%2e%2e/%2e%2e/__init__.py",
        "/assets//etc/passwd",
        "/assets/",
    ],
)
def test_what_is_not_there_gets_a_sentence(client, url):
    answer = client.get(url)
    assert answer.status_code == 404
    assert len(answer.json()["error"]) > 10
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_sentence_is_in_the_language_of_the_request(client):
    french = client.get("/features/nonsense.geojson").json()["error"]
    english = client.get("/features/nonsense.geojson?lang=en").json()["error"]
    assert french.startswith("La couche")
    assert english.startswith("There is no layer")


@pytest.mark.parametrize("url", [address(), "/assets/leaflet/leaflet.js", "/assets/leaflet/nonsense.js"])
def test_every_answer_keeps_browsers_from_guessing(client, url):
    headers = client.get(url).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"


def test_only_reading_is_allowed(client):
    assert client.post(address()).status_code == 405
    assert client.head(address()).status_code == 200


def test_a_download_bears_a_safe_name(client):
    answer = client.get(address("hedges", "csv", "download"))
    assert answer.headers["content-disposition"] == 'attachment; filename="01001_hedges.csv"'
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "'=1+1" in answer.text


def test_a_downloaded_geopackage_opens(client, tmp_path):
    path = tmp_path / "hedges.gpkg"
    path.write_bytes(client.get(address("hedges", "gpkg", "download")).content)
    back = gpd.read_file(path, layer="hedges")
    assert len(back) == 20
    assert set(back["licence"]) == {"CC0"}


def test_a_downloaded_geojson_has_every_column(client):
    told = client.get(address("hedges", "geojson", "download")).json()
    assert told["features"][0]["properties"]["source_date"] == "2024"


def test_a_corrupted_layer_is_no_data_and_the_others_stay(client, home):
    put(home, "mining_railways", [("r", line((0, 0), (9, 9)), {})])
    (broken,) = (home / CODE).glob("hedges.*.parquet")
    broken.write_bytes(b"not a parquet")
    assert client.get(address(full=1)).json()["no_data"] is True
    assert len(client.get(address("mining_railways")).json()["features"]) == 1


@pytest.mark.parametrize("name", ["leaflet/leaflet.js", "leaflet/leaflet.css", "leaflet/images/layers.png"])
def test_leaflet_is_served_from_its_package(client, name):
    answer = client.get(f"/assets/{name}")
    assert answer.status_code == 200
    assert answer.content == listed()[name].read_bytes()
    assert "max-age=3600" in answer.headers["cache-control"]


def test_an_asset_under_its_hash_is_kept_for_a_year(client):
    assert "immutable" in client.get(asset_url("leaflet/leaflet.css")).headers["cache-control"]


def test_no_code_of_the_server_is_served():
    assert not any(name.endswith((".py", ".toml", ".map")) for name in listed())


def test_one_territory_serves_all_until_its_data_change(home):
    first = territories.territory(CODE)
    assert territories.territory(CODE) is first
    put(home, "commune", [(CODE, box(0, 0, 9, 9), {})])
    assert territories.territory(CODE) is not first


def test_only_the_territories_used_last_stay_open(home):
    codes = [f"02{number:03d}" for number in range(territories.MOST_OPEN + 1)]
    for code in codes:
        provenance = {"source": "test", "status": "own"}
        write_layer(home / code, "commune", frame([(code, box(0, 0, 1, 1), {})]), provenance=provenance)
    first, *later = [territories.territory(code) for code in codes]
    assert [territories.territory(code) for code in codes[1:]] == later
    assert territories.territory(codes[0]) is not first


def test_a_shelf_lets_the_oldest_go_when_it_is_full():
    cache = ResponseCache(room=250)
    made = []

    def body(name):
        made.append(name)
        return Body(bytes(100), "text/plain")

    for name in ("a", "b", "a", "c", "a", "b"):
        cache.get(name, lambda name=name: body(name))
    assert made == ["a", "b", "c", "b"]


@pytest.mark.parametrize(
    ("header", "allowed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("*", True),
        ("identity", False),
        ("", False),
        ("gzip;q=nonsense", False),
        ("*;q=0, gzip", True),
    ],
)
def test_gzip_only_for_those_who_take_it(header, allowed):
    assert accepts_gzip(header) is allowed


def test_the_same_content_is_compressed_to_the_same_bytes():
    first, second = (Body(b"x" * 5000, "text/plain").packed for _ in range(2))
    assert first == second
    assert gzip.decompress(first) == b"x" * 5000
