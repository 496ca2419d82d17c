from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.connectivity import (
    PRICE_EUR_M,
    HabitatGraph,
    best_probabilities,
    connectivity_notices,
    connectivity_of,
    dispersal,
    effect_of,
    importance_of_patches,
    patches_of,
    propose_hedges,
    read_lines,
)
from gis.connectivity import resistance as costs
from gis.connectivity.indices import (
    components,
    importance_of_links,
    integral_index,
    probability_of_connectivity,
)
from gis.errors import FootprintError, InputError, LayerMissingError, UploadError
from gis.territory import Territory
from gis.words import use_language
from tests.gis.small_territory import METRES, X0, Y0, box, build, line

WIDE = 3000.0


def pc(graph, landscape=1e6):
    return probability_of_connectivity(graph.area, best_probabilities(graph), landscape_m2=landscape)


def removed(graph):
    """DPC of each patch by the definition: take it out and measure again."""
    whole = pc(graph)
    return [100 * (whole - pc(graph.without_patch(k))) / whole for k in range(len(graph))]


@st.composite
def graphs(draw, least=1, most=9):
    count = draw(st.integers(least, most))
    area = draw(st.lists(st.floats(1.0, 1000.0), min_size=count, max_size=count))
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)]
    chosen = [pair for pair in pairs if draw(st.booleans())]
    values = st.one_of(st.floats(0.0, 1.0), st.sampled_from([0.0, 0.25, 0.5, 1.0]))
    probability = [draw(values) for _ in chosen]
    ends = np.array(chosen, dtype=np.int64).reshape(-1, 2).T
    return HabitatGraph(np.array(area), ends[0], ends[1], np.array(probability, dtype=float))


def test_three_patches_in_a_row_by_hand():
    graph = HabitatGraph(np.array([1.0, 2.0, 3.0]), np.array([0, 1]), np.array([1, 2]), np.array([0.5, 0.5]))
    # 1 + 4 + 9 + 2 · (1·2·0.5 + 2·3·0.5 + 1·3·0.25) = 23.5
    assert pc(graph, 10.0) == pytest.approx(0.235)
    assert integral_index(graph, landscape_m2=10.0) == pytest.approx((14 + 2 * (2 / 2 + 6 / 2 + 3 / 3)) / 100)
    share = importance_of_patches(graph)
    assert share.intra == pytest.approx(100 * np.array([1, 4, 9]) / 23.5)
    assert share.flux == pytest.approx(100 * np.array([3.5, 8, 7.5]) / 23.5)
    assert share.connector == pytest.approx(100 * np.array([0, 1.5, 0]) / 23.5)
    assert importance_of_links(graph) == pytest.approx(100 * np.array([3.5, 7.5]) / 23.5)


@given(graphs())
@settings(max_examples=80, deadline=None)
def test_dpc_equals_removing_patches_one_by_one_and_is_the_sum_of_its_fractions(graph):
    share = importance_of_patches(graph)
    assert share.dpc == pytest.approx(removed(graph), abs=1e-8)
    assert share.intra + share.flux + share.connector == pytest.approx(share.dpc)
    assert min(share.intra.min(), share.flux.min(), share.connector.min()) >= -1e-9


@given(graphs(least=2, most=7))
@settings(max_examples=60, deadline=None)
def test_dpc_of_links_equals_removing_them_one_by_one(graph):
    whole = pc(graph)
    one_by_one = [100 * (whole - pc(graph.without_link(k))) / whole for k in range(graph.size)]
    assert importance_of_links(graph) == pytest.approx(one_by_one, abs=1e-8)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_pc_and_iic_stay_within_zero_and_one(graph):
    landscape = float(graph.area.sum())
    assert 0 < pc(graph, landscape) <= 1 + 1e-12
    assert 0 < integral_index(graph, landscape_m2=landscape) <= 1 + 1e-12


@given(graphs(least=2), st.floats(0, 1), st.data())
@settings(max_examples=60, deadline=None)
def test_pc_never_falls_when_a_patch_or_a_link_is_added(graph, probability, data):
    patch = data.draw(st.integers(0, len(graph) - 1))
    assert pc(graph.without_patch(patch)) <= pc(graph) * (1 + 1e-12)
    if graph.size:
        link = data.draw(st.integers(0, graph.size - 1))
        assert pc(graph.without_link(link)) <= pc(graph) * (1 + 1e-12)


