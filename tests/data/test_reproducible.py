from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
from geopandas.testing import assert_geodataframe_equal

from data.draw.__main__ import main
from data.draw.registry import LAYERS, RASTERS, TABLES
from data.draw.write import names, provenance, write

EMBEDDED = Path(__file__).resolve().parents[2] / "data" / "62528"


@pytest.fixture(scope="module")
def drawn_again(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn")
    write(folder)
    return folder


def test_the_folder_holds_what_the_program_draws_and_nothing_else(drawn_again):
    drawn = {path.name for path in drawn_again.iterdir()}
    committed = {path.name for path in EMBEDDED.iterdir()} - {".lock"}
    # Rules of the town are written by hand, with their sources inside.
    assert {name for name in committed if not name.endswith(".toml")} == drawn


@pytest.mark.parametrize("key", sorted(LAYERS))
def test_a_layer_comes_out_as_committed(drawn_again, key):
    again = gpd.read_parquet(drawn_again / f"{key}.parquet")
    committed = gpd.read_parquet(EMBEDDED / f"{key}.parquet")
    assert_geodataframe_equal(again, committed, check_less_precise=False)
    assert (again.geometry.to_wkb() == committed.geometry.to_wkb()).all()


@pytest.mark.parametrize("name", [*(f"{key}.csv" for key in sorted(TABLES)), "territory.json"])
def test_a_table_comes_out_as_committed(drawn_again, name):
    assert (drawn_again / name).read_bytes() == (EMBEDDED / name).read_bytes()


@pytest.mark.parametrize("key", sorted(RASTERS))
def test_a_raster_comes_out_as_committed(drawn_again, key):
    with (
        rasterio.open(drawn_again / f"{key}.tif") as again,
        rasterio.open(EMBEDDED / f"{key}.tif") as committed,
    ):
        assert again.profile == committed.profile
        assert np.array_equal(again.read(), committed.read(), equal_nan=True)


def test_the_manifest_says_the_same_but_for_the_digests(drawn_again):
    # A digest also covers the versions of the libraries, which the file names in its metadata.
    def told(folder: Path) -> dict:
        layers = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["layers"]
        return {key: {**entry, "sha256": ""} for key, entry in layers.items()}

    assert told(drawn_again) == told(EMBEDDED)
    assert set(told(EMBEDDED)) == set(LAYERS)


def test_drawing_twice_gives_the_same_bytes(tmp_path):
    write(tmp_path / "one", only=["commune", "slag_heaps", "species_sites", "figures"])
    write(tmp_path / "two", only=["commune", "slag_heaps", "species_sites", "figures"])
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert "manifest.json" in files
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_one_layer_can_be_drawn_alone(tmp_path):
    assert main(["--output", str(tmp_path), "--only", "species_sites"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"species_sites.parquet", "manifest.json"}


def test_a_name_that_nothing_is_drawn_under_is_refused(tmp_path, capsys):
    with pytest.raises(KeyError, match="volcano"):
        write(tmp_path, only=["volcano"])
    with pytest.raises(SystemExit):
        main(["--output", str(tmp_path), "--only", "volcano"])
    assert "volcano" in capsys.readouterr().err


def test_names_cover_layers_tables_and_rasters():
    assert set(names()) == {*LAYERS, *TABLES, *RASTERS, "territory"}


def test_many_sources_are_counted_and_few_are_named():
    frame = gpd.read_parquet(EMBEDDED / "places.parquet")
    assert provenance(frame)["source"].endswith(" sources")
    assert provenance(frame.head(1))["source"] == frame["source"].iloc[0]
