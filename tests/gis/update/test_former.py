"""Back to the version of a layer from before: three times, as a whole, and by who may."""

from __future__ import annotations

import json
import os
import time

import pytest

from gis.__main__ import main
from gis.changes import changes
from gis.errors import InputError, LayerMissingError, RightError, StoreError
from gis.imports import forget, import_layer
from gis.rights import Actor, operator
from gis.territory import (
    MANIFEST,
    Territory,
    read_layer,
    read_manifest,
    remove_layer,
    versions,
    write_json,
    write_layer,
)
from gis.update import former_of, last_run, undo
from gis.update.journal import sweep
from gis.words import use_language
from tests.gis.small_layers import CODE, heaps

KEY = "slag_heaps"
AGENT = Actor("person:issuer 1", "agent", "Ada")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / CODE
    made.mkdir()
    return made


def put(folder, name):
    provenance = {"status": "own", "source": f"{name}.gpkg", "imported_at": "2026-05-01T10:00:00+00:00"}
    return write_layer(folder, KEY, heaps(name=name), provenance=provenance)


def back(folder, **options):
    return undo(KEY, **{"actor": AGENT, "code": CODE, "home": folder.parent} | options)


def in_place(folder):
    return set(read_layer(folder, KEY)[0]["name"])


def test_the_version_from_before_comes_back_with_its_provenance(folder):
    put(folder, "old")
    put(folder, "new")
    assert back(folder).source == "old.gpkg"
    assert in_place(folder) == {"old"}
    entry = read_manifest(folder)["layers"][KEY]
    assert entry["source"] == "old.gpkg"
    assert entry["undone_at"]
    assert last_run(folder, KEY)["outcome"] == "undone"


def test_three_versions_are_kept_and_no_file_more(folder):
    for name in "abcde":
        put(folder, name)
    assert len(list(folder.glob("*.parquet"))) == 4
    for name in "dcb":
        back(folder)
        assert in_place(folder) == {name}
    with pytest.raises(InputError):
        back(folder)
    assert in_place(folder) == {"b"}
    assert len(list(folder.glob("*.parquet"))) == 1


def test_undoing_the_first_version_returns_to_the_embedded_layer(folder):
    put(folder, "new")
    with use_language("en"):
        former = former_of(KEY, code=CODE, home=folder.parent)
        assert former.text == "the data of the atlas"
    back(folder)
    assert KEY not in read_manifest(folder)["layers"]
    assert Territory(CODE, home=folder.parent).layer(KEY).origin == "embedded"
    assert list(folder.glob("*.parquet")) == []


def test_a_layer_that_was_taken_away_comes_back(tmp_path, folder):
    put(folder, "mine")
    assert forget(KEY, actor=AGENT, code=CODE, home=tmp_path)
    back(folder)
    assert in_place(folder) == {"mine"}


def test_writing_the_same_again_is_no_version(folder):
    put(folder, "old")
    put(folder, "new")
    put(folder, "new")
    back(folder)
    assert in_place(folder) == {"old"}


def test_what_is_put_in_place_after_an_undo_is_not_told_as_undone(folder):
    put(folder, "old")
    put(folder, "new")
    back(folder)
    put(folder, "newest")
    assert last_run(folder, KEY) == {}
    assert "undone_at" not in read_manifest(folder)["layers"][KEY]


def test_the_sweep_of_an_update_spares_versions_from_before(folder):
    put(folder, "old")
    put(folder, "new")
    stray = folder / "slag_heaps.0123456789ab.parquet"
    stray.write_bytes(b"left by a process that died")
    for path in folder.glob("*.parquet"):
        os.utime(path, (time.time() - 9_999,) * 2)
    sweep(folder)
    assert not stray.exists()
    back(folder)
    assert in_place(folder) == {"old"}


def test_a_version_whose_file_is_gone_or_changed_is_not_put_in_place(folder):
    old = put(folder, "old")
    put(folder, "new")
    (folder / old["file"]).write_bytes(b"something else")
    with pytest.raises(StoreError) as told:
        back(folder)
    assert str(folder) not in str(told.value)
    (folder / old["file"]).unlink()
    with pytest.raises(StoreError):
        back(folder)
    assert in_place(folder) == {"new"}


def test_a_manifest_whose_versions_are_nonsense_is_told_as_broken(folder):
    put(folder, "old")
    manifest = read_manifest(folder)
    for nonsense in ([1], {KEY: 3}, {KEY: [{"no": "file"}]}):
        write_json(folder / MANIFEST, {**manifest, "versions": nonsense})
        with pytest.raises(StoreError):
            read_manifest(folder)


def test_the_outline_of_a_commune_that_has_no_other_stays(tmp_path):
    folder = tmp_path / "62386"
    write_layer(folder, "commune", heaps(), provenance={"status": "official", "source": "IGN"})
    with use_language("en"), pytest.raises(InputError, match="no atlas"):
        undo("commune", actor=operator(), code="62386", home=tmp_path)
    assert "commune" in read_manifest(folder)["layers"]


def test_nothing_replaced_is_told(tmp_path, folder):
    with use_language("en"), pytest.raises(InputError, match="no version from before"):
        back(folder)
    with pytest.raises(LayerMissingError):
        undo("nowhere", actor=AGENT, code=CODE, home=tmp_path)
    remove_layer(folder, KEY)
    assert versions(read_manifest(folder), KEY) == []


@pytest.mark.parametrize("role", ["visitor", "guide"])
def test_who_may_not_changes_nothing(tmp_path, folder, role):
    put(folder, "old")
    put(folder, "new")
    actor = Actor("session:1", role)
    with pytest.raises(RightError):
        back(folder, actor=actor)
    with pytest.raises(RightError):
        forget(KEY, actor=actor, code=CODE, home=tmp_path)
    with pytest.raises(RightError):
        import_layer(tmp_path / "none.gpkg", KEY, actor=actor, code=CODE, home=tmp_path)
    assert in_place(folder) == {"new"}
    assert changes(CODE, actor=AGENT, home=tmp_path) == []


def test_the_command_goes_back_and_the_journal_says_who(tmp_path, folder, capsys):
    put(folder, "old")
    put(folder, "new")
    assert main(["--home", str(tmp_path), "--lang", "en", "undo", KEY]) == 0
    assert "old.gpkg" in " ".join(capsys.readouterr().out.split())
    (told,) = changes(CODE, actor=AGENT, home=tmp_path)
    assert (told.what, told.key, told.who) == ("undo", KEY, operator().id)
    assert main(["--home", str(tmp_path), "undo", KEY]) == 0
    assert main(["--home", str(tmp_path), "--lang", "en", "undo", KEY]) == 2
    assert "no version from before" in capsys.readouterr().err


def test_provenance_of_versions_is_plain_data(folder):
    put(folder, "old")
    put(folder, "new")
    assert json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["versions"][KEY][0] is not None
