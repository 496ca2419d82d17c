from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import LineString

from gis.connectivity import Proposal, connectivity_of, effect_of
from gis.export.connectivity import (
    connectivity_figures,
    patch_heads,
    patch_texts,
    planting_text,
    proposal_text,
)
from gis.words import use_language
from tests.gis.small_territory import METRES, X0, Y0, box, build


@pytest.fixture
def now(tmp_path):
    heaps = [("T1", box(0, 0, 100, 100), {}), ("T2", box(200, 0, 300, 100), {})]
    layers = {"commune": [("62528", box(0, 0, 1000, 1000), {})], "slag_heaps": heaps}
    return connectivity_of(build(tmp_path, layers), median_m=100)


def test_figures_stand_in_one_order_with_their_units(now):
    with use_language("en"):
        assert dict(connectivity_figures(now)) == {
            "Habitats": "2",
            "Links": "1",
            "Groups of linked habitats": "1",
            "Area of habitat": "2.00\u00a0ha",
            "Area of one single habitat as well connected": "1.73\u00a0ha",
            "Probability of connectivity (PC, 0 to 1)": "0.000300",
            "Integral index of connectivity (IIC, 0 to 1)": "0.000300",
        }


def test_a_patch_has_a_cell_under_each_heading(now):
    with use_language("en"):
        first, second = patch_texts(now)
        assert (first.name, second.name) == ("heap T1", "heap T2")
        assert first.cells == ("1.00\u00a0ha", "66.67", "33.33", "33.33", "0.00")
        assert len(patch_heads()) == 1 + len(first.cells)


def test_a_hedge_is_told_before_and_after_with_its_length_and_price(now):
    effect = effect_of(
        now, np.array([LineString([(X0 + 100, Y0 + 50), (X0 + 200, Y0 + 50)])]), price_eur_m=20
    )
    with use_language("en"):
        text = planting_text(effect)
    assert text.heads == ("Added hedge", "Before", "After")
    assert text.rows[2] == ("Groups of linked habitats", "1", "1")
    assert text.rows[0][1] == "0.000300"
    assert (text.length, text.cost, text.links) == ("100\u00a0m", "2,000", "2")
    assert text.gain.endswith("%")
    assert text.notices[1].startswith("Cost that you assume: €20.00")


def test_growth_from_nothing_is_a_dash(now):
    effect = effect_of(now, np.array([LineString([(X0 + 100, Y0 + 50), (X0 + 200, Y0 + 50)])]))
    assert planting_text(replace(effect, pc_before=0.0)).gain == "–"


def test_a_proposal_is_told_at_the_price_of_whoever_asks(now):
    line = LineString([(X0 + 100, Y0 + 50), (X0 + 200, Y0 + 50)])
    item = Proposal(line, "T1", "T2", "field_edge", 100.0, 1560.0, 12.345, 12.345, 15.0, METRES)
    with use_language("en"):
        text = proposal_text(now, item, price_eur_m=10)
    assert (text.where, text.one, text.other) == ("field edge", "heap T1", "heap T2")
    assert (text.length, text.cost) == ("100\u00a0m", "1,000")
    assert (text.gain, text.gain_alone) == ("12.35%", "15.00%")
