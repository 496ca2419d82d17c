"""Habitats outside the commune lead links from one of its own to another, and count for nothing else."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.connectivity import connectivity_notices, connectivity_of, effect_of
from gis.words import use_language
from tests.gis.small_territory import X0, Y0, box, build, line

COMMUNE = [("62528", box(0, 0, 1400, 1000), {})]
ENDS = [("T1", box(0, 0, 200, 100), {}), ("T2", box(1200, 0, 1400, 100), {})]
"""Two habitats of two hectares, 1,000 m apart, at the southern outline."""
CHAIN = [
    ("S1", box(0, -150, 400, -100), {}),
    ("S2", box(500, -150, 900, -100), {}),
    ("S3", box(1000, -150, 1400, -100), {}),
]
"""From T1 to T2 in four steps of 100 m, all of them outside."""
LANDSCAPE = 1_400 * 1_000


def town(folder, *, margin=2_000.0, status="illustrative", **layers):
    margins = dict.fromkeys(layers, margin) if margin else {}
    return build(folder, {"commune": COMMUNE, **layers}, margins=margins, status=status)


def figures(found):
    """Return what is counted, which nothing outside may change."""
    table = found.patch_table.sort_values("id")
    return table["id"].tolist(), table["area_m2"].tolist(), found.patches.left_out, found.landscape_m2


def same(one, other):
    arrays = ("tail", "head", "metres", "longest")
    return all(np.array_equal(getattr(one.links, key), getattr(other.links, key)) for key in arrays)


def test_a_chain_of_habitats_outside_joins_two_of_the_commune(tmp_path):
    alone = connectivity_of(town(tmp_path / "alone", slag_heaps=ENDS), median_m=200)
    known = connectivity_of(town(tmp_path / "known", slag_heaps=[*ENDS, *CHAIN]), median_m=200)
    parts = 2 * 20_000**2
    assert alone.pc == pytest.approx((parts + 2 * 20_000**2 * 0.5 ** (1000 / 200)) / LANDSCAPE**2)
    # 100 m to the chain, two gaps of 100 m, and 100 m back: (√½)⁴.
    assert known.pc == pytest.approx((parts + 2 * 20_000**2 * 0.25) / LANDSCAPE**2)
    assert known.graph.probability.tolist() == pytest.approx([0.25])
    assert known.links.metres.tolist() == pytest.approx([400])
    assert known.links.longest.tolist() == pytest.approx([100])
    assert known.stones == 3
    assert figures(known) == figures(alone)


def test_steps_up_to_the_median_make_one_component_and_one_link_for_iic(tmp_path):
    stones = town(tmp_path, slag_heaps=[*ENDS, *CHAIN])
    near, far = (connectivity_of(stones, median_m=median) for median in (100, 99))
    assert (near.component.max(), far.component.max()) == (0, 1)
    parts = 2 * 20_000**2
    assert near.iic == pytest.approx((parts + 2 * 20_000**2 / 2) / LANDSCAPE**2)
    assert far.iic == pytest.approx(parts / LANDSCAPE**2)


def test_a_way_of_short_steps_joins_even_where_the_straight_one_is_likelier(tmp_path):
    ends = [("T1", box(0, 0, 200, 100), {}), ("T2", box(350, 0, 550, 100), {})]
    stone = ("S", box(100, -150, 450, -100), {})
    alone = connectivity_of(town(tmp_path / "alone", slag_heaps=ends), median_m=120)
    known = connectivity_of(town(tmp_path / "known", slag_heaps=[*ends, stone]), median_m=120)
    assert known.pc == alone.pc
    assert known.stones == 0
    assert (alone.component.max(), known.component.max()) == (1, 0)
    assert known.iic > alone.iic


def test_the_corridor_leads_over_the_stones_that_it_counts_on(tmp_path):
    found = connectivity_of(town(tmp_path, slag_heaps=[*ENDS, *CHAIN]), median_m=200).corridors
    assert found[["from_id", "to_id"]].iloc[0].tolist() == ["T1", "T2"]
    assert found["metres"].tolist() == pytest.approx([400])
    (path,) = found.geometry
    assert all(shapely.intersects(path, shape) for _, shape, _ in [*ENDS, *CHAIN])
    open_ground = shapely.difference(path, shapely.union_all([shape for _, shape, _ in [*ENDS, *CHAIN]]))
    assert open_ground.length == pytest.approx(400)
    start, end = shapely.get_point(path, 0), shapely.get_point(path, -1)
    assert shapely.touches(ENDS[0][1], start)
    assert shapely.touches(ENDS[1][1], end)


def test_a_wood_that_touches_both_leaves_no_metre_and_is_drawn(tmp_path):
    wood = ("S", box(0, -100, 1400, 0), {})
    found = connectivity_of(town(tmp_path, slag_heaps=[*ENDS, wood]), median_m=200)
    assert found.links.metres.tolist() == [0]
    assert found.graph.probability.tolist() == [1]
    assert found.corridors.geometry.iloc[0].length >= 1_000


def test_the_rest_of_a_habitat_across_the_outline_is_a_stone_and_its_part_inside_a_patch(tmp_path):
    bent = shapely.union(box(0, -150, 1100, -100), box(0, -150, 200, 100))
    found = connectivity_of(town(tmp_path, slag_heaps=[("T1", bent, {}), ENDS[1]]), median_m=200)
    assert found.patches.area.tolist() == [20_000, 20_000]
    assert found.links.metres.tolist() == pytest.approx([np.hypot(100, 100)])


def test_hedges_outside_are_widened_and_lead_as_well(tmp_path):
    hedge = ("H", line((100, -52), (1300, -52)), {})
    found = connectivity_of(town(tmp_path, slag_heaps=ENDS, hedges=[hedge]), median_m=200)
    assert found.patches.id.tolist() == ["T1", "T2"]
    assert found.links.metres.tolist() == pytest.approx([100])


@pytest.mark.parametrize(
    ("margin", "stone"),
    [
        pytest.param(150.0, box(0, -250, 1400, -200), id="beyond what the layer tells"),
        pytest.param(2_000.0, box(0, -1_500, 1400, -1_400), id="beyond the reach"),
        pytest.param(2_000.0, box(600, -5, 604, -1), id="smaller than a patch may be"),
    ],
)
def test_what_is_not_known_too_far_or_too_small_leads_nowhere(tmp_path, margin, stone):
    alone = connectivity_of(town(tmp_path / "alone", slag_heaps=ENDS, margin=margin), median_m=200)
    known = town(tmp_path / "known", slag_heaps=[*ENDS, ("S", stone, {})], margin=margin)
    found = connectivity_of(known, median_m=200)
    assert same(found, alone)
    assert (found.stones, found.pc, found.iic) == (0, alone.pc, alone.iic)


def test_what_lies_outside_is_passed_over_in_a_layer_without_a_margin(tmp_path):
    alone = connectivity_of(town(tmp_path / "alone", slag_heaps=ENDS, margin=None), median_m=200)
    found = connectivity_of(town(tmp_path / "out", slag_heaps=[*ENDS, *CHAIN], margin=None), median_m=200)
    assert same(found, alone)
    assert found.pc == alone.pc


def test_of_too_many_stones_the_nearest_lead(tmp_path, monkeypatch):
    monkeypatch.setattr("gis.connectivity.stepping_stones.MOST_STONES", 1)
    stones = [("far", box(0, -80, 1400, -60), {}), ("near", box(0, -30, 1400, -20), {})]
    found = connectivity_of(town(tmp_path, slag_heaps=[*ENDS, *stones]), median_m=200)
    assert found.links.metres.tolist() == pytest.approx([40])


def test_a_hedge_planted_does_not_take_apart_what_stones_join(tmp_path):
    now = connectivity_of(town(tmp_path, slag_heaps=[*ENDS, *CHAIN]), median_m=100)
    hedge = line((600, 800), (700, 800))
    effect = effect_of(now, np.array([hedge], dtype=object))
    assert (effect.components_before, effect.components_after) == (1, 2)
    assert effect.pc_after >= effect.pc_before


def test_the_notices_tell_what_was_used_how_far_is_known_and_where_nothing_is(tmp_path):
    known = town(tmp_path / "known", slag_heaps=[*ENDS, *CHAIN], status="official")
    unknown = town(tmp_path / "unknown", slag_heaps=ENDS, status="official", margin=None)
    drawn = town(tmp_path / "drawn", slag_heaps=ENDS, margin=None)
    with use_language("en"):
        (used,) = [
            text for text in connectivity_notices(connectivity_of(known, median_m=200)) if "step" in text
        ]
        assert ": 3." in used
        assert "2\u00a0km" in used
        by_cost = connectivity_notices(connectivity_of(known, mode="least_cost"))
        assert any("do not serve as stepping stones" in text for text in by_cost)
        assert any("not known here" in text for text in connectivity_notices(connectivity_of(unknown)))
        assert not any("outside" in text for text in connectivity_notices(connectivity_of(drawn)))


boxes = st.tuples(st.floats(-600, 1_900), st.floats(-600, -30), st.floats(6, 500), st.floats(6, 300))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(boxes, max_size=4), st.lists(boxes, min_size=1, max_size=3), st.sampled_from([60, 150, 400]))
def test_a_stone_more_never_loosens_and_changes_no_area(tmp_path_factory, first, more, median):
    own = [*ENDS, ("T3", box(600, 300, 700, 400), {})]

    def found(*outside):
        stones = [
            (f"S{row}", shapely.box(X0 + x, Y0 + y, X0 + x + wide, Y0 + min(y + high, -1)), {})
            for row, (x, y, wide, high) in enumerate(outside)
        ]
        territory = town(tmp_path_factory.mktemp("town"), slag_heaps=[*own, *stones])
        return connectivity_of(territory, median_m=median)

    before, after = found(*first), found(*first, *more)
    assert after.pc >= before.pc * (1 - 1e-9)
    assert after.iic >= before.iic * (1 - 1e-12)
    assert after.component.max() <= before.component.max()
    assert np.all(after.best >= before.best * (1 - 1e-9))
    assert figures(after) == figures(before)
