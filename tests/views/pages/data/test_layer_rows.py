from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from gis.territory import SUREST_FIRST, Territory, write_layer
from gis.territory.problems import problem
from gis.update import journal as ledger
from gis.words import many, use_language
from tests.gis.small_layers import commune
from views.pages.data import layer_rows as state

CODE = "62528"


@pytest.fixture(autouse=True)
def _english():
    with use_language("en"):
        yield


@pytest.fixture
def home(tmp_path):
    return tmp_path


@pytest.fixture
def found(home):
    return lambda: {row.key: row for row in state.rows(Territory(CODE, home=home))}


@pytest.fixture
def fetched(home, territory):
    """Put the embedded layer into the home as if a service had just sent it."""

    def put(key, *, days=0, status="official"):
        at = (dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=days)).isoformat(timespec="seconds")
        frame = territory.layer(key).frame.assign(status=status)
        provenance = {"status": status, "source": "An office", "fetched_at": at}
        write_layer(home / CODE, key, frame, provenance=provenance)
        return at

    return put


def test_every_theme_and_the_relief_has_a_row_and_groups_stay_together(found, territory):
    rows = list(found().values())
    assert {row.key for row in rows} == {theme.key for theme in territory} | {"relief"}
    groups = [row.group for row in rows]
    assert sum(one != other for one, other in pairwise(groups)) == len(set(groups)) - 1


def test_embedded_layers_have_no_age_and_were_never_asked_for(found):
    rows = found()
    assert (rows["slag_heaps"].freshness, rows["slag_heaps"].outcome) == ("unknown", "never")
    assert rows["slag_heaps"].rhythm == "the service publishes once a year"
    assert rows["farmland"].rhythm == "the service publishes once a year, since 2010"
    assert (rows["places"].freshness, rows["places"].outcome) == ("nobody", "nobody")
    assert rows["urban_zones"].status == "no_data"
    assert "kept as it is" in rows["green_belt"].told


def test_a_fetched_layer_is_fresh_then_stale(found, fetched, home):
    at = fetched("hedges")
    ledger.note_run(home / CODE, "hedges", {"outcome": "fetched", "at": at})
    row = found()["hedges"]
    assert (row.status, row.freshness, row.outcome) == ("official", "fresh", "fetched")
    assert row.told.startswith("on ")
    fetched("hedges", days=200)
    row = found()["hedges"]
    assert row.freshness == "stale"
    assert row.rhythm == "200 days; the service publishes every quarter"


def test_fetched_and_empty_is_not_a_failure(found, home):
    ledger.note_run(
        home / CODE, "urban_zones", {"outcome": "empty", "at": ledger.now(), "note": "no_document"}
    )
    row = found()["urban_zones"]
    assert (row.outcome, row.failed) == ("empty", False)
    assert row.told.count(".") >= 2


@pytest.mark.parametrize(
    ("key", "before", "kept"),
    [
        ("hedges", True, "The data of November 1, 2026 stay in place."),
        ("slag_heaps", False, "The data of the atlas stay in place."),
        ("urban_zones", False, "Nothing is in place for now."),
    ],
)
def test_a_failure_says_why_and_what_stays_since_when(found, fetched, home, key, before, kept):
    if before:
        days = (dt.datetime.now(tz=dt.UTC).date() - dt.date(2026, 11, 1)).days
        fetched(key, days=days)
    at = ledger.now()
    ledger.note_run(
        home / CODE, key, {"outcome": "failed", "at": at, "failed_at": at, "reason": "Service down."}
    )
    row = found()[key]
    assert (row.outcome, row.failed) == ("failed", True)
    assert row.told == f"Service down. {kept}"


def test_an_own_layer_says_so(found, fetched):
    fetched("green_belt", status="own")
    row = found()["green_belt"]
    assert (row.status, row.outcome) == ("own", "own")


def test_problems_are_counted_by_layer(home, monkeypatch):
    wrong = [problem("hedges", "no_crs"), problem("hedges", "no_crs"), problem("paths", "no_crs")]
    monkeypatch.setattr(state, "problems", lambda _: wrong)
    rows = {row.key: row.problems for row in state.rows(Territory(CODE, home=home))}
    assert (rows["hedges"], rows["paths"], rows["places"]) == (2, 1, 0)


def test_layers_are_counted_by_status_the_surest_first(found):
    counts = state.counted(list(found().values()))
    assert list(counts) == [status for status in (*SUREST_FIRST, state.NO_DATA) if status in counts]
    assert sum(counts.values()) == len(found())


@pytest.mark.parametrize(
    ("days", "words"), [(31, "every month"), (365, "once a year"), (3650, "rarely"), (45, "every 45 days")]
)
def test_a_rhythm_is_said_as_people_say_it(days, words):
    assert state.rhythm(days) == words


def test_one_thing_and_many_have_sentences_of_their_own():
    with use_language("en"):
        assert many("data_page.features", 1) == "1 feature"
        assert many("data_page.features", 1200) == "1,200 features"


def test_where_no_service_speaks_of_a_commune_no_age_and_no_rhythm_are_told(home):

    write_layer(home / "83901", "commune", commune(), provenance={})
    rows = {row.key: row for row in state.rows(Territory("83901", home=home))}
    assert (rows["slag_heaps"].freshness, rows["slag_heaps"].outcome) == ("outside", "no_data")
    assert rows["slag_heaps"].rhythm == ""