@given(st.integers(2, 8), st.floats(0.01, 1.0))
def test_complete_graphs_have_the_closed_form(count, probability):
    tail, head = np.triu_indices(count, 1)
    graph = HabitatGraph(np.full(count, 3.0), tail, head, np.full(len(tail), probability))
    landscape = 3.0 * count
    assert pc(graph, landscape) == pytest.approx((1 + (count - 1) * probability) / count)
    assert integral_index(graph, landscape_m2=landscape) == pytest.approx((1 + (count - 1) / 2) / count)


def test_many_patches_over_several_bands_agree_with_removal():
    rng = np.random.default_rng(3)
    places = rng.uniform(0, 3000, (140, 2))
    away = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    tail, head = np.nonzero(np.triu(away < 420, 1))
    graph = HabitatGraph(rng.uniform(1, 9, 140), tail, head, 0.5 ** (away[tail, head] / 300))
    assert importance_of_patches(graph).dpc == pytest.approx(removed(graph), abs=1e-9)


def test_splitting_a_patch_into_touching_parts_changes_nothing():
    whole = HabitatGraph(np.array([4.0, 5.0]), np.array([0]), np.array([1]), np.array([0.3]))
    parts = HabitatGraph(np.array([1.0, 3.0, 5.0]), np.array([0, 1]), np.array([1, 2]), np.array([1.0, 0.3]))
    assert pc(whole) == pytest.approx(pc(parts))


def test_components_are_numbered_from_the_largest():
    graph = HabitatGraph(np.array([1.0, 9.0, 2.0]), np.array([0]), np.array([2]), np.array([1.0]))
    assert components(graph).tolist() == [1, 0, 1]


def test_half_of_the_animals_go_as_far_as_the_median_and_none_when_it_is_zero():
    metres = np.array([0.0, 100.0, 200.0])
    assert dispersal.probabilities(metres, median_m=100.0) == pytest.approx([1, 0.5, 0.25])
    assert dispersal.probabilities(metres, median_m=0.0).tolist() == [1, 0, 0]
    with pytest.raises(InputError):
        dispersal.probabilities(metres, median_m=-1.0)


def town(folder, **layers):
    rows = {
        "commune": [("62528", box(0, 0, WIDE, WIDE), {})],
        "slag_heaps": [
            ("T1", box(100, 100, 500, 500), {}),
            ("T2", box(1500, 100, 1900, 500), {}),
            ("T3", box(2400, 2400, 2700, 2700), {}),
        ],
        "farmland": [("F1", box(500, 300, 1500, 900), {}), ("F2", box(500, 900, 1500, 1500), {})],
    }
    return build(folder, {**rows, **layers})


@pytest.mark.parametrize("mode", ["euclidean", "least_cost"])
def test_a_commune_has_patches_links_and_corridors(tmp_path, mode):
    found = connectivity_of(town(tmp_path), mode=mode)
    assert found.patches.id.tolist() == ["T1", "T2", "T3"]
    assert found.pc == pytest.approx(pc(found.graph, WIDE**2))
    assert 0 < found.iic < found.pc * 3
    table = found.patch_table
    assert table["dpc"].is_monotonic_decreasing
    assert table["dpc"].to_numpy() == pytest.approx(
        table["dpc_intra"] + table["dpc_flux"] + table["dpc_connector"]
    )
    corridor = found.corridors.iloc[0]
    assert {corridor.from_id, corridor.to_id} == {"T1", "T2"}
    assert corridor.geometry.length >= 990
    assert connectivity_of(found.territory, mode=mode) is found


def test_least_cost_between_two_patches_is_that_of_a_search_from_one_to_the_other(tmp_path):
    territory = town(
        tmp_path, slag_heaps=[("T1", box(100, 100, 300, 300), {}), ("T2", box(900, 700, 990, 990), {})]
    )
    found = connectivity_of(territory, mode="least_cost")
    straight = connectivity_of(territory)
    assert len(found.links) == 1
    assert found.links.metres[0] >= straight.links.metres[0] * 0.9
    mcp = pytest.importorskip("skimage.graph")
    from gis.connectivity.habitat_links import terrain_of  # noqa: PLC0415

    front = terrain_of(territory).front
    surface = front.surface.reshape(front.grid.shape)
    owner = costs.owners_of(found.patches, front.grid)
    search = mcp.MCP_Geometric(surface, sampling=(5.0, 5.0))
    reached, _ = search.find_costs(np.argwhere(owner == 0))
    assert reached[owner == 1].min() == pytest.approx(found.links.metres[0])


