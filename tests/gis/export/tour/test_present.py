from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from gis.export.tour import figures, late, span, summary, timetable, title, wait
from gis.tours import Lunch, plan_tour, ready_tours
from gis.words import length, minutes_text

DAY = dt.date(2026, 9, 15)


@pytest.fixture(scope="module")
def tour(territory):
    request = replace(ready_tours(territory)["demi_journee"].request(DAY), lunch=Lunch(), end=None)
    return plan_tour(territory, request)


def test_the_timetable_has_every_stop_the_meal_and_the_end(tour):
    lines = timetable(tour)
    assert [line.number for line in lines if line.kind == "stop"] == list(range(1, len(tour.rows) + 1))
    assert [line.kind for line in lines].count("lunch") == 1
    assert lines[-1].kind == "end"


def test_a_way_is_told_by_its_length_and_minutes(tour):
    lines = [line for line in timetable(tour) if line.kind == "stop"]
    for row, line in zip(tour.rows, lines, strict=True):
        told = f"{length(row.walk_m)}, {minutes_text(row.walk_min)}" if row.walk_min else ""
        assert line.walk == told


def test_what_is_kept_says_neither_late_nor_wait(tour):
    row = replace(tour.rows[0], late=0, begin=tour.rows[0].arrive)
    assert (late(row), wait(row)) == ("", "")
    assert late(replace(row, late=5)) == "5 min trop tard"


def test_a_tour_without_a_title_is_called_by_what_it_is(tour):
    assert title(replace(tour, request=replace(tour.request, title=""))) == "Visite guidée"
    assert " – " in span(tour)
    assert summary(tour).count(" · ") >= 2


def test_a_figure_has_its_note_and_source_in_one_line(territory, tour):
    told = [figure for row in tour.rows for figure in figures(territory, row.stop)]
    assert told
    assert all(figure.source in figure.by for figure in told)
