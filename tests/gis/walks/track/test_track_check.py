from __future__ import annotations

import contextlib
import datetime as dt
import io
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import UploadError, WalkError
from gis.network import PathStates
from gis.rights import Actor, operator
from gis.walks import check_track, read_track
from gis.walks.track.read import KEPT_POINTS
from tests.gis.small_territory import METRES, X0, Y0
from tests.gis.small_town import MOTORWAY_Y, town

DAY = dt.date(2026, 5, 1)
CORNER = np.array([[X0, Y0]])
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;">]><gpx><trk><name>&c;</name></trk></gpx>"""


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    return town(tmp_path_factory.mktemp("town"))


def degrees(*points):
    return METRES.to_lonlat(np.array(points, dtype=float) + CORNER)


def gpx(lonlat, inner=""):
    points = "".join(f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}">{inner}</trkpt>' for lon, lat in lonlat)
    head = '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="test">'
    return f"{head}<trk><name>Essai</name><trkseg>{points}</trkseg></trk></gpx>".encode()


def kml(lonlat):
    places = " ".join(f"{lon:.7f},{lat:.7f},0" for lon, lat in lonlat)
    line_ = f"<LineString><coordinates>{places}</coordinates></LineString>"
    head = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Essai</name><Placemark>'
    return f"{head}{line_}</Placemark></Document></kml>".encode()


def geojson(lonlat):
    geometry = {"type": "LineString", "coordinates": lonlat.tolist()}
    return json.dumps(
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": geometry}]}
    ).encode()


def read(content, name="file"):
    return read_track(io.BytesIO(content), METRES, name=name)


def checked(territory, *points, day=DAY):
    return check_track(territory, read(gpx(degrees(*points))), day=day)


def kinds(report):
    return {item.kind for item in report.crossings}


@pytest.mark.parametrize("write", [gpx, kml, geojson])
def test_each_format_gives_the_same_line(write):
    track = read(write(degrees((0, 0), (300, 0), (300, 400))))
    assert track.line.length == pytest.approx(700, abs=0.5)
    assert track.recorded_min is None
    assert track.points == 3


def test_heights_and_times_are_read_where_they_are():
    lonlat = degrees((0, 0), (300, 0))
    first, last = (
        f"<ele>{height}</ele><time>2026-05-01T10:{minute}:00Z</time>"
        for height, minute in ((40, 10), (55, 40))
    )
    content = gpx(lonlat, "@").decode().replace("@", first, 1).replace("@", last, 1).encode()
    track = read(content)
    assert track.height_m.tolist() == [40, 55]
    assert track.recorded_min == 30
    assert track.name == "Essai"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (b"   \n", "vide"),
        (b"PK\x03\x04", "archive"),
        (BOMB, "entités"),
        (b"<gpx><trk>", "ne se lit pas"),
        (b"{", "ne se lit pas"),
        (b"\x00\xff\x01", "ne se lit pas"),
        (b'{"type": "FeatureCollection"}', "ne se lit pas"),
        (b'{"type": "LineString", "coordinates": [["a"], [1]]}', "ne se lit pas"),
        (b'<gpx><wpt lat="50" lon="2"/></gpx>', "aucune trace"),
        (b'{"type": "Point", "coordinates": [2, 50]}', "aucune trace"),
        (b'{"type": "LineString", "coordinates": [[684000, 7040000], [684100, 7040000]]}', "WGS 84"),
        (gpx(np.array([[2.79, 50.46]] * 5)), "aucune trace"),
    ],
)
def test_files_that_cannot_be_used_say_why(content, words):
    with pytest.raises(UploadError, match=words):
        read(content)


def test_broken_points_are_left_out_and_the_rest_is_used():
    content = gpx(degrees((0, 0), (300, 0), (600, 0))).replace(
        b"<trkpt lat", b'<trkpt lat="x" lon="y"/><trkpt lat', 1
    )
    assert read(content).line.length == pytest.approx(600, abs=0.5)


@given(st.binary(max_size=300))
def test_no_file_at_all_breaks_the_reader(content):
    with contextlib.suppress(UploadError):
        read(content)


def test_a_huge_track_is_thinned_and_told(territory):
    count = 120_000
    along = np.linspace(0, 30_000, count)
    points = np.column_stack([1500 + 1000 * np.sin(along / 500), 700 + along / 50])
    track = read(gpx(METRES.to_lonlat(points + CORNER)))
    assert track.points == count
    assert len(track.line.coords) <= KEPT_POINTS
    report = check_track(territory, track, day=DAY)
    assert any("120000" in note for note in report.notes)