def test_a_motorway_makes_the_way_dearer(tmp_path):
    road = [("M", line((1000, -50), (1000, 3050)), {"kind": "motorway"})]
    calm = connectivity_of(town(tmp_path / "calm"), mode="least_cost")
    cut = connectivity_of(town(tmp_path / "cut", paths=road), mode="least_cost")
    assert cut.links.metres[0] > calm.links.metres[0]
    assert cut.pc < calm.pc


def test_patches_that_share_ground_count_it_once_and_identical_ones_are_left_out(tmp_path):
    heaps = [
        ("A", box(0, 0, 100, 100), {}),
        ("B", box(0, 0, 100, 100), {}),
        ("C", box(50, 0, 150, 100), {}),
    ]
    found = connectivity_of(town(tmp_path, slag_heaps=heaps))
    assert found.patches.id.tolist() == ["A", "C"]
    assert found.patches.area.tolist() == [10_000, 5_000]
    assert found.patches.left_out == 1
    assert found.pc == pytest.approx((15_000 / WIDE**2) ** 2)
    assert any("1" in notice for notice in connectivity_notices(found))


def test_habitat_outside_the_commune_does_not_count(tmp_path):
    heaps = [("A", box(-100, 0, 100, 100), {}), ("B", box(-900, 0, -800, 100), {})]
    assert connectivity_of(town(tmp_path, slag_heaps=heaps)).patches.area.tolist() == [10_000]


def test_no_patch_and_one_patch_have_clear_answers(tmp_path):
    none = connectivity_of(town(tmp_path / "none", slag_heaps=[("A", box(-900, 0, -800, 100), {})]))
    assert (len(none.patches), none.pc, none.iic, len(none.corridors)) == (0, 0.0, 0.0, 0)
    assert len(none.patch_table) == 0
    one = connectivity_of(town(tmp_path / "one", slag_heaps=[("A", box(0, 0, 300, 300), {})]))
    assert one.pc == pytest.approx((90_000 / WIDE**2) ** 2)
    assert one.importance.dpc == pytest.approx([100])
    for found in (none, one):
        cheap = connectivity_of(found.territory, mode="least_cost")
        assert cheap.pc == found.pc
        assert propose_hedges(found) == []
        assert len(connectivity_notices(found)) >= 2


def test_a_commune_without_any_habitat_layer_says_so(tmp_path):
    territory = build(tmp_path, {"commune": [("62528", box(0, 0, 9, 9), {})]})
    with pytest.raises(LayerMissingError):
        connectivity_of(territory)


def test_a_dispersal_of_zero_links_only_what_touches(tmp_path):
    heaps = [
        ("A", box(0, 0, 100, 100), {}),
        ("B", box(100, 0, 200, 100), {}),
        ("C", box(300, 0, 400, 100), {}),
    ]
    found = connectivity_of(town(tmp_path, slag_heaps=heaps), median_m=0)
    assert found.pc == pytest.approx((20_000**2 + 10_000**2) / WIDE**4)
    assert found.component.tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    "wrong", [{"group": "dragons"}, {"mode": "flying"}, {"median_m": -5}, {"median_m": np.nan}]
)
def test_unknown_questions_are_refused(tmp_path, wrong):
    with pytest.raises(InputError):
        connectivity_of(town(tmp_path), **wrong)


def test_a_resistance_file_with_a_missing_class_names_it(tmp_path):
    text = (costs.EMBEDDED / costs.FILE).read_text(encoding="utf-8")
    path = tmp_path / "resistances.toml"
    path.write_text(text.replace("[class.road]", "[class.rode]"), encoding="utf-8")
    with pytest.raises(InputError, match="road"):
        costs.resistances(path=path)
    path.write_text(text.replace("relative = 0.6", "relative = -1"), encoding="utf-8")
    with pytest.raises(InputError, match="organic"):
        costs.resistances(path=path)
    path.write_text("class = [", encoding="utf-8")
    with pytest.raises(InputError, match=str(path.name)):
        costs.resistances(path=path)


