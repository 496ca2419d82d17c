from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from gis.export.paper import profile_picture
from gis.export.paper.profile_chart import FLAT_M
from gis.walks import Profile
from tests.gis.export.pdf_reading import plain
from tests.gis.small_territory import METRES

WIDE, HIGH = 120.0, 30.0


def profile(heights, *, metres=3_000.0):
    heights = np.array(heights, dtype=float)
    along = np.linspace(0, metres, len(heights))
    return Profile(along, heights, np.zeros((len(heights), 2)), METRES)


def drawn(heights, **options):
    return profile_picture(profile(heights), width=WIDE, height=HIGH, **options)


def outline(picture) -> np.ndarray:
    """Return the line of the ground on paper, in mm."""
    path = next(
        path
        for path in ET.fromstring(picture.shapes).iter("{http://www.w3.org/2000/svg}path")  # noqa: S314 - made here
        if path.get("stroke-linejoin")
    )
    return np.array(re.findall(r"-?\d+", path.get("d")), dtype=float).reshape(-1, 2).cumsum(axis=0) / 100


def words(picture) -> list[str]:
    return [plain(text) for text in re.findall(r">([^<>]+)</text>", picture.words)]


def test_the_alternative_text_tells_its_figures():
    told = plain(drawn([40, 120, 60]).alt)
    assert all(figure in told for figure in ("3,00 km", "40 m", "120 m", "80 m", "60 m"))


def test_the_ground_rises_where_it_rises():
    line = outline(drawn([40, 120, 60]))
    assert line[1, 1] < line[2, 1] < line[0, 1]
    assert line[0, 0] < line[1, 0] < line[2, 0]


def test_flat_ground_stays_flat_in_the_middle():
    flat, hilly = outline(drawn([50, 51, 50])), outline(drawn([50, 50 + 2 * FLAT_M, 50]))
    assert np.ptp(flat[:, 1]) == pytest.approx(np.ptp(hilly[:, 1]) / FLAT_M, rel=0.02)


def test_a_level_way_needs_no_height_to_be_drawn():
    assert np.ptp(outline(drawn([50, 50]))[:, 1]) == 0


def test_kilometres_are_told_below_and_stops_above_by_number():
    told = words(drawn([40, 60], stops_m=[0, 1_500, 3_000]))
    assert {"1,00 km", "2,00 km", "1", "2", "3"} <= set(told)


def test_numbers_of_stops_at_one_place_are_written_once():
    told = words(drawn([40, 60], stops_m=[1_500, 1_501]))
    assert "1" in told
    assert "2" not in told


def test_the_words_of_the_last_kilometre_end_with_the_drawing():
    ends = re.findall(r'<text x="(\d+)"[^>]*text-anchor="end">3,00', drawn([40, 60]).words)
    assert ends == [f"{100 * WIDE:g}"]
