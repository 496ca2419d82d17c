from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import WalkError
from gis.tours import day_of, minutes_of, windows_of, windows_text
from gis.tours.daylight import daylight, daylight_of
from gis.tours.times import Window
from gis.words import clock
from tests.gis.small_territory import CODE, box, build

LON, LAT = 2.79, 50.457
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize("text", ["9:30", "09:30", "9h30", "9 h 30", "09H30", " 9:30 "])
def test_times_are_read_as_people_write_them(text):
    assert minutes_of(text) == 570


@pytest.mark.parametrize("text", ["", "25:00", "9:75", "noon", "9:3", "-1:00", "9.5", "09:30:00"])
def test_what_is_no_time_is_refused_with_an_example(text):
    with pytest.raises(WalkError, match="09:30"):
        minutes_of(text)


@given(st.integers(0, 1439))
def test_a_minute_is_written_and_read_back(minute):
    assert minutes_of(clock(minute)) == minute


def test_windows_are_read_and_written():
    assert windows_of("14:00-17:00; 9h-12h") == (Window(540, 720), Window(840, 1020))
    assert windows_text(windows_of("9:00–12:00")) == "09:00-12:00"
    assert windows_of(" ") == ()


@pytest.mark.parametrize("text", ["9:00", "12:00-9:00", "9:00-9:00", "9-10-11", "morning"])
def test_windows_that_are_none_are_refused(text):
    with pytest.raises(WalkError, match=r"09:00-12:00|09:30"):
        windows_of(text)


@pytest.mark.parametrize("text", ["2026-02-30", "15/09/2026", "tomorrow", "", "0001-01-01", "9999-01-01"])
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(WalkError, match="2026-09-15"):
        day_of(text)


@pytest.mark.parametrize(
    ("day", "rises", "sets"),
    [
        (dt.date(2026, 6, 21), "05:47", "21:58"),
        (dt.date(2026, 12, 21), "08:41", "16:56"),
        (dt.date(2024, 3, 20), "06:53", "19:04"),
    ],
)
def test_the_sun_rises_and_sets_in_paris_when_almanacs_say(day, rises, sets):
    found = daylight(day, 2.3522, 48.8566, zone=PARIS)
    assert abs(found.rises - minutes_of(rises)) <= 1
    assert abs(found.sets - minutes_of(sets)) <= 1


def test_the_sun_agrees_with_another_library_all_year_round():
    ephem = pytest.importorskip("ephem", reason="ephem is not installed")
    place = ephem.Observer()
    # The almanacs' way: no air, and a horizon that lies lower by what the air bends.
    place.lat, place.lon, place.pressure, place.horizon = str(LAT), str(LON), 0, "-0:34"
    for days in range(0, 730, 13):
        day = dt.date(2026, 1, 1) + dt.timedelta(days)
        place.date = dt.datetime.combine(day, dt.time())
        ours = daylight(day, LON, LAT, zone=PARIS)
        for minute, theirs in (
            (ours.rises, place.next_rising(ephem.Sun())),
            (ours.sets, place.next_setting(ephem.Sun())),
        ):
            local = ephem.to_timezone(theirs, PARIS)
            assert minute == pytest.approx(local.hour * 60 + local.minute + local.second / 60, abs=1.5)


def test_far_north_the_sun_may_stay_up_or_away():
    assert daylight(dt.date(2026, 6, 21), 20, 75, zone=PARIS).sets == 1439
    assert daylight(dt.date(2026, 12, 21), 20, 75, zone=PARIS).sets == 0


def test_the_sun_of_a_commune_is_that_of_its_middle_even_where_nobody_tells_where_it_is(tmp_path):
    day = dt.date(2026, 6, 21)
    bare = build(tmp_path, {"commune": [(CODE, box(0, 0, 1000, 1000), {})]})
    assert "centre" not in bare.info
    near = daylight(day, 2.79, 50.46, zone=PARIS)
    assert abs(daylight_of(bare, day).rises - near.rises) <= 2
    bare.info["centre"] = [-4.49, 48.39]
    assert daylight_of(bare, day).rises > near.rises + 15
