from __future__ import annotations

import time

from views.ui.url_state import LATE_SECONDS, Replaced


def test_an_address_just_replaced_is_late_and_any_other_is_not(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    replaced = Replaced()
    replaced.note("first")
    assert replaced.late("first")
    assert not replaced.late("another")
    assert not replaced.late(None)
    now[0] += LATE_SECONDS
    assert not replaced.late("first"), "by then it is somebody going back"


def test_what_is_too_old_is_forgotten(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    replaced = Replaced()
    replaced.note("first")
    now[0] += 2 * LATE_SECONDS
    replaced.note("second")
    assert list(replaced.at) == ["second"]
