from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
import threading
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.errors import NewerStoreError, StoreError
from gis.territory import MANIFEST, read_layer, read_manifest, remove_layer, store, write_json, write_layer
from tests.gis.small_layers import CODE, at_call, heaps

OLD, NEW = heaps(name="old"), heaps(name="new")


def write(folder, frame, key="slag_heaps", **options):
    return write_layer(folder, key, frame, provenance={"status": "own", "source": "test"}, **options)


def names(folder, key="slag_heaps"):
    return set(read_layer(folder, key)[0]["name"])


def files(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
PLACES = st.floats(-1e7, 1e7)
ROWS = st.lists(
    st.tuples(TEXTS, st.none() | st.integers(1500, 2100), st.none() | st.booleans(), PLACES, PLACES)
)


@given(ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_written_is_what_is_read(tmp_path, rows):
    texts, years, flags, east, north = zip(*rows, strict=True) if rows else [()] * 5
    frame = gpd.GeoDataFrame(
        {
            "id": [str(place) for place in range(len(rows))],
            "name": pd.Series(texts, dtype="str"),
            "year": pd.array(years, dtype="Int64"),
            "flag": pd.array(flags, dtype="boolean"),
        },
        geometry=gpd.points_from_xy(east, north),
        crs="EPSG:2154",
    )
    entry = write(tmp_path, frame)
    again, provenance = read_layer(tmp_path, "slag_heaps")
    assert again.geom_equals_exact(frame, 0).all()
    pd.testing.assert_frame_equal(
        pd.DataFrame(again.drop(columns="geometry")), pd.DataFrame(frame.drop(columns="geometry"))
    )
    assert again.crs == frame.crs
    assert provenance == entry
    assert provenance["features"] == len(rows)


def test_the_same_layer_makes_the_same_file(tmp_path):
    assert write(tmp_path / "a", OLD)["sha256"] == write(tmp_path / "b", OLD)["sha256"]


def test_a_replaced_layer_stays_as_a_version_and_leaves_nothing_else_behind(tmp_path):
    before, after = write(tmp_path, OLD), write(tmp_path, NEW)
    assert names(tmp_path) == {"new"}
    assert files(tmp_path) == sorted([MANIFEST, before["file"], after["file"]])


def test_a_layer_may_keep_one_plain_name(tmp_path):
    assert write(tmp_path, OLD, named_by_content=False)["file"] == "slag_heaps.parquet"
    assert names(tmp_path) == {"old"}


def test_two_layers_live_side_by_side_and_one_can_go(tmp_path):
    write(tmp_path, OLD)
    write(tmp_path, NEW, key="hedges")
    remove_layer(tmp_path, "slag_heaps")
    assert list(read_manifest(tmp_path)["layers"]) == ["hedges"]


def test_removing_what_is_not_there_does_nothing(tmp_path):
    remove_layer(tmp_path / "nowhere", "slag_heaps")
    remove_layer(tmp_path, "slag_heaps")
    assert not (tmp_path / "nowhere").exists()


def test_files_are_readable_by_everybody(tmp_path):
    entry = write(tmp_path, OLD)
    assert (tmp_path / entry["file"]).stat().st_mode & 0o444 == 0o444


# Each step of a writer: what it calls, which call it is, and what a reader finds when it ends there.
STEPS = [
    ("geopandas.GeoDataFrame.to_parquet", 1, "old"),
    ("os.fsync", 1, "old"),
    ("os.replace", 1, "old"),
    ("pathlib.Path.write_text", 1, "old"),
    ("os.fsync", 2, "old"),
    ("os.replace", 2, "old"),
    ("os.unlink", 1, "new"),
]


@pytest.mark.parametrize(("step", "call", "found"), STEPS)
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_writer_that_fails_at_any_step_leaves_a_layer_that_opens(tmp_path, step, call, found, error):
    write(tmp_path, OLD)

    def fail():
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(step, at_call(call, pkgutil.resolve_name(step), fail))
        with pytest.raises((StoreError, KeyboardInterrupt)):
            write(tmp_path, NEW)
    assert names(tmp_path) == {found}
    assert not list(tmp_path.glob(".part-*"))
    write(tmp_path, NEW)
    assert names(tmp_path) == {"new"}
    assert len(files(tmp_path)) == 3


KILLED = """
import os, pkgutil, sys
from pathlib import Path
from gis.territory import store
from tests.gis.small_layers import at_call, heaps
folder, step, call = sys.argv[1:]
owner, name = step.rsplit(".", 1)
killing = at_call(int(call), pkgutil.resolve_name(step), lambda: os._exit(9))
setattr(pkgutil.resolve_name(owner), name, killing)
store.write_layer(Path(folder), "slag_heaps", heaps(name="new"), provenance={})
"""


@pytest.mark.parametrize(("step", "call", "found"), STEPS)
def test_a_process_killed_at_any_step_leaves_a_layer_that_opens(tmp_path, step, call, found):
    write(tmp_path, OLD)
    house = Path(__file__).parents[3]
    command = [sys.executable, "-c", KILLED, str(tmp_path), step, str(call)]
    killed = subprocess.run(command, cwd=house, env={**os.environ, "PYTHONPATH": str(house)}, check=False)
    assert killed.returncode == 9
    assert names(tmp_path) == {found}
    write(tmp_path, NEW)
    assert names(tmp_path) == {"new"}


def test_a_failed_write_says_that_the_data_in_place_are_safe(tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(StoreError, match=r"Impossible d’écrire dans .*blocked.*CAILLOUX_HOME"):
        write(blocked, OLD)


def test_a_second_writer_waits_and_then_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.05)
    write(tmp_path, OLD)
    heard = []

    def second():
        try:
            write(tmp_path, NEW)
        except StoreError as error:
            heard.append(str(error))

    with store.locked(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert "déjà en cours d’écriture" in heard[0]
    assert names(tmp_path) == {"old"}


def test_writers_of_several_layers_at_once_lose_none(tmp_path):
    keys = [f"layer_{place}" for place in range(8)]
    threads = [threading.Thread(target=write, args=(tmp_path, OLD, key)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(read_manifest(tmp_path)["layers"]) == keys


def test_a_reader_that_is_overtaken_by_a_writer_reads_the_new_layer(tmp_path, monkeypatch):
    stale = {"layers": {"slag_heaps": write(tmp_path, OLD)}}
    for name in "abcd":
        write(tmp_path, heaps(name=name))
    write(tmp_path, NEW)
    answers = iter([stale])
    real = store.read_manifest
    monkeypatch.setattr(store, "read_manifest", lambda folder: next(answers, None) or real(folder))
    assert names(tmp_path) == {"new"}


def test_a_layer_that_is_not_there_says_how_to_fetch_it(tmp_path):
    with pytest.raises(StoreError, match="update slag_heaps"):
        read_layer(tmp_path, "slag_heaps")


def test_a_file_that_is_gone_is_told(tmp_path):
    (tmp_path / write(tmp_path, OLD)["file"]).unlink()
    with pytest.raises(StoreError, match="illisible"):
        read_layer(tmp_path, "slag_heaps")


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_with_any_byte_changed_is_refused(tmp_path, data):
    path = tmp_path / write(tmp_path, OLD)["file"]
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    with pytest.raises(StoreError, match="SHA-256"):
        read_layer(tmp_path, "slag_heaps")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"not a parquet file at all", b"<html>502</html>"])
def test_a_file_that_is_no_geoparquet_is_refused(tmp_path, content):
    (tmp_path / "slag_heaps.parquet").write_bytes(content)
    write_json(tmp_path / MANIFEST, {"layers": {"slag_heaps": {"file": "slag_heaps.parquet"}}})
    with pytest.raises(StoreError, match="illisible"):
        read_layer(tmp_path, "slag_heaps")


def test_a_table_without_geometry_is_refused(tmp_path):
    pd.DataFrame({"id": ["a"]}).to_parquet(tmp_path / "slag_heaps.parquet")
    write_json(tmp_path / MANIFEST, {"layers": {"slag_heaps": {"file": "slag_heaps.parquet"}}})
    with pytest.raises(StoreError, match="illisible"):
        read_layer(tmp_path, "slag_heaps")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"layers": []}',
        '{"layers": {"hedges": 1}}',
        '{"layers": {"hedges": {}}}',
        "\x00",
    ],
)
def test_a_broken_manifest_says_what_to_do(tmp_path, content):
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=r"Effacez-le"):
        read_manifest(tmp_path)


