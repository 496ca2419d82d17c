"""Parcels that a cadastre would not have are listed with their row."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from gis.imports import import_layer
from gis.rights import operator
from gis.territory import Territory
from gis.words import use_language
from tests.gis.imports.delivery import PCI, X, Y, geopackage, rows, square

CODE = "62528"
BOWTIE = shapely.Polygon([(X, Y), (X + 60, Y + 60), (X + 60, Y), (X, Y + 60), (X, Y)])


@pytest.fixture(autouse=True)
def _english():
    with use_language("en"):
        yield


def numbered(number, **other):
    return PCI | {"NUMERO": number, "IDU": f"625280000A{number}"} | other


def told(tmp_path, frame):
    done = import_layer(
        geopackage(tmp_path / "p.gpkg", p=frame), "parcels", code=CODE, actor=operator(), home=tmp_path
    )
    return {(item.row, item.column): item for item in done.misfits}, Territory(CODE, home=tmp_path).layer(
        "parcels"
    ).frame


def test_a_wrong_number_is_listed_and_its_land_stays(tmp_path):
    found, kept = told(tmp_path, rows(square, numbered("0001"), numbered("568/")))
    assert list(found) == [(2, "number")]
    assert "568/" in found[2, "number"].reason
    assert kept["number"].isna().tolist() == [False, True]


def test_another_communes_parcel_is_left_out(tmp_path):
    found, kept = told(tmp_path, rows(square, numbered("0001"), PCI | {"IDU": "623860000A0025"}))
    assert "62386" in found[2, "id"].reason
    assert found[2, "id"].left_out
    assert kept["id"].tolist() == ["625280000A0001"]


def test_a_bowtie_is_mended_and_told(tmp_path):
    frame = gpd.GeoDataFrame([numbered("0001", CONTENANCE=1800)], geometry=[BOWTIE], crs=2154)
    found, kept = told(tmp_path, frame)
    assert "mended" in found[1, ""].reason
    assert not found[1, ""].left_out
    assert kept.geometry.is_valid.all()


def test_an_area_far_from_the_fiscal_one_is_told_and_kept(tmp_path):
    fiscal = {"0001": 1100, "0002": 950, "0003": 0}
    drawn = [numbered(number, CONTENANCE=area) for number, area in fiscal.items()]
    found, kept = told(tmp_path, rows(square, *drawn))
    assert list(found) == [(1, "contenance_m2")]
    assert found[1, "contenance_m2"].reason.startswith("the parcel is drawn on 900")
    assert len(kept) == 3


def test_parcels_without_an_identifier_are_named_by_their_parts_and_never_by_a_hash(tmp_path):
    parts = [{"PREFIXE": "000", "SECTION": "A", "NUMERO": number, "CONTENANCE": 900} for number in ("7", "8")]
    _, kept = told(tmp_path, rows(square, *parts))
    assert kept["id"].tolist() == ["625280000A0007", "625280000A0008"]
