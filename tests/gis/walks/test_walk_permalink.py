from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.walks import AVOID, LOOP, THEMES, WAY, Spot, WalkQuery, read_request
from views.pages.walks.state import WalksState

spots = st.builds(Spot, st.floats(-90, 90), st.floats(-180, 180))
days = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2099, 12, 31))
taste = {
    "theme": st.sampled_from(("", *THEMES)),
    "avoid": st.frozensets(st.sampled_from(AVOID)),
    "day": days,
    "chosen": st.integers(0, 2),
}
amounts = st.integers(0, 1000).map(float)
loops = st.builds(WalkQuery, st.just(LOOP), st.tuples(spots), km=amounts, **taste)
timed = st.builds(WalkQuery, st.just(LOOP), st.tuples(spots), minutes=amounts, **taste)
ways = st.builds(WalkQuery, st.just(WAY), st.lists(spots, min_size=2, max_size=30).map(tuple), **taste)


@given(loops | timed | ways)
def test_a_request_comes_back_from_its_text(asked):
    assert read_request(asked.as_text()) == asked


@given(st.text())
def test_any_text_is_a_request_or_none(text):
    assert read_request(text) is None or read_request(text).kind in {LOOP, WAY}


@pytest.mark.parametrize(
    "text",
    [
        "loop",
        "loop~km6",
        "loop~50_2",
        "loop~50_2~km6~min60",
        "loop~nan_2~km6",
        "loop~91_2~km6",
        "loop~50_2~kmnan",
        "loop~50_2~km-1",
        "loop~50_2~km6~theme.<script>",
        "loop~50_2~km6~avoid.rain",
        "loop~50_2~km6~day.2026-13-01",
        "way~50_2",
        "way~50_2~51_2~km3",
    ],
)
def test_what_is_no_request_is_told_apart(text):
    assert read_request(text) is None


def test_a_chosen_loop_does_not_change_what_is_asked():
    asked = read_request("loop~50.4575_2.7932~km6~no3")
    assert asked.chosen == 2
    assert asked.plain.as_text() == "loop~50.4575_2.7932~km6"


def test_a_stop_taken_out_lets_the_later_ones_move_up():
    state = WalksState(
        stops=3, spots={f"via{stop}": Spot(50 + stop, 2) for stop in range(3)}, names={"via2": "last"}
    )
    state.drop_stop(0)
    assert state.slots() == ["start", "via0", "via1", "end"]
    assert [state.spots[slot].lat for slot in ("via0", "via1")] == [51, 52]
    assert state.names == {"via1": "last"}
    assert "via2" not in state.spots
