from __future__ import annotations

import datetime as dt
from importlib import resources

import gpxpy
import numpy as np
import pyogrio
import pytest
import shapely
import xmlschema

from gis.export.walk import walk_gpx
from gis.walks import WalkRequest, plan_loops
from tests.gis.small_territory import X0, Y0
from tests.gis.small_town import town

LINK = 'https://example.org/balades?d=50.4,2.7&km=6&nom="été"'
MADE = dt.datetime(2026, 9, 5, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    territory = town(tmp_path_factory.mktemp("town"))
    request = WalkRequest((X0 + 1250, Y0 + 1700), 4000, theme="heaps", day=MADE.date())
    return plan_loops(territory, request).walks[0]


@pytest.fixture(scope="module")
def file(walk, tmp_path_factory):
    path = tmp_path_factory.mktemp("gpx") / "walk.gpx"
    path.write_text(walk_gpx(walk, name="Boucle & terrils <été>", link=LINK, made=MADE), encoding="utf-8")
    return path


def test_it_is_valid_against_the_schema_of_gpx_1_1(file):
    schema = xmlschema.XMLSchema(str(resources.files("gpx") / "gpx.xsd"))
    schema.validate(file)


def test_gdal_reads_the_track_and_the_waypoints(file, walk):
    track = pyogrio.read_dataframe(file, layer="tracks")
    assert track["name"].tolist() == ["Boucle & terrils <été>"]
    metres = track.to_crs("EPSG:2154").geometry.length.iloc[0]
    assert metres == pytest.approx(walk.length_m, rel=0.01)
    names = set(pyogrio.read_dataframe(file, layer="waypoints")["name"])
    assert "Ouest" in names


def test_every_point_has_its_height(file, walk):
    points = pyogrio.read_dataframe(file, layer="track_points")
    assert points["ele"].max() == pytest.approx(walk.profile.height_m.max(), abs=0.1)


def test_name_author_link_and_time_come_back(file):
    document = gpxpy.parse(file.read_text(encoding="utf-8"))
    assert (document.name, document.author_name) == ("Boucle & terrils <été>", "Cailloux blancs")
    assert document.link == document.tracks[0].link == LINK
    assert document.time == MADE
    assert document.creator == "Cailloux blancs"


def test_the_loop_closes_in_degrees_too(file):
    (line,) = pyogrio.read_dataframe(file, layer="tracks").geometry
    xy = shapely.get_coordinates(line)
    assert np.allclose(xy[0], xy[-1])