def test_standing_still_is_no_way():
    jitter = np.random.default_rng(1).normal(0, 0.2, (500, 2))
    assert (
        read(gpx(METRES.to_lonlat(jitter + CORNER).tolist() + degrees((100, 0)).tolist())).line.length < 110
    )


def test_a_closed_heap_is_found_with_its_place_and_metres(territory):
    report = checked(territory, (1700, 2050), (2400, 2050))
    heap = next(item for item in report.crossings if item.kind == "closed_heap")
    assert (heap.level, heap.id) == ("stop", "T074")
    assert heap.from_m == pytest.approx(100, abs=10)
    assert heap.metres == pytest.approx(500, abs=15)
    assert METRES.to_metres(np.array([heap.lonlat]))[0] == pytest.approx((X0 + 1800, Y0 + 2050), abs=10)
    assert report.crossings[0].level == "stop"


def test_the_season_of_fragile_species_is_told_on_heaps_in_spring_only(territory):
    assert "season" in kinds(checked(territory, (1100, 1900), (1400, 1900)))
    assert "season" not in kinds(checked(territory, (1100, 1900), (1400, 1900), day=dt.date(2026, 11, 1)))


def test_a_field_off_the_paths_is_told(territory):
    assert "farmland" in kinds(checked(territory, (2475, 200), (2540, 260), (2500, 420)))


def test_the_motorway_is_told_unless_a_footbridge_is_there(territory):
    report = checked(territory, (75, MOTORWAY_Y - 60), (75, MOTORWAY_Y + 60))
    assert [item.level for item in report.crossings if item.kind == "road"] == ["stop"]
    bridge = next(shape for shape, level in zip(*_paths(territory), strict=True) if level)
    over = [(x - X0, y - Y0) for x, y in bridge.coords]
    assert "road" not in kinds(checked(territory, *over))


def _paths(territory):
    layer = territory.layer("paths")
    return layer.geometry, layer.data["bridge"]


def test_a_closed_path_and_a_closed_stretch_are_told(territory):
    assert "closed_path" in kinds(checked(territory, (-150, 20), (-150, 800)))
    street = next(shape for shape, level in zip(*_paths(territory), strict=True) if not level)
    states = PathStates.of(territory)
    mark = states.add("closed", street, reason="travaux", actor=operator(), since=DAY, until=DAY)
    along = [(x - X0, y - Y0) for x, y in street.coords]
    report = checked(territory, *along)
    assert "travaux" in next(item.text for item in report.crossings if item.kind == "closed")
    states.end(mark.id, actor=operator())
    assert "closed" not in kinds(checked(territory, *along))


def test_a_closure_not_checked_yet_is_told_as_a_warning(territory):
    street = next(shape for shape, level in zip(*_paths(territory), strict=True) if not level)
    visitor = Actor("session:anna", "visitor")
    states = PathStates.of(territory)
    mark = states.add("closed", street, reason="travaux", actor=visitor, since=DAY, until=DAY)
    report = checked(territory, *[(x - X0, y - Y0) for x, y in street.coords])
    states.end(mark.id, actor=visitor)
    [crossing] = [item for item in report.crossings if item.kind == "closed"]
    assert (crossing.level, "pas encore vérifié" in crossing.text) == ("warning", True)


def test_a_track_on_paths_is_matched_and_one_off_them_is_not(territory):
    street = next(shape for shape, level in zip(*_paths(territory), strict=True) if not level)
    assert checked(territory, *[(x - X0, y - Y0) for x, y in street.coords]).matched_pct == 100
    assert checked(territory, (-290, -200), (-290, 100)).matched_pct < 20


def test_a_track_in_another_country_says_how_far_and_what_to_do(territory):
    with pytest.raises(WalkError, match="ouvrez l’atlas de sa commune"):
        checked(territory, (900_000, -500_000), (901_000, -500_000))


def test_without_time_or_heights_the_report_says_what_it_did(territory):
    report = checked(territory, (100, 100), (900, 100))
    assert any("pas d’heures" in note for note in report.notes)
    assert any("espaces protégés" in note for note in report.notes)
    assert report.profile.known


def test_outside_the_relief_the_heights_of_the_file_are_used(territory):
    lonlat = degrees((100, 100), (-1500, 100))
    report = check_track(territory, read(gpx(lonlat, "<ele>50</ele>")), day=DAY)
    assert any("altitudes sont celles du fichier" in note for note in report.notes)
    assert any("hors de" in note for note in report.notes)
    bare = check_track(territory, read(gpx(lonlat)), day=DAY).as_dict()
    assert bare["ascent_m"] is None


def test_a_gap_is_told(territory):
    points = [(x, 100) for x in range(0, 500, 10)] + [(x, 100) for x in range(1500, 2000, 10)]
    assert any("s’interrompt" in note for note in checked(territory, *points).notes)
