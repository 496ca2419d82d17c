from __future__ import annotations

import datetime as dt

import pytest

from gis.words import (
    clock,
    degree_text,
    labelled,
    listed,
    minutes_text,
    month_names,
    month_text,
    place_text,
    quantity,
    radius_text,
    share,
    size_text,
    span_text,
    square_metres,
    time_text,
    use_language,
)


def test_durations_are_written_as_people_say_them():
    assert time_text(42) == "42 min"
    assert time_text(62) == "1 h 00"
    assert time_text(148) == "2 h 30"


def test_a_duration_in_minutes_stays_in_minutes():
    assert minutes_text(90) == "90 min"


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "00:00"), (570, "09:30"), (1439, "23:59"), (1450, "00:10")]
)
def test_a_time_of_day_has_two_digits_each_and_begins_again_at_midnight(minutes, told):
    assert clock(minutes) == told


def test_a_span_of_time_has_both_its_ends():
    assert span_text(560, 580) == "09:20 – 09:40"


def test_months_are_named_in_the_language_in_use():
    assert month_text(dt.date(2026, 9, 5)) == "septembre"
    with use_language("en"):
        assert month_text(dt.date(2026, 9, 5)) == "September"
        assert month_names()[2] == "February"
        assert month_names("abbreviated")[2] == "Feb"


def test_a_quantity_stays_on_one_line_with_its_unit():
    assert quantity(12.346, "ha", decimals=2) == "12,35\u00a0ha"
    assert square_metres(25_000) == "25\u202f000\u00a0m²"


@pytest.mark.parametrize(("metres", "told"), [(100, "100 m"), (1000, "1 km"), (1500, "1,50 km"), (0, "0 m")])
def test_a_round_distance_has_no_decimals(metres, told):
    assert radius_text(metres).replace("\u00a0", " ") == told


def test_a_share_may_be_finer_or_coarser_than_one_decimal():
    assert share(12.346) == "12,3\u00a0%"
    assert share(12.346, decimals=0) == "12\u00a0%"
    with use_language("en"):
        assert share(12.346, decimals=2) == "12.35%"


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 ko"), (3_400, "3 ko"), (1_000_000, "1,0 Mo"), (71_758_000_000, "71,8 Go")],
)
def test_a_size_is_told_in_kilobytes_megabytes_or_gigabytes(count, told):
    assert size_text(count) == told


def test_degrees_have_a_point_in_every_language():
    assert degree_text(50.456789) == "50.45679"
    assert place_text((2.79, 50.457)) == "50.45700, 2.79000"
    assert place_text((2.79, 50.457), decimals=2) == "50.46, 2.79"


def test_what_something_is_and_its_value_are_parted_as_the_language_does():
    assert labelled("Source", "IGN") == "Source\u00a0: IGN"
    with use_language("en"):
        assert labelled("Source", "IGN") == "Source: IGN"


@pytest.mark.parametrize(
    ("texts", "told"), [((), ""), (("a",), "a"), (("a, b", "c", "d"), "a, b\u00a0; c\u00a0; d")]
)
def test_texts_that_may_hold_commas_are_listed_with_semicolons(texts, told):
    assert listed(texts) == told