def test_a_territory_may_bring_its_own_resistances(tmp_path):
    territory = town(tmp_path)
    text = (costs.EMBEDDED / costs.FILE).read_text(encoding="utf-8").replace("base = 100\n", "base = 10\n")
    (tmp_path / "62528" / "resistances.toml").write_text(text, encoding="utf-8")
    assert costs.resistances(territory)["arable"] == pytest.approx(10**0.72)


def test_every_resistance_and_every_group_says_where_it_comes_from():
    told = dispersal.read_toml(costs.EMBEDDED / costs.FILE)["class"]
    assert all(values["basis"] in {"published", "assumption"} and values["note"] for values in told.values())
    assert all(values["source_url"] for values in told.values() if values["basis"] == "published")
    for group in dispersal.groups().values():
        assert group.basis in {"published", "assumption"}
        assert group.source
        assert group.source_url.startswith("http")
        assert group.note_fr
        assert group.note_en


@pytest.mark.parametrize("mode", ["euclidean", "least_cost"])
def test_a_hedge_between_two_heaps_gains_and_its_price_is_told(tmp_path, mode):
    now = connectivity_of(town(tmp_path), mode=mode)
    effect = effect_of(now, np.array([line((400, 300), (1600, 300))]))
    assert effect.length_m == pytest.approx(1000)
    assert effect.covered_m == pytest.approx(200)
    assert effect.cost_eur == pytest.approx(1000 * PRICE_EUR_M)
    dearer = effect_of(now, np.array([line((400, 300), (1600, 300))]), price_eur_m=20.0)
    assert (dearer.cost_eur, dearer.as_dict()["price_eur_m"]) == (pytest.approx(20_000), 20.0)
    assert any("15" in notice for notice in effect.notices)
    assert any("20" in notice for notice in dearer.notices)
    assert effect.gain_pct > 5
    assert effect.components_after <= effect.components_before
    assert set(effect.links["to_id"]) >= {"T1", "T2"}
    told = effect.as_dict()
    assert told["geometry"]["type"] == "MultiLineString"
    assert 2 < told["geometry"]["coordinates"][0][0][0] < 4


@given(st.lists(st.tuples(st.floats(1, 2999), st.floats(1, 2999)), min_size=2, max_size=4, unique=True))
@settings(max_examples=15, deadline=None)
def test_no_hedge_ever_lowers_connectivity(tmp_path_factory, points):
    now = connectivity_of(_shared(tmp_path_factory))
    try:
        effect = effect_of(now, np.array([line(*points)]))
    except FootprintError:
        return
    graph_pc = effect.pc_after
    assert graph_pc >= now.pc


_KEPT: dict[str, object] = {}


def _shared(factory):
    if "town" not in _KEPT:
        _KEPT["town"] = town(factory.mktemp("shared"))
    return _KEPT["town"]


def test_a_hedge_outside_the_commune_is_refused_and_one_across_its_limit_is_cut(tmp_path):
    now = connectivity_of(town(tmp_path))
    with pytest.raises(FootprintError):
        effect_of(now, np.array([line((-500, -500), (-100, -100))]))
    with pytest.raises(FootprintError):
        effect_of(now, np.array([line((1000, 2000), (1003, 2000))]))
    effect = effect_of(now, np.array([line((-300, 2000), (200, 2000))]))
    assert (effect.length_m, effect.cut_m) == (pytest.approx(200), pytest.approx(300))


def test_the_same_hedge_drawn_twice_counts_once(tmp_path):
    now = connectivity_of(town(tmp_path))
    once = effect_of(now, np.array([line((600, 1900), (900, 1900))]))
    twice = effect_of(now, np.array([line((600, 1900), (900, 1900))] * 2))
    assert twice.pc_after == pytest.approx(once.pc_after)
    assert twice.length_m == pytest.approx(once.length_m)


@pytest.mark.parametrize("mode", ["euclidean", "least_cost"])
def test_proposals_follow_field_edges_and_gain_what_a_drawn_hedge_would(tmp_path, mode):
    now = connectivity_of(town(tmp_path), mode=mode)
    # The way along the edge of F1 from T1 to T2 is the only one shorter than the longest gap.
    fields = [("F1", box(500, 300, 1500, 900), {})]
    near = [("T1", box(100, 100, 500, 500), {}), ("T2", box(1150, 100, 1900, 299), {})]
    now = connectivity_of(town(tmp_path / "near", slag_heaps=near, farmland=fields), mode=mode)
    (best, *_) = propose_hedges(now)
    assert {best.from_id, best.to_id} == {"T1", "T2"}
    assert best.where == "field_edge"
    edge = box(500, 300, 1500, 900).boundary.buffer(7)
    assert shapely.within(best.line, edge)
    assert effect_of(now, np.array([best.line])).gain_pct == pytest.approx(best.gain_pct, rel=0.02)
    assert best.gain_alone_pct == best.gain_pct
    assert propose_hedges(now, budget_m=10.0) == []


