"""One fault in the data of a territory: what can be shown is shown, and what is missing is said."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import pyarrow.parquet as pq
import pytest

from gis.files import EMBEDDED
from gis.imports import import_layer
from gis.rights import operator
from gis.territory import MANIFEST, Territory
from gis.tours import ready_tours, ready_troubles
from gis.words import use_language

DAY = dt.date(2026, 9, 15)
ONE_BAD = {
    "unknown stop": ("stops = [", 'stops = ["nowhere",', "nowhere"),
    "missing field": ("title_fr", "title_xx", "title_fr"),
    "odd hour": ("start = ", 'start = "late" # ', "tours.toml"),
}


def with_tours(home, change):
    text = (EMBEDDED / "62528" / "tours.toml").read_text(encoding="utf-8")
    folder = home / "62528"
    folder.mkdir(parents=True)
    (folder / "tours.toml").write_text(change(text), encoding="utf-8")
    return Territory("62528", home=home)


@pytest.mark.parametrize("fault", ONE_BAD)
def test_one_bad_tour_is_left_out_and_told_and_the_others_stand(tmp_path, territory, fault):
    old, new, said = ONE_BAD[fault]
    broken = with_tours(tmp_path, lambda text: text.replace(old, new, 1))
    with use_language("en"):
        [trouble] = ready_troubles(broken)
    assert said in trouble
    assert len(ready_tours(broken)) == len(ready_tours(territory)) - 1


def test_tours_that_cannot_be_read_at_all_are_told_without_their_folder(tmp_path):
    broken = with_tours(tmp_path, lambda text: text + "\n[[[")
    assert ready_tours(broken) == {}
    [trouble] = ready_troubles(broken)
    assert "tours.toml" in trouble
    assert str(tmp_path) not in trouble


def test_a_tour_that_is_no_table_is_told(tmp_path):
    assert ready_troubles(with_tours(tmp_path, lambda text: "odd = 3\n" + text))


def test_a_layer_whose_system_cannot_be_read_is_left_out_and_told(tmp_path):
    brought = tmp_path / "places.csv"
    brought.write_text("name;category;lon;lat\nx;school;2.79;50.45\n")
    import_layer(brought, "places", code="62528", home=tmp_path, actor=operator())
    [layer] = (tmp_path / "62528").glob("places*.parquet")
    table = pq.read_table(layer)
    about = json.loads(table.schema.metadata[b"geo"])
    about["columns"][about["primary_column"]]["crs"] = {"odd": 1}
    pq.write_table(table.replace_schema_metadata({b"geo": json.dumps(about).encode()}), layer)
    manifest = tmp_path / "62528" / MANIFEST
    entries = json.loads(manifest.read_text())
    entries["layers"]["places"]["sha256"] = hashlib.sha256(layer.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(entries))
    territory = Territory("62528", home=tmp_path)
    assert "places" in {problem.layer for problem in territory.check()}
    assert territory.get("places").origin == "embedded"
