from __future__ import annotations

from starlette.applications import Starlette
from starlette.testclient import TestClient

from views.http import routes


def asked():
    return TestClient(Starlette(routes=routes())).get("/healthz")


def test_all_is_well_where_the_commune_opens_and_its_home_can_be_made(tmp_path, monkeypatch):
    monkeypatch.setenv("CAILLOUX_HOME", str(tmp_path / "not" / "there"))
    answer = asked()
    assert (answer.status_code, answer.json()) == (200, {"territory": True, "home": True})
    assert answer.headers["cache-control"] == "no-store"


def test_a_commune_of_which_nothing_is_known_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("CAILLOUX_HOME", str(tmp_path))
    monkeypatch.setenv("CAILLOUX_TERRITORY", "62999")
    assert (asked().status_code, asked().json()["territory"]) == (503, False)


def test_a_home_that_cannot_be_written_is_told_without_its_path(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("CAILLOUX_HOME", str(blocked))
    answer = asked()
    assert (answer.status_code, answer.json()["home"]) == (503, False)
    assert str(tmp_path) not in answer.text
