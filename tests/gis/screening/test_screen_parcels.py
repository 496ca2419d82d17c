from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.dossier import dossier_of_shape
from gis.errors import InputError, LayerMissingError, ServiceError
from gis.overlay import Zones
from gis.parcels import parcels_of
from gis.screening import (
    cluster,
    matching,
    parse_condition,
    parts_of,
    screen,
    screen_frame,
    screen_parts,
    zones_of,
)
from gis.screening.screen_parcels import CHUNK, columns_of, screen_chunk
from tests.gis.small_territory import CODE, METRES, THEMES, X0, Y0, box, build, line, point

SIDE = 12


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    cells = [(x, y) for x in range(SIDE) for y in range(SIDE)]
    parcels = [
        (f"{CODE}0000A{number:04d}", box(50 * x, 50 * y, 50 * x + 50, 50 * y + 50), {"contenance_m2": 2500.0})
        for number, (x, y) in enumerate(cells, start=1)
    ]
    rng = np.random.default_rng(7)
    around = [tuple(spot) for spot in rng.uniform(0, 600, (30, 2))]
    layers = {
        "commune": [(CODE, box(0, 0, 600, 600), {})],
        "parcels": parcels,
        "farmland": [
            (f"f{n}", shapely.buffer(point(*spot), 20 + 3 * n, quad_segs=3), {})
            for n, spot in enumerate(around)
        ],
        "heritage": [("p", shapely.buffer(point(300, 300), 170), {"kind": "unesco_property"})],
        "open_farmland": [("sliver", box(0, 0, 600, 50.01), {})],
        "hedges": [(f"h{n}", line(spot, around[n - 1]), {}) for n, spot in enumerate(around)],
        "mine_shafts": [(f"s{n}", point(*spot), {}) for n, spot in enumerate(around[:5])],
        "species_sites": [
            ("e1", point(*around[0]), {"site": "heap", "group": "bird"}),
            ("e2", shapely.buffer(point(*around[1]), 60), {"site": "heap", "group": "bird"}),
            ("e3", box(0, 0, 600, 600), {"site": "commune", "group": "bird"}),
        ],
    }
    return build(tmp_path_factory.mktemp("screening"), layers)


@pytest.fixture(scope="module")
def table(territory):
    return screen(territory).frame


def test_there_is_one_row_a_parcel_with_columns_for_each_theme(territory, table):
    assert len(table) == SIDE * SIDE
    assert {"id", "reference", "contenance_m2", "gis_area_m2", "heritage_verdict"} <= set(table.columns)
    assert {"heritage_area_m2", "heritage_share_pct", "hedges_length_m", "mine_shafts_count"} <= set(
        table.columns
    )
    assert "mine_shafts_area_m2" not in table
    assert "hedges_share_pct" not in table


def test_screening_equals_the_dossiers_one_by_one(territory, table):
    parcels = parcels_of(territory)
    for row in table.itertuples():
        dossier = dossier_of_shape(territory, parcels[row.id].geometry)
        for answer in dossier.themes:
            key = answer.key
            assert getattr(row, f"{key}_verdict") == answer.verdict
            for name in ("area_m2", "share_pct", "length_m", "count", "nearest_m"):
                expected = getattr(answer, name)
                found = getattr(row, f"{key}_{name}", np.nan)
                assert found == pytest.approx(np.nan if expected is None else expected, abs=1e-6, nan_ok=True)


def test_areas_equal_those_of_geopandas(territory, table):
    parcels = parcels_of(territory).layer.frame[["id", "geometry"]]
    cut = gpd.overlay(parcels, territory.layer("farmland").frame[["geometry"]], how="intersection")
    united = cut[cut.area >= 1].dissolve("id").area
    expected = united.reindex(table["id"]).fillna(0).to_numpy()
    assert table["farmland_area_m2"].to_numpy() == pytest.approx(expected, abs=0.01)


def test_slivers_do_not_count_and_themes_without_layer_have_no_data(table):
    assert (table["open_farmland_verdict"] == "concerned").sum() == SIDE
    assert set(table["green_belt_verdict"]) == {"no_data"}
    assert table["green_belt_count"].isna().all()


