from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from gis.changes import change_log, changes, note
from gis.errors import RightError, StoreError, TerritoryError
from gis.rights import Actor, operator
from gis.words import use_language

CODE = "62528"
AGENT = Actor("person:issuer 1", "agent", "Ada")


def kept(home):
    return [(item.what, item.key) for item in changes(CODE, actor=AGENT, home=home)]


def test_the_latest_change_comes_first_with_who_made_it(tmp_path):
    note(AGENT, "import", "hedges", code=CODE, home=tmp_path, about="haies.gpkg")
    note(operator(), "undo", "hedges", code=CODE, home=tmp_path)
    last, first = changes(CODE, actor=AGENT, home=tmp_path)
    assert (last.what, last.by) == ("undo", operator().name)
    assert (first.what, first.by, first.role, first.about) == ("import", "Ada", "agent", "haies.gpkg")
    with use_language("en"):
        assert first.text == "brought a layer"


def test_someone_without_a_name_is_told_by_the_role(tmp_path):
    note(Actor("session:1", "visitor"), "mark", "7", code=CODE, home=tmp_path)
    with use_language("en"):
        assert changes(CODE, actor=AGENT, home=tmp_path)[0].by == "visitor"


@pytest.mark.parametrize("role", ["visitor", "guide"])
def test_only_agents_read_it(tmp_path, role):
    with pytest.raises(RightError):
        changes(CODE, actor=Actor("session:1", role), home=tmp_path)


def test_a_commune_without_changes_has_none(tmp_path):
    assert changes(CODE, actor=AGENT, home=tmp_path / "home") == []
    assert not (tmp_path / "home").exists()


def test_each_commune_has_its_own(tmp_path):
    note(AGENT, "import", "hedges", code="62386", home=tmp_path)
    assert kept(tmp_path) == []


def test_twenty_writers_lose_nothing(tmp_path):
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda n: note(AGENT, "mark", str(n), code=CODE, home=tmp_path), range(60)))
    assert {key for _, key in kept(tmp_path)} == {str(n) for n in range(60)}


def test_a_line_cut_by_a_killed_writer_and_bytes_of_others_hide_nothing_else(tmp_path):
    note(AGENT, "import", "hedges", code=CODE, home=tmp_path)
    (path,) = (tmp_path / ".changes").glob("*.jsonl")
    path.write_bytes(path.read_bytes() + b'\xff\xfe\n[1]\n{"what": "fly"}\n{"at": "20')
    note(AGENT, "remove", "hedges", code=CODE, home=tmp_path)
    assert kept(tmp_path) == [("remove", "hedges"), ("import", "hedges")]


def test_text_stays_one_line(tmp_path):
    note(AGENT, "import", "hedges", code=CODE, home=tmp_path, about='a\nb\u2028c"}')
    assert [item.about for item in changes(CODE, actor=AGENT, home=tmp_path)] == ['a\nb\u2028c"}']


def test_its_size_is_bounded_and_the_latest_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(change_log, "MOST_BYTES", 4_000)
    for n in range(200):
        note(AGENT, "mark", str(n), code=CODE, home=tmp_path)
    (path,) = (tmp_path / ".changes").glob("*.jsonl")
    assert path.stat().st_size < 4_500
    assert kept(tmp_path)[0] == ("mark", "199")
    assert len(kept(tmp_path)) > 5


def test_what_is_older_than_a_year_is_not_told_and_goes_with_the_next_change(tmp_path):
    note(AGENT, "import", "hedges", code=CODE, home=tmp_path)
    (path,) = (tmp_path / ".changes").glob("*.jsonl")
    line = json.loads(path.read_text(encoding="utf-8"))
    line["at"] = (dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=400)).isoformat(timespec="seconds")
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert kept(tmp_path) == []
    note(AGENT, "remove", "hedges", code=CODE, home=tmp_path)
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1


def test_only_so_many_are_read(tmp_path):
    for n in range(5):
        note(AGENT, "mark", str(n), code=CODE, home=tmp_path)
    assert [item.key for item in changes(CODE, actor=AGENT, home=tmp_path, most=2)] == ["4", "3"]


def test_a_home_that_cannot_be_written_is_told_without_its_path(tmp_path):
    (tmp_path / ".changes").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError) as told:
        note(AGENT, "import", "hedges", code=CODE, home=tmp_path)
    assert str(tmp_path) not in str(told.value)


def test_a_code_that_is_none_is_refused(tmp_path):
    with pytest.raises(TerritoryError):
        note(AGENT, "import", "hedges", code="../62528", home=tmp_path)
