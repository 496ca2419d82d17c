from __future__ import annotations

import json
import threading

import numpy as np
import pytest
import shapely

from gis.errors import LayerMissingError, TerritoryError
from gis.territory import MANIFEST, Territory, default_home, territory_folder, write_json
from gis.territory import territory as module
from gis.words import use_language
from tests.gis.small_layers import CODE, commune, heaps, layer, put, square


@pytest.fixture
def embedded(tmp_path):
    folder = tmp_path / "embedded"
    put(folder, "commune", commune())
    put(folder, "slag_heaps", heaps(name="embedded"))
    return folder


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def opened(embedded, home):
    return lambda: Territory(CODE, home=home, embedded=embedded)


def names(territory, key="slag_heaps"):
    return set(territory.layer(key).data["name"])


def keys(territory):
    return {item.key for item in territory.check()}


def corrupt(home, key):
    entry = json.loads((home / CODE / MANIFEST).read_text(encoding="utf-8"))["layers"][key]
    path = home / CODE / entry["file"]
    path.write_bytes(path.read_bytes()[:100])


def test_the_embedded_territory_opens_without_a_home(territory):
    assert territory.code == "62528"
    assert territory.name == "Loos-en-Gohelle"
    assert territory.commune.area > 0


def test_the_embedded_territory_has_no_errors(territory):
    assert [item for item in territory.check() if item.level == "error"] == []


def test_nothing_is_read_before_it_is_asked_for(embedded, home, monkeypatch):
    read = []
    real = module.read_layer
    monkeypatch.setattr(module, "read_layer", lambda folder, key: read.append(key) or real(folder, key))
    territory = Territory(CODE, home=home, embedded=embedded)
    assert read == []
    territory.layer("slag_heaps")
    territory.layer("slag_heaps")
    assert read == ["slag_heaps"]


def test_a_layer_that_may_not_exist_is_found_or_not(opened):
    territory = opened()
    assert territory.find("slag_heaps") is territory.get("slag_heaps")
    assert territory.find("hedges") is None
    assert territory.find("unicorns") is None


