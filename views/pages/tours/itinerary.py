"""The stops in their order: dragged, or moved with the keyboard; a time locked, minutes set, one dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.errors import AtlasError
from gis.export.tour import late, times, wait, way
from gis.tours import LONGEST_VISIT_MIN, minutes_of
from gis.words import clock, say
from views.http.scripts import COMPONENTS
from views.ui.component import mounted

if TYPE_CHECKING:
    from gis.tours import TimetableRow, Tour, Visit
    from views.pages.tours.state import ToursState

SCRIPT = COMPONENTS / "sortable_list" / "sortable_list.js"
KEY = "tours_order"


def show_itinerary(state: ToursState, tour: Tour | None) -> None:
    """Show the stops with their times."""
    rows = {row.stop.id: row for row in tour.rows} if tour is not None else {}
    why = {key: conflict.text for conflict in (tour.conflicts if tour else ()) for key in conflict.stops}
    data = {
        "stops": [_line(visit, rows.get(visit.stop.id), why) for visit in state.request.visits],
        "chosen": state.chosen,
        "words": _words(),
    }
    mounted("atlas_sortable_list", SCRIPT, '<ol></ol><p role="status"></p>')(
        key=KEY, data=data, on_event_change=lambda: take_event(state)
    )


def take_event(state: ToursState) -> None:
    """Do what was done in the list."""
    event = (st.session_state.get(KEY) or {}).get("event")
    known = [visit.stop.id for visit in state.request.visits]
    if not isinstance(event, dict):
        return
    kind, key = event.get("kind"), event.get("id")
    if kind == "order" and sorted(event.get("ids") or ()) == sorted(known):
        state.request = state.request.reordered(event["ids"])
    elif key not in known:
        return
    elif kind == "drop":
        state.drop(key)
    elif kind == "select":
        state.chosen = key
    elif kind == "lock":
        state.change_visit(key, at=_time(event.get("time")))
    elif kind == "minutes":
        state.change_visit(key, minutes=_minutes(event.get("minutes")))


def _time(text: Any) -> int | None:
    try:
        return minutes_of(text) if isinstance(text, str) and text else None
    except AtlasError:
        return None


def _minutes(value: Any) -> int | None:
    return value if isinstance(value, int) and 0 <= value <= LONGEST_VISIT_MIN else None


def _line(visit: Visit, row: TimetableRow | None, why: dict[str, str]) -> dict[str, Any]:
    key = visit.stop.id
    if row is None:
        time, note, state = "–", why.get(key, say("tours_page.left_out")), "out"
    else:
        time = times(row)
        state = "late" if row.late else ""
        note = " · ".join(filter(None, (way(row), wait(row), late(row))))
    fixed = None if visit.at is None else clock(visit.at)
    return {"id": key, "name": visit.stop.name, "time": time, "note": note, "state": state,
            "minutes": visit.takes, "fixed": fixed}  # fmt: skip


_SAID = ("list", "grip", "up", "down", "drop", "lock", "minutes", "show", "moved", "at", "unit")


def _words() -> dict[str, str]:
    gaps = {name: f"{{{name}}}" for name in ("name", "place", "count")}
    return {key: say(f"tours_page.order_{key}", **gaps) for key in _SAID}
