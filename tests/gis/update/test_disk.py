"""Room on the disk: told by commune and by file, freed but for what cannot be fetched again."""

from __future__ import annotations

import json
from dataclasses import replace

import geopandas as gpd
import pytest
import shapely
from werkzeug import Response

from gis.__main__ import main
from gis.errors import StoreError
from gis.rights import operator
from gis.sources import SOURCES, Credit, Fetched, Source, SourceSettings, complete
from gis.sources.settings import URLS
from gis.territory import read_manifest
from gis.update import Setup, disk_use, estimate, free, update
from gis.update.journal import sole_update
from gis.words import use_language

CREDIT = Credit("An office", "Licence Ouverte 2.0")
SQUARES = {"62386": shapely.box(680_000, 7_039_000, 681_000, 7_040_000)}
SQUARES["62498"] = shapely.box(681_000, 7_039_000, 682_000, 7_040_000)


@pytest.fixture(autouse=True)
def _english():
    with use_language("en"):
        yield


def commune(_asker, place):
    rows = gpd.GeoDataFrame(
        {"insee": [place.insee], "postcode": ["62160"]}, geometry=[SQUARES[place.insee]], crs=2154
    )
    names = [place.insee]
    return Fetched(
        complete(rows, ids=names, names=names, credit=CREDIT, url="https://x", date="2026-01-01"), "https://x"
    )


def content(fetched, _place):
    return fetched.content


class Home:
    """A home, and a publisher of one national file of organic parcels."""

    def __init__(self, folder, httpserver):
        self.home, self.sent = folder / "home", 0
        plots = [
            shapely.box(680_100 + 1_000 * at, 7_039_100, 680_200 + 1_000 * at, 7_039_200) for at in (0, 1)
        ]
        rows = gpd.GeoDataFrame({"LBL_CULTU": "Wheat", "BIO": 1}, index=[0, 1], geometry=plots, crs=2154)
        file = folder / "rpg-bio-2021-national.gpkg"
        rows.to_file(file, driver="GPKG", engine="pyogrio")
        self.body = file.read_bytes()
        url = httpserver.url_for("/files/rpg-bio-2021-national.gpkg")
        listed = {"resources": [{"title": "National", "url": url, "filesize": len(self.body)}]}
        httpserver.expect_request("/organic").respond_with_json(listed)
        httpserver.expect_request("/files/rpg-bio-2021-national.gpkg").respond_with_handler(self.serve)
        settings = replace(
            SourceSettings(intervals={}), urls={name: httpserver.url_for(f"/{name}") for name in URLS}
        )
        sources = {
            "commune": (
                Source("commune", "ign_wfs", commune, lambda got, _: got.content, CREDIT, 365, "keep"),
            ),
            "organic_farmland": SOURCES["organic_farmland"],
        }
        self.setup = Setup(settings, sources, folder / "embedded")

    def serve(self, _request):
        self.sent += len(self.body)
        return Response(self.body, headers={"ETag": '"one"'}, content_type="application/geopackage+sqlite3")

    def update(self, code):
        return update(
            code, actor=operator(), home=self.home, layers=("commune", "organic_farmland"), setup=self.setup
        )

    def amount(self, code):
        steps = estimate(
            code, actor=operator(), home=self.home, layers=("organic_farmland",), setup=self.setup
        )
        return next(step for step in steps if step.layer == "organic_farmland")

    def parcels(self, code):
        return read_manifest(self.home / code)["layers"]["organic_farmland"]["features"]


@pytest.fixture
def home(tmp_path, httpserver):
    return Home(tmp_path, httpserver)


def test_two_communes_bring_a_national_file_once(home):
    ended = [home.update(code) for code in SQUARES]

    assert [summary.failed for summary in ended] == [[], []]
    # Each commune has a parcel of its own, and its neighbour's around it.
    assert [home.parcels(code) for code in SQUARES] == [2, 2]
    assert home.sent == len(home.body)


def test_the_size_is_told_before_and_what_is_here_is_not_counted_again(home):
    before = home.amount("62386")
    home.update("62386")
    after, own = home.amount("62498"), home.amount("62386")

    assert (before.size_bytes, before.once_bytes, before.here_bytes) == (len(home.body), len(home.body), 0)
    assert "once for all your communes" in before.size_words
    assert (after.size_bytes, after.here_bytes) == (0, len(home.body))
    assert after.size_words.startswith("already here")
    assert (own.size_bytes, own.here_bytes) == (0, 0), "what it needs was filtered out of the file"


def test_the_room_is_told_by_commune_and_by_file(home):
    home.update("62386")
    use = disk_use(home.home, embedded=home.setup.embedded)

    assert [item.code for item in use.communes] == ["62386"]
    assert [(item.name, item.whole) for item in use.files] == [("rpg-bio-2021-national.gpkg", True)]
    assert use.files_bytes > len(home.body)
    assert use.total_bytes == sum(path.stat().st_size for path in home.home.rglob("*") if path.is_file())


def test_freed_room_keeps_the_layers_and_an_update_after_it_moves_nothing(home):
    home.update("62386")
    own = home.home / "62386" / "stops.toml"
    own.write_text("", encoding="utf-8")
    would = disk_use(home.home).freeable_bytes
    layers = sorted(path.name for path in own.parent.iterdir())

    assert free(home.home, actor=operator()) == would > len(home.body)
    assert disk_use(home.home).freeable_bytes == 0
    assert sorted(path.name for path in own.parent.iterdir()) == layers
    home.update("62386")
    assert home.sent == len(home.body)


def test_a_home_without_data_takes_no_room(tmp_path):
    use = disk_use(tmp_path / "none")

    assert (use.total_bytes, use.freeable_bytes) == (0, 0)
    assert use.left_bytes > 0
    assert free(tmp_path / "none", actor=operator()) == 0


def test_no_room_is_freed_while_an_update_runs(home):
    home.update("62386")
    with sole_update(home.home, "62386"), pytest.raises(StoreError, match="An update is running"):
        free(home.home, actor=operator())
    assert disk_use(home.home).files


def test_the_command_tells_and_frees(home, capsys):
    home.update("62386")
    assert main(["--home", str(home.home), "--lang", "en", "disk"]) == 0
    told = capsys.readouterr().out
    assert main(["--home", str(home.home), "disk", "--free", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)

    assert "rpg-bio-2021-national.gpkg" in told
    assert "can be freed" in told
    assert document["freed_bytes"] > len(home.body)
    assert document["files"] == []