def test_chosen_parcels_and_themes_come_alone_in_the_order_asked(territory):
    ids = [f"{CODE}0000A0009", f"{CODE}0000A0002"]
    found = screen(territory, ids, themes=["heritage"], nearest=False).frame
    assert found["id"].tolist() == ids
    assert found["reference"].tolist() == ["A 9", "A 2"]
    assert not any(name.startswith("farmland") or name.endswith("nearest_m") for name in found.columns)
    with pytest.raises(LayerMissingError):
        screen(territory, themes=["dragons"])


def test_it_tells_how_far_it_is_and_stops_when_told(monkeypatch, territory):
    monkeypatch.setattr("gis.screening.screen_parcels.CHUNK", 20)
    told = []
    whole = screen(territory, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (144, 144)
    assert len(told) == 8
    assert whole.complete
    stopped = screen(territory, stop=lambda: len(told) > 9, progress=lambda *step: told.append(step))
    assert not stopped.complete
    assert 0 < len(stopped.frame) < 144


def test_stopping_at_once_gives_an_empty_table_with_every_column(territory, table):
    found = screen(territory, stop=lambda: True)
    assert not found.complete
    assert list(found.frame.columns) == list(table.columns)
    assert len(found.frame) == 0


def test_the_layers_are_left_as_they_were(territory):
    before = shapely.to_wkb(territory.layer("farmland").geometry)
    screen(territory)
    assert (shapely.to_wkb(territory.layer("farmland").geometry) == before).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 40), st.floats(0.15, 0.85))
def test_cutting_parcels_in_two_keeps_the_totals(seed, count, at):
    rng = np.random.default_rng(seed)
    spots = rng.uniform(0, 1000, (count, 2))
    zones = [
        Zones("t", "polygon", known=True, shapes=shapely.buffer(shapely.points(spots), 120, quad_segs=4))
    ]
    whole = gpd.GeoDataFrame({"id": ["a"]}, geometry=[shapely.box(0, 0, 1000, 1000)], crs="EPSG:2154")
    middle = 1000 * at
    halves = gpd.GeoDataFrame(
        {"id": ["l", "r"]},
        geometry=[shapely.box(0, 0, middle, 1000), shapely.box(middle, 0, 1000, 1000)],
        crs="EPSG:2154",
    )
    one, two = screen_frame(whole, zones).frame, screen_frame(halves, zones).frame
    assert two["t_area_m2"].sum() == pytest.approx(one["t_area_m2"].sum(), abs=2 * count)
    assert two["t_share_pct"].between(0, 100).all()


@pytest.mark.parametrize(
    ("text", "column", "sign", "value"),
    [
        ("area>=2000", "gis_area_m2", ">=", 2000),
        ("contenance < 500,5", "contenance_m2", "<", 500.5),
        ("heritage=not_concerned", "heritage_verdict", "=", "not_concerned"),
        ("heritage == concerned", "heritage_verdict", "=", "concerned"),
        ("hedges<=300", "hedges_nearest_m", "<=", 300),
        ("farmland.share>50", "farmland_share_pct", ">", 50),
        ("hedges.length>=10", "hedges_length_m", ">=", 10),
    ],
)
def test_conditions_are_read_as_people_write_them(text, column, sign, value):
    found = parse_condition(text, ["heritage", "hedges", "farmland"])
    assert (found.column, found.sign, found.value) == (column, sign, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "area",
        "area>=many",
        "dragons<=3",
        "heritage=maybe",
        "heritage>concerned",
        "heritage.colour=1",
        "a;b=1",
    ],
)
def test_other_conditions_are_refused_with_what_may_be_written(text):
    with pytest.raises(InputError):
        parse_condition(text, ["heritage"])


def test_conditions_keep_the_rows_that_fulfil_all(territory, table):
    conditions = [
        parse_condition(text, list(table_themes(territory)))
        for text in ("area>=2000", "heritage=not_concerned", "hedges<=20", "farmland.share>50")
    ]
    kept = table[matching(table, conditions)]
    assert 0 < len(kept) < len(table)
    assert (kept["heritage_verdict"] == "not_concerned").all()
    assert (kept["farmland_share_pct"] > 50).all()


def test_what_is_unknown_fulfils_no_number_and_no_absence(territory, table):
    for text in ("green_belt<=300", "green_belt>=0", "green_belt=not_concerned"):
        assert not matching(table, [parse_condition(text, list(table_themes(territory)))]).any()
    with pytest.raises(InputError):
        matching(table, [parse_condition("hedges.area>3", ["hedges"])])


