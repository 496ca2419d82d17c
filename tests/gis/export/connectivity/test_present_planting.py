from __future__ import annotations

import pytest

from gis.connectivity import Proposal, connectivity_of
from gis.export.connectivity import planting_notes, planting_plan_text
from gis.words import say, use_language
from tests.gis.small_territory import CODE, METRES, box, build, line, parcel

EDGE = line((100, 500), (300, 500))


@pytest.fixture(autouse=True)
def english():
    with use_language("en"):
        yield


def plan(folder, *gains, hedge=EDGE, **layers):
    heaps = [("T1", box(0, 400, 100, 600), {}), ("T2", box(300, 400, 400, 600), {})]
    town = build(folder, {"commune": [(CODE, box(0, 0, 1000, 1000), {})], "slag_heaps": heaps, **layers})
    hedges = [
        Proposal(hedge, "T1", "T2", "field_edge", 200.0, 3120.0, gain, 0.0, 1.0, METRES) for gain in gains
    ]
    return planting_plan_text(connectivity_of(town), hedges, price_eur_m=10.0)


def test_a_hedge_has_its_number_its_ends_its_length_its_gains_and_its_price(tmp_path):
    (row,) = plan(tmp_path, 2.0).rows
    assert (row.number, row.where) == ("1", "field edge, from heap T1 to heap T2")
    assert (row.length, row.cost) == ("200\u00a0m", "€2,000 before tax")
    assert (row.gain, row.alone) == ("+2.00%", "+1.00%")


def test_all_hedges_together_gain_one_upon_the_other(tmp_path):
    whole = plan(tmp_path, 10.0, 20.0).whole
    assert (whole.length, whole.gain, whole.cost) == ("400\u00a0m", "+32.00%", "€4,000 before tax")
    assert plan(tmp_path / "none").whole is None


def test_parcels_on_both_sides_of_a_hedge_are_named(tmp_path):
    parcels = [
        parcel("A 1", box(0, 0, 1000, 500)),
        parcel("A 2", box(0, 500, 280, 1000)),
        parcel("A 3", box(500, 500, 1000, 1000)),
    ]
    (row,) = plan(tmp_path, 1.0, parcels=parcels).rows
    assert row.parcels.replace("\u00a0", " ") == "A 1; A 2"


def test_a_hedge_on_no_parcel_names_the_nearest(tmp_path):
    (row,) = plan(tmp_path, 1.0, parcels=[parcel("A 1", box(0, 0, 1000, 450))]).rows
    assert row.parcels.replace("\u00a0", " ") == "none; the nearest: A 1, 50 m away"


def test_unknown_parcels_are_not_told_as_none(tmp_path):
    assert plan(tmp_path, 1.0).rows[0].parcels == say("verdict.no_data")


def test_the_plan_assumes_what_the_page_says(tmp_path):
    text = plan(tmp_path, 1.0)
    said = {text.lead, *text.assumed, *text.first}
    assert [note for note in planting_notes(10.0) if note not in said] == []
    assert say("connectivity.notice_model") in said
