from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import sedonadb

from gis.indicators import indicators
from gis.territory import Territory, write_layer

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "reference" / "mission_bassin_minier"
CODE = "62528"


@pytest.fixture(scope="module")
def official():
    if not REFERENCE.is_dir():
        pytest.skip(f"the official outlines are not here: {REFERENCE}")
    names = {"commune": "communes-mbm", "property": "bien-inscrit", "buffer": "zone-tampon"}
    names |= {"farmland": "zt-parvis-agricoles"}
    layers = {
        key: gpd.read_file(REFERENCE / f"{name}.geojson").to_crs("EPSG:2154") for key, name in names.items()
    }
    layers["commune"] = layers["commune"].query("insee == @CODE")
    return layers


@pytest.fixture(scope="module")
def territory(official, tmp_path_factory):
    """The embedded territory with the official outlines in its home, as an update would leave them."""
    home = tmp_path_factory.mktemp("home")
    heritage = [(official["property"], "unesco_property"), (official["buffer"], "unesco_buffer")]
    shapes = [shape for frame, _ in heritage for shape in frame.geometry]
    kinds = [kind for frame, kind in heritage for _ in frame.geometry]
    put(home, "commune", official["commune"].geometry, insee=CODE)
    put(home, "heritage", shapes, kind=kinds)
    put(home, "open_farmland", official["farmland"].geometry)
    return Territory(CODE, home=home)


def put(home, key, shapes, **columns):
    shapes = list(shapes)
    common = {
        "name": "",
        "status": "official",
        "source": "MBM",
        "source_url": "",
        "licence": "",
        "source_date": "",
    }
    ids = [f"{key}{row}" for row in range(len(shapes))]
    frame = gpd.GeoDataFrame({"id": ids, **common, **columns}, geometry=shapes, crs="EPSG:2154")
    write_layer(home / CODE, key, frame, provenance={"source": "MBM", "status": "official"})


def summed(official, key):
    """Hectares of a layer inside the commune, united and added up by SedonaDB."""
    connection = sedonadb.connect()
    for name in {"commune", key}:
        plain = official[name][["geometry"]].reset_index(drop=True)
        connection.create_data_frame(plain).to_view(f"t_{name}")
    question = (
        "SELECT ST_Area(ST_UnaryUnion(ST_Collect_Agg(ST_Intersection(a.geometry, b.geometry)))) AS m2 "  # noqa: S608
        f"FROM t_{key} AS a, t_commune AS b WHERE ST_Intersects(a.geometry, b.geometry)"
    )
    return float(connection.sql(question).to_pandas()["m2"].iloc[0]) / 10_000


@pytest.mark.parametrize(
    ("indicator", "layer"),
    [
        ("commune_area", "commune"),
        ("unesco_property_area", "property"),
        ("unesco_buffer_area", "buffer"),
        ("open_farmland_area", "farmland"),
    ],
)
def test_totals_on_official_outlines_equal_independent_sums(official, territory, indicator, layer):
    found = next(item for item in indicators(territory) if item.key == indicator)
    assert found.measured == pytest.approx(summed(official, layer), rel=1e-6)
    assert found.status == "official"
    assert not found.by_construction
    assert found.agrees
