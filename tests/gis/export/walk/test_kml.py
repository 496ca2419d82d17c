from __future__ import annotations

import datetime as dt

import pyogrio
import pytest

from gis.export.walk import walk_kml
from gis.walks import WalkRequest, plan_loops, read_track
from tests.gis.small_territory import METRES, X0, Y0
from tests.gis.small_town import town


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    territory = town(tmp_path_factory.mktemp("town"))
    request = WalkRequest((X0 + 1250, Y0 + 1700), 4000, theme="heaps", day=dt.date(2026, 9, 5))
    return plan_loops(territory, request).walks[0]


def test_gdal_reads_the_line_and_the_places(walk, tmp_path):
    file = tmp_path / "walk.kml"
    file.write_text(walk_kml(walk, name="Boucle & terrils <été>"), encoding="utf-8")
    data = pyogrio.read_dataframe(file)
    lines = data[data.geometry.geom_type == "LineString"]
    assert lines["Name"].tolist() == ["Boucle & terrils <été>"]
    assert lines.to_crs("EPSG:2154").geometry.length.iloc[0] == pytest.approx(walk.length_m, rel=0.01)
    assert "Ouest" in set(data["Name"])


def test_our_own_reader_takes_it_back(walk, tmp_path):
    file = tmp_path / "walk.kml"
    file.write_text(walk_kml(walk, name="Boucle"), encoding="utf-8")
    with file.open("rb") as stream:
        assert read_track(stream, METRES).line.length == pytest.approx(walk.length_m, rel=0.01)
