"""Areas against an independent engine, SedonaDB, on the shapes that the Mission Bassin Minier publishes."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from gis.overlay import Zones, overlay
from gis.parcels import parcels_of
from gis.territory import Territory

REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "mission_bassin_minier"
LAYERS = {
    "zone-tampon": "polygon",
    "bien-inscrit": "polygon",
    "zt-parvis-agricoles": "polygon",
    "terrils": "polygon",
    "cites-minieres": "polygon",
    "zt-cavaliers": "line",
}

pytestmark = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference layers are not beside the project"
)


@pytest.fixture(scope="module")
def parcels():
    frame = parcels_of(Territory()).layer.data[["id", "geometry"]]
    return frame.iloc[:: max(1, len(frame) // 2_000)].reset_index(drop=True)


@pytest.fixture(scope="module")
def connection(parcels):
    sedonadb = pytest.importorskip("sedonadb")
    connection = sedonadb.connect()
    connection.create_data_frame(parcels).to_view("parcels")
    return connection


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", LAYERS)
def test_shared_areas_and_lengths_are_those_of_sedonadb(parcels, connection, name):
    layer = gpd.read_file(REFERENCE / f"{name}.geojson")[["geometry"]].to_crs(2154)
    layer = layer.assign(geometry=layer.make_valid(), zone=np.arange(len(layer)))
    line = LAYERS[name] == "line"
    connection.create_data_frame(layer).to_view("zones", overwrite=True)
    measure = "ST_Length" if line else "ST_Area"
    table = connection.sql(
        f"SELECT p.id, z.zone, {measure}(ST_Intersection(p.geometry, z.geometry)) AS size "  # noqa: S608
        "FROM parcels p JOIN zones z ON ST_Intersects(p.geometry, z.geometry)"
    ).to_pandas()
    expected = table[table["size"] >= 1].set_index(["id", "zone"])["size"]
    zones = Zones("theme", LAYERS[name], known=True, shapes=layer.geometry.to_numpy())
    shapes = parcels.geometry.to_numpy()
    hits = overlay(zones, shapes, shapely.area(shapes))
    pairs = pd.MultiIndex.from_arrays(
        [parcels["id"].to_numpy()[hits.subject], hits.feature], names=["id", "zone"]
    )
    found = pd.Series(hits.length_m if line else hits.area_m2, index=pairs)
    assert len(expected) > 0
    difference = found.sub(expected, fill_value=0)
    assert difference.abs().max() <= 0.01