def test_many_readers_at_once_open_a_layer_once(embedded, home, monkeypatch):
    read = []
    real = module.read_layer
    monkeypatch.setattr(module, "read_layer", lambda folder, key: read.append(key) or real(folder, key))
    territory = Territory(CODE, home=home, embedded=embedded)
    threads = [threading.Thread(target=territory.get, args=("slag_heaps",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == ["slag_heaps"]


def test_the_home_takes_the_place_of_embedded_data_layer_by_layer(opened, home):
    put(home, "slag_heaps", heaps(name="fetched"))
    territory = opened()
    assert names(territory) == {"fetched"}
    assert territory.layer("slag_heaps").origin == "home"
    assert territory.layer("commune").origin == "embedded"


def test_a_home_alone_makes_a_territory(home, tmp_path):
    put(home, "commune", commune())
    territory = Territory(CODE, home=home, embedded=tmp_path / "nothing")
    assert territory.name == CODE
    assert [item.key for item in territory.layers] == ["commune"]


def test_a_layer_without_data_is_none_and_never_empty(opened):
    territory = opened()
    assert territory.get("urban_zones") is None
    with pytest.raises(LayerMissingError, match="Pas de donnée"):
        territory.layer("urban_zones")


def test_a_layer_that_was_fetched_empty_is_there(opened, home):
    put(home, "hedges", layer())
    layer_ = opened().layer("hedges")
    assert (len(layer_), layer_.length_m, layer_.status) == (0, 0.0, "own")


def test_an_unknown_layer_is_told_with_those_that_exist(opened):
    with pytest.raises(LayerMissingError, match="slag_heaps"):
        opened().get("volcanoes")


@pytest.mark.parametrize("code", ["", "Loos", "6252", "625280", "../62528", "٦٢٥٢٨", "62528\n", "<script>"])
def test_a_code_that_is_no_insee_code_is_refused(tmp_path, code):
    with pytest.raises(TerritoryError, match="code INSEE"):
        territory_folder(tmp_path, code)


@pytest.mark.parametrize("code", ["62528", "2A004", "2B033", "97411"])
def test_every_kind_of_insee_code_is_known(tmp_path, code):
    assert territory_folder(tmp_path, code) == tmp_path / code


def test_a_commune_without_data_says_how_to_get_some(home, embedded):
    with pytest.raises(TerritoryError, match="construisez son atlas"):
        Territory("62386", home=home, embedded=embedded)


def test_the_home_may_be_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("CAILLOUX_HOME", str(tmp_path))
    assert default_home() == tmp_path
    monkeypatch.delenv("CAILLOUX_HOME")
    assert default_home().name == "cailloux-blancs"


def test_a_corrupted_file_in_the_home_leaves_the_embedded_layer_in_use(opened, home):
    put(home, "slag_heaps", heaps(name="fetched"))
    corrupt(home, "slag_heaps")
    territory = opened()
    assert names(territory) == {"embedded"}
    unreadable, instead = territory.check()
    assert (unreadable.key, unreadable.layer, unreadable.level) == ("unreadable", "slag_heaps", "error")
    assert "update slag_heaps" in unreadable.mend
    assert (instead.key, instead.level) == ("embedded_in_use", "warning")
    assert "données embarquées" in instead.reason


def test_a_corrupted_file_without_an_embedded_layer_is_no_data(opened, home):
    put(home, "hedges", layer(shapely.LineString([(684_000, 7_040_000), (684_100, 7_040_000)])))
    corrupt(home, "hedges")
    territory = opened()
    assert territory.get("hedges") is None
    assert [item.key for item in territory.check()] == ["unreadable", "none_in_use"]
    assert names(territory) == {"embedded"}


@pytest.mark.parametrize(
    ("frame", "key"),
    [
        (heaps(licence=...), "missing_column"),
        (layer(square(), crs=None), "no_crs"),
        (heaps().to_crs("EPSG:4326"), "wrong_crs"),
        (layer(shapely.Point(684_000, 7_040_000)), "wrong_type"),
        (layer(None), "empty_geometry"),
    ],
)
def test_a_layer_of_the_home_that_cannot_be_used_leaves_the_embedded_one_in_use(opened, home, frame, key):
    put(home, "slag_heaps", frame)
    territory = opened()
    assert names(territory) == {"embedded"}
    assert keys(territory) == {key, "embedded_in_use"}


def test_broken_features_are_left_out_and_told(opened, home):
    frame = heaps(name="fetched", id=["a", "a", "b"])
    put(home, "slag_heaps", frame)
    territory = opened()
    assert list(territory.layer("slag_heaps").ids) == ["a", "b"]
    assert keys(territory) == {"duplicate_id"}


def test_a_feature_outside_is_told_and_shown(opened, home):
    put(home, "slag_heaps", layer(square(), square(x=9_000)))
    territory = opened()
    assert len(territory.layer("slag_heaps")) == 2
    assert [(item.key, item.feature, item.level) for item in territory.check()] == [
        ("outside", "T1", "warning")
    ]


def test_checking_twice_says_the_same(opened, home):
    put(home, "slag_heaps", heaps(id=["a", "a", "b"]))
    territory = opened()
    assert territory.check() == territory.check()


def test_problems_found_in_one_language_are_told_in_another(opened, home):
    put(home, "slag_heaps", heaps(id=["a", "a", "b"]))
    [item] = opened().check()
    assert item.reason == "identifiant présent plusieurs fois"
    with use_language("en"):
        assert item.reason == "identifier present more than once"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"layers": {"slag_heaps": 3}}'])
def test_a_broken_manifest_in_the_home_leaves_the_embedded_data_in_use(opened, home, content):
    (home / CODE).mkdir(parents=True)
    (home / CODE / MANIFEST).write_text(content, encoding="utf-8")
    territory = opened()
    assert names(territory) == {"embedded"}
    [item] = territory.check()
    assert (item.key, item.level) == ("manifest", "error")
    assert str(home) in item.mend


def newer(home):
    write_json(home / CODE / MANIFEST, {"layers": {}, "version": 99})


def test_the_home_of_a_newer_atlas_is_told_and_the_embedded_data_stay_in_use(opened, home):
    (home / CODE).mkdir(parents=True)
    newer(home)
    territory = opened()
    assert names(territory) == {"embedded"}
    [item] = territory.check()
    assert item.key == "manifest_newer"
    assert "Effacez" not in item.mend


def test_a_commune_that_only_a_newer_atlas_knows_says_so(home, tmp_path):
    (home / CODE).mkdir(parents=True)
    newer(home)
    with pytest.raises(TerritoryError, match=r"plus récente de l’atlas.: mettez l’atlas à jour"):
        Territory(CODE, home=home, embedded=tmp_path / "nothing")


def test_a_layer_of_an_older_atlas_opens_and_says_how_to_renew_it(opened, home):
    put(home, "slag_heaps", heaps(name="fetched"), service="ign_wfs")
    territory = opened()
    assert names(territory) == {"fetched"}
    [item] = territory.check()
    assert (item.key, item.level) == ("outdated", "warning")
    assert "update slag_heaps" in item.mend


def test_a_broken_territory_json_in_the_home_is_passed_over(opened, home, embedded):
    write_json(embedded / CODE / "territory.json", {"name": "Small Town", "notice_en": "drawn"})
    (home / CODE).mkdir(parents=True)
    (home / CODE / "territory.json").write_text("{", encoding="utf-8")
    territory = opened()
    assert territory.name == "Small Town"
    assert territory.notice == "drawn"


def test_a_frame_is_the_callers_own(opened):
    layer_ = opened().layer("slag_heaps")
    before = layer_.data.copy()
    frame = layer_.frame
    frame["name"] = "changed"
    frame.loc[0, "id"] = "changed"
    frame.loc[1, "geometry"] = shapely.Point(0, 0)
    frame.geometry = frame.geometry.translate(1_000)
    frame["extra"] = 1
    frame.index = [5, 6, 7]
    frame.columns = [name.upper() for name in frame.columns]
    assert layer_.data.equals(before)
    assert list(layer_.data.columns) == list(before.columns)


def test_the_crs_of_a_frame_is_the_callers_own(opened):
    layer_ = opened().layer("slag_heaps")
    frame = layer_.frame
    frame.set_crs("EPSG:4326", allow_override=True, inplace=True)
    assert layer_.data.crs.to_epsg() == 2154


def test_the_geometries_cannot_be_written_to(opened):
    layer_ = opened().layer("slag_heaps")
    with pytest.raises(ValueError, match="read-only"):
        layer_.geometry[0] = shapely.Point(0, 0)
    assert layer_.geometry[0].equals(layer_.data.geometry.iloc[0])


def test_the_index_finds_features_in_the_order_of_their_ids(opened):
    layer_ = opened().layer("slag_heaps")
    found = layer_.tree.query(square(200, side=50), predicate="intersects")
    assert list(layer_.ids[found]) == ["T1"]
    assert np.isclose(layer_.area_m2, 30_000)


def test_a_layer_is_as_sure_as_its_least_sure_feature(opened, home):
    put(home, "slag_heaps", heaps(status=["official", "generalised", "official"]))
    assert opened().layer("slag_heaps").status == "generalised"


def test_the_version_changes_with_any_layer(opened, home):
    before = opened().version
    put(home, "slag_heaps", heaps(name="fetched"))
    after = opened().version
    put(home, "slag_heaps", heaps(name="fetched again"))
    assert len({before, after, opened().version}) == 3


def test_tables_are_texts_with_empty_cells(opened, embedded):
    (embedded / CODE / "events.csv").write_text("id,year\nE1,1986\nE2,\n", encoding="utf-8")
    table = opened().table("events")
    assert table["year"].tolist() == ["1986", ""]


@pytest.mark.parametrize("name", ["nothing", "../../secret", ""])
def test_a_table_that_is_not_there_is_told(opened, embedded, name):
    (embedded / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(LayerMissingError, match="table"):
        opened().table(name)


def test_files_of_the_home_come_first_and_none_lies_outside(opened, home, embedded):
    (embedded / CODE / "relief.tif").write_bytes(b"embedded")
    assert opened().file("relief.tif") == embedded / CODE / "relief.tif"
    (home / CODE).mkdir(parents=True)
    (home / CODE / "relief.tif").write_bytes(b"fetched")
    assert opened().file("relief.tif") == home / CODE / "relief.tif"
    assert opened().file("../../etc/passwd") is None