def table_themes(territory):
    return [item.key for item in zones_of(territory)]


def test_what_parts_of_a_layer_that_never_came_may_hold_is_unknown():
    shapes = shapely.box([0.0, 500.0], 0, [100.0, 600.0], 100)
    zones = Zones("t", "polygon", known=True, shapes=shapely.box([0.0], 0, 50, 100), whole=False)
    found = screen_chunk(shapes, [zones])
    assert found["t_verdict"].tolist() == ["concerned", "no_data"]
    assert found["t_area_m2"][0] == 5_000
    assert np.isnan([found["t_area_m2"][1], found["t_nearest_m"][1]]).all()


def test_every_theme_gives_the_columns_of_its_kind():
    for theme in THEMES:
        zones = Zones(theme.key, theme.kind, known=False, shapes=np.empty(0, object))
        names = columns_of(zones)
        assert (f"{theme.key}_area_m2" in names) == (theme.kind in {"polygon", "mixed"})
        assert (f"{theme.key}_length_m" in names) == (theme.kind in {"line", "mixed"})


@pytest.fixture(scope="module")
def client():
    pytest.importorskip("dask_geopandas")
    with cluster(workers=2) as client:
        yield client


def test_a_local_cluster_gives_the_same_rows(territory, table, client):
    frame = parcels_of(territory).layer.frame[["id", "contenance_m2", "geometry"]]
    parts = parts_of(frame, METRES, size=30)
    assert len(parts) == 5
    told = []
    found = list(screen_parts(parts, zones_of(territory), client, progress=lambda *step: told.append(step)))
    assert told[-1] == (5, 5)
    whole = pd.concat(found).sort_values("id").reset_index(drop=True)
    assert_geodataframe_equal(whole, table.sort_values("id").reset_index(drop=True), check_like=True)


def test_parts_lie_together_on_the_map(territory):
    pytest.importorskip("dask_geopandas")
    frame = parcels_of(territory).layer.frame[["id", "geometry"]]
    parts = parts_of(frame, METRES, size=36)
    sizes = [shapely.area(shapely.box(*part.compute().total_bounds)) for part in parts.frame.partitions]
    assert sum(sizes) < 2 * 600 * 600


@pytest.mark.parametrize("mixed", [False, True], ids=["lying together", "mixed up"])
def test_a_file_is_read_part_by_part(territory, table, client, tmp_path, mixed):
    path = tmp_path / "region.parquet"
    frame = parcels_of(territory).layer.frame[["id", "contenance_m2", "geometry"]]
    frame = frame.sample(frac=1, random_state=1) if mixed else frame
    frame.to_parquet(path, row_group_size=24)
    parts = parts_of(path, METRES, size=24)
    assert parts.apart is not mixed
    found = list(screen_parts(parts, zones_of(territory, ["heritage"]), client))
    whole = pd.concat(found).set_index("id")["heritage_area_m2"]
    expected = table.set_index("id")["heritage_area_m2"]
    assert whole.reindex(expected.index).to_numpy() == pytest.approx(expected.to_numpy())
    assert len(whole) == len(expected)


def test_a_cluster_can_be_stopped(territory, client):
    frame = parcels_of(territory).layer.frame[["id", "geometry"]]
    found = list(
        screen_parts(parts_of(frame, METRES, size=10), zones_of(territory), client, stop=lambda: True)
    )
    assert len(found) == 1


def test_a_cluster_that_does_not_answer_is_a_service_that_failed(monkeypatch):
    pytest.importorskip("dask_geopandas")
    monkeypatch.setattr("gis.screening.dask.CONNECT_SECONDS", 0.5)
    with pytest.raises(ServiceError), cluster(scheduler="tcp://127.0.0.1:9"):
        pass


def test_without_dask_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(InputError, match="pip install"), cluster(workers=1):
        pass


def test_a_broken_region_is_refused(tmp_path):
    pytest.importorskip("dask_geopandas")
    path = tmp_path / "broken.parquet"
    path.write_bytes(b"nothing")
    with pytest.raises(InputError, match=r"broken\.parquet"):
        parts_of(path, METRES)


def test_a_chunk_is_small_enough_to_be_stopped():
    assert CHUNK <= 5_000
    assert (X0, Y0) != (0, 0)