def test_without_field_edges_nothing_can_be_proposed(tmp_path):
    now = connectivity_of(build(tmp_path, {
        "commune": [("62528", box(0, 0, WIDE, WIDE), {})],
        "slag_heaps": [("A", box(0, 0, 50, 50), {}), ("B", box(90, 0, 150, 50), {})],
    }))  # fmt: skip
    with pytest.raises(LayerMissingError):
        propose_hedges(now)


def test_a_drawn_hedge_is_read_from_geojson_and_lands_where_it_was_drawn():
    drawn = line((0, 0), (100, 50))
    text = shapely.to_geojson(METRES.to_wgs84(np.array([drawn], dtype=object))[0])
    feature = f'{{"type":"Feature","properties":{{}},"geometry":{text}}}'
    feature = f'{{"type":"FeatureCollection","features":[{feature}]}}'
    for content in (text, feature):
        (found,) = read_lines(content.encode(), METRES)
        assert shapely.hausdorff_distance(found, drawn) < 0.2


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"not json", UploadError),
        (b"\xff\xfe", UploadError),
        (b'{"type":"Point","coordinates":[2.79,50.45]}', FootprintError),
        (b'{"type":"LineString","coordinates":[[684000,7040000],[684100,7040000]]}', FootprintError),
        (b'{"type":"FeatureCollection","features":[]}', FootprintError),
        (b" " * 6_000_000, UploadError),
    ],
)
def test_a_drawing_that_is_none_is_refused_with_a_reason(content, error):
    with pytest.raises(error, match=r".{20}"):
        read_lines(content, METRES, name="haie.geojson")


def test_the_grid_gives_back_the_place_of_each_cell():
    grid = costs.Grid.over(box(0, 0, 100, 60), margin_m=0)
    assert grid.shape == (12, 20)
    cells = grid.cells(np.array([[X0 + 1, Y0 + 59], [X0 + 99, Y0 + 1], [X0 - 1, Y0]]))
    assert cells.tolist() == [0, 239, -1]
    assert grid.points(cells[:2]).tolist() == [[X0 + 2.5, Y0 + 57.5], [X0 + 97.5, Y0 + 2.5]]


def test_a_patch_thinner_than_a_cell_still_owns_one(tmp_path):
    heaps = [("A", box(1001, 1001, 1002, 1027), {}), ("B", box(100, 100, 400, 400), {})]
    found = connectivity_of(town(tmp_path, slag_heaps=heaps), mode="least_cost")
    assert len(found.patches) == 2
    assert len(found.links) == 1
    assert dataclasses.is_dataclass(found.links)


def test_a_patch_without_a_name_is_called_by_what_it_is_where_its_identifier_is_for_machines(tmp_path):
    hedges = [
        ("HAIE00000000000000000043", line((0, 0), (90, 0)), {}),
        ("H7", line((0, 50), (90, 50)), {}),
        ("HAIE00000000000000000044", line((0, 99), (90, 99)), {"name": "Haie du Foyer"}),
    ]
    patches = patches_of(
        build(tmp_path, {"commune": [("62528", box(-9, -9, 999, 999), {})], "hedges": hedges})
    )
    assert [patches.label(key) for key in patches.id] == ["Haies …0043", "H7", "Haie du Foyer"]
    assert patches.label("unknown") == "unknown"
    with use_language("en"):
        assert [patches.told(key) for key in patches.id] == ["Hedges …0043", "hedge H7", "Haie du Foyer"]


def test_patches_of_one_name_are_told_apart_and_what_they_gain_alone_too():
    now = connectivity_of(Territory())
    told = [now.patches.told(key) for key in now.patches.id]
    assert len(set(told)) == len(told)
    for item in propose_hedges(now, most=4)[1:]:
        alone = effect_of(now, np.array([item.line])).gain_pct
        assert alone == pytest.approx(item.gain_alone_pct, rel=0.05)
