from __future__ import annotations

import json
import sqlite3
import threading
import zipfile
from contextlib import closing

import pytest

from gis.__main__ import main
from gis.backup import back_up, restore
from gis.errors import AtlasError, NewerStoreError, UploadError
from gis.territory import read_layer, read_manifest, write_layer
from tests.gis.small_territory import frame, line

CODE = "01001"
ABOUT = {"source": "drawn for a test", "source_date": "2024", "status": "illustrative"}


def put(home, count, key="hedges"):
    rows = [(f"H{n}", line((0, n), (50, n)), {}) for n in range(count)]
    write_layer(home / CODE, key, frame(rows), provenance=ABOUT)


def mark(home, number):
    with closing(sqlite3.connect(home / CODE / "state.sqlite3", timeout=30)) as base, base:
        base.execute("pragma journal_mode = wal")
        base.execute("create table if not exists marks (n integer)")
        base.execute("insert into marks values (?)", (number,))


def marks(home):
    with closing(sqlite3.connect(home / CODE / "state.sqlite3")) as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        return [n for (n,) in base.execute("select n from marks order by n")]


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    put(home, 3)
    mark(home, 1)
    (home / CODE / "stops.toml").write_text("# ours\n", encoding="utf-8")
    (home / "roles.toml").write_text("# who\n", encoding="utf-8")
    return home


@pytest.fixture
def saved(home, tmp_path):
    back_up(home, tmp_path / "home.zip")
    return tmp_path / "home.zip"


def test_what_was_saved_comes_back(saved, tmp_path):
    other = tmp_path / "other"
    assert restore(saved, other) is None
    assert len(read_layer(other / CODE, "hedges")[0]) == 3
    assert marks(other) == [1]
    assert (other / CODE / "stops.toml").read_text(encoding="utf-8") == "# ours\n"
    assert (other / "roles.toml").read_text(encoding="utf-8") == "# who\n"
    assert [path.name for path in other.iterdir() if path.name.startswith(".restore")] == []


def test_what_can_be_fetched_again_is_left_out(home, tmp_path):
    (home / ".spool" / CODE).mkdir(parents=True)
    (home / ".spool" / CODE / "reply").write_bytes(b"x")
    (home / "national").mkdir()
    (home / "national" / "all.zip").write_bytes(b"x")
    (home / CODE / "hedges.000000000000.parquet").write_bytes(b"left by a killed writer")
    back_up(home, tmp_path / "home.zip")
    with zipfile.ZipFile(tmp_path / "home.zip") as archive:
        names = sorted(name.rpartition(".")[2] if "parquet" in name else name for name in archive.namelist())
    wanted = [
        f"{CODE}/manifest.json",
        f"{CODE}/state.sqlite3",
        f"{CODE}/stops.toml",
        "backup.json",
        "parquet",
    ]
    assert names == [*wanted, "roles.toml"]


def test_what_was_there_is_kept_aside(home, saved):
    put(home, 8)
    put(home, 2, key="mining_railways")
    mark(home, 2)
    aside = restore(saved, home)
    assert set(read_manifest(home / CODE)["layers"]) == {"hedges"}
    assert marks(home) == [1]
    assert len(read_layer(aside / CODE, "hedges")[0]) == 8
    assert marks(aside) == [1, 2]


def test_a_backup_while_others_write_is_of_one_moment(home, tmp_path):
    stop = threading.Event()

    def write():
        for number in range(2, 10_000):
            if stop.is_set():
                return
            put(home, 1 + number % 5)
            mark(home, number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(4):
            back_up(home, tmp_path / f"{number}.zip")
    finally:
        stop.set()
        writer.join()
    for number in range(4):
        back = tmp_path / f"back{number}"
        restore(tmp_path / f"{number}.zip", back)
        found, about = read_layer(back / CODE, "hedges")
        assert len(found) == about["features"]
        assert marks(back) == list(range(1, max(marks(back)) + 1))


def changed(source, target, change):
    with zipfile.ZipFile(source) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(held["backup.json"])
    change(held, about)
    held["backup.json"] = json.dumps(about).encode()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return target


def escape(held, about):
    held["../evil.toml"] = held["roles.toml"]
    about["files"]["../evil.toml"] = about["files"]["roles.toml"]


def lose_a_layer(held, about):
    name = next(name for name in held if name.endswith(".parquet"))
    del held[name], about["files"][name]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (escape, UploadError),
        (lose_a_layer, UploadError),
        (lambda held, _about: held.update({"roles.toml": b"other"}), UploadError),
        (lambda held, _about: held.update({"more.toml": b"more"}), UploadError),
        (lambda _held, about: about.update(files=3), UploadError),
        (lambda _held, about: about.update(form=99), NewerStoreError),
        (lambda _held, about: about.update(store=99), NewerStoreError),
    ],
)
def test_what_is_no_whole_backup_changes_nothing(home, saved, tmp_path, change, error):
    wrong = changed(saved, tmp_path / "wrong.zip", change)
    put(home, 5)
    with pytest.raises(error, match=r"wrong\.zip"):
        restore(wrong, home)
    assert len(read_layer(home / CODE, "hedges")[0]) == 5
    assert not (tmp_path / "evil.toml").exists()
    assert {path.name for path in home.iterdir()} == {CODE, "roles.toml"}


def test_a_file_of_another_kind_is_refused(home, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"no archive")
    with pytest.raises(AtlasError, match=r"x\.zip"):
        restore(tmp_path / "x.zip", home)


def test_the_commands_say_where_things_are(home, tmp_path, capsys):
    assert main(["--home", str(home), "--lang", "en", "backup", str(tmp_path / "a.zip")]) == 0
    assert main(["--home", str(home), "--lang", "en", "restore", str(tmp_path / "a.zip")]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "files are in" in told
    assert ".before-" in told.replace(" ", "")
