from __future__ import annotations

import pytest

from views.map import MapEvent, MapSpec


def test_an_unknown_base_map_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="plan, aerial"):
        MapSpec(key="a", base="moon")


def test_an_event_is_read():
    sent = {"kind": "feature", "lonlat": [2.8, 50.4], "layer": "parcels", "id": "A1", "serial": 7}
    assert MapEvent.read(sent) == MapEvent("feature", (2.8, 50.4), "parcels", "A1", None, 7)


@pytest.mark.parametrize("sent", [None, "x", {}, {"kind": "explode"}, [1]])
def test_what_is_no_event_is_an_empty_one(sent):
    assert MapEvent.read(sent) == MapEvent()


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "click", "lonlat": ["a", "b"]},
        {"kind": "click", "lonlat": [1]},
        {"kind": "click", "lonlat": [1, 2], "serial": "x"},
    ],
)
def test_a_broken_event_is_an_empty_one(sent):
    assert MapEvent.read(sent) == MapEvent()
