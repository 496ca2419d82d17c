from __future__ import annotations

import datetime as dt
import gc
import weakref

from gis.territory import write_layer
from tests.gis.small_territory import box, frame
from views import territories
from views.ui.plan_cache import kept_plan

DAY = dt.date(2026, 6, 1)


def put(home, code):
    provenance = {"source": "test", "status": "own"}
    write_layer(home / code, "commune", frame([(code, box(0, 0, 1, 1), {})]), provenance=provenance)


def plan(territory, request):
    return [territory, request]


def test_a_plan_is_made_once_for_all_visitors(tmp_path):
    put(tmp_path, "02000")
    territory = territories.territory("02000", tmp_path)
    first, again, other = (kept_plan(plan, territory, asked, day=DAY) for asked in (1, 1, 2))
    assert first is again
    assert other == [territory, 2]


def test_a_territory_that_is_let_go_takes_what_was_planned_in_it_along(tmp_path):
    codes = [f"02{number:03d}" for number in range(territories.MOST_OPEN + 1)]
    for code in codes:
        put(tmp_path, code)
    first = weakref.ref(kept_plan(plan, territories.territory(codes[0], tmp_path), 1, day=DAY)[0])
    for code in codes[1:]:
        territories.territory(code, tmp_path)
    gc.collect()
    assert first() is None
