from __future__ import annotations

import json
import re

import pytest
import shapely

from gis import words
from gis.__main__ import main
from gis.territory import MANIFEST, Territory, catalogue, registry
from tests.gis.small_layers import CODE, heaps, layer, put, square

CONTRACT = {
    "key",
    "title",
    "status",
    "geometry",
    "features",
    "area_ha",
    "length_km",
    "source",
    "licence",
    "source_date",
}
BOWTIE = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])


@pytest.fixture
def run(tmp_path, capsys):
    def command(*arguments, home=tmp_path):
        status = main(["--home", str(home), *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return command


@pytest.fixture
def records(run):
    status, out, err = run("layers", "--json")
    assert (status, err) == (0, "")
    return {record["key"]: record for record in json.loads(out)}


def corrupt(home):
    path = home / CODE / put(home, "slag_heaps", heaps(name="fetched"))["file"]
    path.write_bytes(path.read_bytes()[:-9])


def test_the_catalogue_holds_every_theme_in_order_with_the_keys_of_the_contract(records):
    assert list(records) == [theme.key for theme in registry()]
    assert all(set(record) >= CONTRACT for record in records.values())


def test_a_layer_without_data_is_null_and_not_zero(records):
    zones = records["urban_zones"]
    assert zones["status"] == "no_data"
    assert [zones[name] for name in ("features", "area_ha", "length_km", "source", "licence")] == [None] * 5


def test_areas_are_the_published_ones_inside_the_commune(records):
    assert (records["commune"]["area_ha"], records["commune"]["area_is"]) == (1274.75, "published")
    assert (records["slag_heaps"]["area_ha"], records["slag_heaps"]["area_is"]) == (84.76, "published")
    assert (records["mining_railways"]["length_km"], records["mining_railways"]["length_is"]) == (
        4.776,
        "published",
    )


def test_neighbours_are_counted_whole(records):
    assert records["neighbours"]["area_ha"] > 7_000


def test_points_have_neither_area_nor_length(records):
    assert (records["mine_shafts"]["area_ha"], records["mine_shafts"]["length_km"]) == (None, None)


def test_a_species_is_not_counted_by_the_area_of_its_site(records):
    assert records["species_sites"]["features"] > 0
    assert records["species_sites"]["area_ha"] is None


def test_what_nobody_published_is_measured(run, tmp_path):
    put(tmp_path, "slag_heaps", heaps())
    put(tmp_path, "hedges", layer(shapely.LineString([(684_000, 7_040_000), (685_500, 7_040_000)])))
    found = {record["key"]: record for record in catalogue(Territory(home=tmp_path))}
    assert (found["slag_heaps"]["area_ha"], found["slag_heaps"]["area_is"]) == (3.0, "measured")
    assert (found["hedges"]["length_km"], found["hedges"]["length_is"]) == (1.5, "measured")
    assert (found["hedges"]["status"], found["hedges"]["origin"]) == ("own", "home")


def test_a_published_area_that_misses_a_feature_is_no_total(tmp_path):
    put(tmp_path, "slag_heaps", heaps(area_in_commune_ha=[1.0, None, 1.0], area_ha=[4.0, 4.0, 4.0]))
    found = {record["key"]: record for record in catalogue(Territory(home=tmp_path))}
    assert (found["slag_heaps"]["area_ha"], found["slag_heaps"]["area_is"]) == (12.0, "published")


def test_a_layer_fetched_empty_is_zero_and_not_null(tmp_path):
    put(tmp_path, "hedges", layer())
    found = {record["key"]: record for record in catalogue(Territory(home=tmp_path))}
    assert (found["hedges"]["features"], found["hedges"]["length_km"]) == (0, 0.0)
    assert found["hedges"]["status"] == "own"


def test_titles_follow_the_language(run):
    english = json.loads(run("--lang", "en", "layers", "--json")[1])
    french = json.loads(run("--lang", "fr", "layers", "--json")[1])
    assert (english[0]["title"], french[0]["title"]) == ("Slag heaps", "Terrils")
    assert english[0]["status"] == french[0]["status"]


def test_people_read_status_in_words(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    status, out, err = run("layers")
    assert (status, err) == (0, "")
    assert "généralisé" in out
    assert "pas de donnée" in out
    assert "84,76\u00a0ha" in out
    assert "pas qu’il n’y a rien" in out
    assert "publiée" in out


def test_the_embedded_layers_pass(run):
    status, out, err = run("check")
    assert (status, err) == (0, "")
    assert out.startswith("Toutes les couches sont en ordre.\n")
    assert json.loads(run("check", "--json")[1]) == []


def test_checking_tells_which_language_leaves_sentences_to_french(run, tmp_path):
    (tmp_path / "guest.toml").write_text('[hello]\nfr = "bonjour"\nnl = "dag"\n', encoding="utf-8")
    with words.use_folders(tmp_path):
        _, out, _ = run("--lang", "en", "check")
    assert re.search(r"^English: .*French: 1 of [\d,]+: guest\.hello$", out, re.MULTILINE)


BROKEN = {
    "missing column": (heaps(source=...), "source"),
    "invalid geometry": (layer(square(), BOWTIE), "T1"),
    "empty geometry": (layer(square(), None), "T1"),
    "no CRS": (layer(square(), crs=None), "Lambert-93"),
    "wrong CRS": (heaps().to_crs("EPSG:3857"), "EPSG:3857"),
    "wrong geometry type": (layer(square(), shapely.Point(684_000, 7_040_000)), "T1"),
    "duplicate ids": (heaps(id=["a", "a", "b"]), "a"),
    "impossible value": (heaps(area_ha=[1, -1, 1]), "T1"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_layer_is_told_with_feature_and_mend_and_the_rest_stays_up(run, tmp_path, case):
    frame, named = BROKEN[case]
    put(tmp_path, "slag_heaps", frame)
    status, out, err = run("check", "--json")
    problems = json.loads(out)
    assert (status, err) == (2, "")
    assert {item["layer"] for item in problems} == {"slag_heaps"}
    assert all(item["reason"] and item["mend"] for item in problems)
    assert any(named in item["feature"] + item["reason"] + item["mend"] for item in problems)
    records = {record["key"]: record for record in json.loads(run("layers", "--json")[1])}
    assert records["slag_heaps"]["features"] > 0
    assert records["commune"]["area_ha"] == 1274.75


def test_an_area_outside_the_commune_is_a_warning(run, tmp_path, territory):
    inside = shapely.point_on_surface(territory.commune).buffer(50)
    put(tmp_path, "slag_heaps", layer(inside, shapely.box(0, 0, 10, 10)))
    status, out, _ = run("check", "--json")
    assert status == 0
    assert [(item["feature"], item["level"]) for item in json.loads(out)] == [("T1", "warning")]


def test_a_corrupted_file_is_told_and_the_embedded_layer_used(run, tmp_path):
    corrupt(tmp_path)
    status, out, _ = run("--lang", "en", "check", "--json")
    broken, instead = json.loads(out)
    assert status == 2
    assert broken["layer"] == "slag_heaps"
    assert "update slag_heaps" in broken["mend"]
    assert "embedded data are used" in instead["reason"]
    records = {record["key"]: record for record in json.loads(run("layers", "--json")[1])}
    assert (records["slag_heaps"]["origin"], records["slag_heaps"]["features"]) == ("embedded", 8)


def test_people_read_what_is_wrong_and_how_to_mend_it(run, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    put(tmp_path, "slag_heaps", heaps(id=["[red]a[/red]", "[red]a[/red]", "b"]))
    status, out, _ = run("check")
    assert status == 2
    assert "[red]a[/red]" in out
    assert "gardez une seule ligne" in out
    assert "erreur" in out


def test_a_broken_manifest_is_told_and_the_embedded_layers_used(run, tmp_path):
    (tmp_path / CODE).mkdir()
    (tmp_path / CODE / MANIFEST).write_text("{", encoding="utf-8")
    status, out, _ = run("check", "--json")
    assert status == 2
    assert [item["layer"] for item in json.loads(out)] == [MANIFEST]
    assert run("layers")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--territory", "62386", "layers"), "62386"),
        (("--territory", "../etc", "check"), "../etc"),
        (("--lang", "de", "layers"), "de"),
        (("--volcano", "layers"), "--volcano"),
    ],
)
def test_a_wrong_option_is_one_line_on_stderr(run, arguments, named):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert named in err


def test_a_code_that_no_list_knows_is_kept_and_listed(run, tmp_path, territory):
    inside = shapely.point_on_surface(territory.commune).buffer(50)
    zones = layer(inside, inside, inside).assign(label="Z", zone_type=["U", "XY", "XY"])
    put(tmp_path, "urban_zones", zones)
    status, out, _ = run("--lang", "en", "check", "--json")
    (told,) = json.loads(out)
    assert (status, told["level"], told["layer"]) == (0, "warning", "urban_zones")
    assert "2 feature(s) have “XY”" in told["reason"]
    records = {record["key"]: record for record in json.loads(run("layers", "--json")[1])}
    assert records["urban_zones"]["features"] == 3
