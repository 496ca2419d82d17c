"""Shapes from outside are counted before anything works on them, and the count itself is cheap."""

from __future__ import annotations

import datetime as dt
import io

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.connectivity import read_lines
from gis.crs import projection_of
from gis.errors import BudgetError
from gis.footprint import read_footprint
from gis.geometry import Limits, bearable
from gis.imports import preview
from gis.network import PathStates
from gis.rights import operator
from gis.walks import read_track
from tests.gis.small_territory import X0, Y0


def array(*shapes):
    return np.array(shapes, dtype=object)


def circle(radius, *, corners=16, centre=(0.0, 0.0)):
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    ring = np.column_stack([np.cos(turn), np.sin(turn)]) * radius + centre
    return np.vstack([ring, ring[:1]])


def scribble(corners, *, seed=1):
    return np.random.default_rng(seed).uniform(0, 1000, (corners, 2))


def star(corners):
    turn = np.arange(corners) * np.pi * (corners - 1) / corners
    return np.column_stack([np.cos(turn), np.sin(turn)])


def comb(teeth):
    """A valid outline whose slanting teeth all lie in one another's boxes."""
    places = np.arange(teeth, dtype=float)
    ring = np.empty((2 * teeth, 2))
    ring[0::2], ring[1::2] = (
        np.column_stack([places, 0 * places]),
        np.column_stack([places + 1e4, 0 * places + 1e4]),
    )
    return shapely.Polygon(np.vstack([ring, [[teeth + 1e4, 0], [teeth, -10], [0, -10]]]))


METRES = projection_of("62528")
HEAVY = {
    "scribble": shapely.Polygon(scribble(5_000)),
    "large scribble": shapely.Polygon(scribble(60_000)),
    "scribbled line": shapely.LineString(scribble(60_000)),
    "scribble in a collection in a collection": shapely.GeometryCollection(
        [shapely.GeometryCollection([shapely.Polygon(scribble(5_000))])]
    ),
    "scribbled hole": shapely.Polygon(circle(1e6), [scribble(5_000)]),
    "scribble of many parts": shapely.MultiPolygon(
        [shapely.Polygon(scribble(80, seed=n)) for n in range(60)]
    ),
    "star": shapely.Polygon(star(5_001)),
    "comb": comb(5_000),
    "nest of holes": shapely.Polygon(circle(1e5), [circle(r) for r in np.linspace(10, 9e4, 1_000)]),
    "nest of parts": shapely.MultiPolygon([shapely.Polygon(circle(r)) for r in np.linspace(10, 9e4, 1_000)]),
}
COAST = shapely.Polygon(circle(1e4, corners=50_000) * (1 + 0.01 * np.sin(np.arange(50_001))[:, None] ** 2))
PARCELS = shapely.box(
    *(30 * np.indices((60, 60)).reshape(2, -1)), *(30 + 30 * np.indices((60, 60)).reshape(2, -1))
)
LIGHT = {
    "nothing": array(),
    "missing and empty": array(None, shapely.Polygon(), shapely.GeometryCollection()),
    "points": shapely.points(scribble(1_000)),
    "bow tie": array(shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])),
    "coast": array(COAST),
    "parcels": PARCELS,
    "many holes": array(
        shapely.Polygon(circle(1e5), [circle(10, centre=(x, y)) for x, y in scribble(3_000) * 50])
    ),
    "not finite": array(shapely.LineString([(np.inf, 1), (-np.inf, 2), *[(n, n % 2) for n in range(100)]])),
    "heights": array(shapely.force_3d(COAST)),
    "one place again and again": array(shapely.LineString([(1, 1)] * 500)),
}


@pytest.mark.parametrize("shape", HEAVY.values(), ids=HEAVY)
@pytest.mark.parametrize("together", [False, True])
def test_what_would_take_minutes_is_refused_before_it_is_worked_on(shape, together):
    with pytest.raises(BudgetError):
        bearable(array(shape), together=together)


@pytest.mark.parametrize("shapes", LIGHT.values(), ids=LIGHT)
@pytest.mark.parametrize("together", [False, True])
def test_what_is_large_and_sound_passes(shapes, together):
    assert bearable(shapes, together=together) is shapes


def test_shapes_that_lie_across_others_only_count_when_they_are_joined():
    strips = [shapely.box(0, y, 1000, y + 1) for y in range(0, 400, 2)]
    across = array(*strips, *(shapely.box(x, 0, x + 1, 1000) for x in range(0, 400, 2)))
    assert bearable(across) is across
    with pytest.raises(BudgetError):
        bearable(across, together=True)


def test_many_small_scribbles_count_together():
    with pytest.raises(BudgetError):
        bearable(array(*(shapely.Polygon(scribble(100, seed=n)) for n in range(30))))


def test_too_many_corners_are_refused():
    with pytest.raises(BudgetError, match="100"):
        bearable(array(COAST), limits=Limits(coordinates=100))


@given(st.integers(4, 100), st.integers(0, 50))
def test_the_count_is_that_of_the_nodes_of_a_line(corners, seed):
    line = shapely.LineString(scribble(corners, seed=seed))
    pieces = shapely.get_num_geometries(shapely.node(line))
    crossings = (int(pieces) - 1) // 2
    counted = corners > 65  # fewer segments are never counted
    bearable(array(line), limits=Limits(crossings=crossings))
    if counted and crossings:
        with pytest.raises(BudgetError):
            bearable(array(line), limits=Limits(crossings=crossings - 1))


def near_home(corners):
    """Return the corners of a scribble in degrees."""
    return scribble(corners) / 100_000 + (2.79, 50.45)


def geojson(shape):
    return shapely.to_geojson(shape).replace("LinearRing", "LineString").encode()


def gpx(corners):
    points = "".join(f'<trkpt lat="{y}" lon="{x}"/>' for x, y in corners)
    return f'<gpx version="1.1"><trk><trkseg>{points}</trkseg></trk></gpx>'.encode()


def brought(folder, ending):
    path = folder / f"brought.{ending}"
    frame = gpd.GeoDataFrame({"name": ["x"]}, geometry=[shapely.Polygon(near_home(5_000))], crs="EPSG:4326")
    if ending == "csv":
        path.write_text(f'name;wkt4326\nx;"{frame.geometry[0].wkt}"\n')
    else:
        frame.to_file(path)
    return path


def drawn_mark(folder):
    line = shapely.LineString(np.add(scribble(5_000), (X0, Y0)))
    PathStates(folder, "62528").add(
        "closed", line, actor=operator(), reason="x", until=dt.date(2100, 1, 1), since=dt.date(2099, 12, 1)
    )


DOORS = {
    "footprint": lambda _: read_footprint(geojson(shapely.Polygon(near_home(5_000))), METRES),
    "drawn hedge": lambda _: read_lines(geojson(shapely.LineString(near_home(5_000))), METRES),
    "track": lambda _: read_track(io.BytesIO(gpx(near_home(5_000))), METRES),
    "mark": drawn_mark,
    **{
        f"brought {ending}": lambda folder, ending=ending: preview(
            brought(folder, ending), "nourishing_gardens", code="62528", home=folder
        )
        for ending in ("geojson", "gpkg", "fgb", "csv")
    },
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_no_door_lets_a_scribble_in(door, tmp_path):
    with pytest.raises(BudgetError):
        door(tmp_path)