def test_what_a_newer_atlas_wrote_is_neither_read_nor_replaced(tmp_path):
    folder = tmp_path / CODE
    write(folder, OLD)
    before = json.dumps({**json.loads((folder / MANIFEST).read_text("utf-8")), "version": 99})
    (folder / MANIFEST).write_text(before, encoding="utf-8")

    with pytest.raises(NewerStoreError, match=rf"{CODE}.*plus récente"):
        read_manifest(folder)
    with pytest.raises(NewerStoreError):
        write(folder, OLD)
    assert (folder / MANIFEST).read_text("utf-8") == before


def test_a_manifest_cannot_point_out_of_its_folder(tmp_path):
    secret = write(tmp_path / "other", OLD)
    inside = tmp_path / "home"
    inside.mkdir()
    write_json(
        inside / MANIFEST, {"layers": {"slag_heaps": {**secret, "file": f"../other/{secret['file']}"}}}
    )
    with pytest.raises(StoreError):
        read_layer(inside, "slag_heaps")


def test_a_json_document_is_replaced_in_one_step(tmp_path, monkeypatch):
    path = tmp_path / "territory.json"
    write_json(path, {"name": "old"})
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("killed")))
    with pytest.raises(OSError, match="killed"):
        write_json(path, {"name": "new"})
    assert json.loads(path.read_text(encoding="utf-8")) == {"name": "old"}
    assert files(tmp_path) == ["territory.json"]


def test_columns_of_mixed_types_are_refused_in_words(tmp_path):
    frame = heaps(note=pd.Series([1, "two", np.array([3])], dtype=object))
    with pytest.raises(StoreError, match="Impossible d’écrire"):
        write(tmp_path, frame)
