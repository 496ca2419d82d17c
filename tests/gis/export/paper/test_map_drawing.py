from __future__ import annotations

import re
import sys
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely

from gis.export.paper import MapDrawing, fit, swatch
from gis.export.paper.svg_paths import BEYOND_MM
from gis.export.paper.svg_style import symbol
from gis.territory import Style

HATCHES = ("diagonal", "back_diagonal", "cross", "dots", "horizontal", "vertical")
ICONS = ("circle", "square", "diamond", "triangle", "triangle_down", "hexagon", "star", "plus", "cross")
SVG = "{http://www.w3.org/2000/svg}"

PLAIN = Style("#000000", "#ffffff")


def map_of(*shapes, style=PLAIN, side=1_000.0):
    drawing = MapDrawing(fit((0, 0, side, side), width=100, height=100, margin=0.0))
    drawing.draw(np.array(shapes, dtype=object), style)
    return drawing.picture(alt="A map")


def paths(picture) -> list[str]:
    group = ET.fromstring(picture.shapes).find(f"{SVG}g")  # noqa: S314 - made here
    return [path.get("d") for path in group.iter(f"{SVG}path")]


@pytest.mark.parametrize("hatch", HATCHES)
def test_each_hatch_is_defined_once_and_used(hatch):
    style = Style("#123456", "#ffffff", hatch=hatch)
    picture = map_of(shapely.box(0, 0, 10, 10), shapely.box(20, 0, 30, 10), style=style)
    assert picture.shapes.count(f'<pattern id="{hatch}-123456"') == 1
    assert f'fill="url(#{hatch}-123456)"' in picture.shapes


def test_hatches_differ_from_one_another_without_colour():
    samples = {
        re.sub(r'id="[^"]+"|url\([^)]+\)', "", swatch(Style("#000", hatch=key), "polygon")) for key in HATCHES
    }
    assert len(samples) == len(HATCHES)


def test_holes_stay_holes():
    holed = shapely.box(100, 100, 900, 900) - shapely.box(400, 400, 600, 600)
    for path in paths(map_of(holed)):
        assert path.count("M") == 2


def test_nothing_reaches_farther_out_of_the_frame_than_a_pen():
    far = [shapely.box(-9_000, 0, 9_000, 500), shapely.LineString([(500, -9_000), (500, 9_000)])]
    for path in paths(map_of(*far)):
        steps = np.array(re.findall(r"-?\d+", path), dtype=float).reshape(-1, 2)
        places = steps.cumsum(axis=0) / 100
        assert places.min() >= -BEYOND_MM - 0.01
        assert places.max() <= 100 + BEYOND_MM + 0.01


def test_what_lies_elsewhere_is_not_drawn():
    assert paths(map_of(shapely.box(5_000, 5_000, 6_000, 6_000), shapely.Point(-50, -50))) == []


def test_symbols_differ_by_icon():
    drawn = {
        tuple(paths(map_of(shapely.Point(500, 500), style=Style("#000000", icon=icon)))) for icon in ICONS
    }
    assert len(drawn) == len(ICONS)


def test_an_unknown_symbol_is_a_disc():
    assert np.array_equal(symbol("no such icon"), symbol("circle"))


def test_many_features_are_few_elements_and_no_work_of_python_each():
    x, y = np.divmod(np.arange(20_000), 150)
    fields = shapely.box(x, y, x + 0.9, y + 0.9)
    calls = 0

    def counted(_frame, event, _argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(counted)
    try:
        picture = map_of(*fields, style=Style("#000000", "#ffffff", hatch="dots"), side=150.0)
    finally:
        sys.setprofile(None)
    assert calls < 2_000
    assert len(paths(picture)) == 3
    assert len(picture.shapes) < 120 * len(fields)


def test_words_lie_in_a_drawing_of_their_own():
    drawing = MapDrawing(fit((0, 0, 100, 100), width=50, height=50))
    drawing.name(shapely.Point(50, 50), "Ici", size=8)
    picture = drawing.picture(alt="A map")
    assert "Ici" in picture.words
    assert "Ici" not in picture.shapes
    assert picture.data["alt"] == "A map"
