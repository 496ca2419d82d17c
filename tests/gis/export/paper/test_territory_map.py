from __future__ import annotations

import numpy as np

from gis.export.paper import MapDrawing, draw_layers, fit, paler
from gis.territory import Style
from gis.words import use_language
from tests.gis.small_territory import X0, Y0, box, build, line


def drawing(west: float, east: float) -> MapDrawing:
    return MapDrawing(fit((X0 + west, Y0, X0 + east, Y0 + 100), width=100, height=50, margin=0.0))


def small(folder):
    return build(
        folder,
        {
            "farmland": [("F1", box(0, 0, 50, 50), {}), ("F2", box(900, 0, 950, 50), {})],
            "hedges": [("H1", line((0, 20), (90, 20)), {})],
        },
    )


def kinds(lines):
    return [line.kind for line in lines]


def test_the_legend_names_what_the_frame_holds_and_no_more(tmp_path):
    territory = small(tmp_path)
    keys = ("farmland", "hedges", "green_belt")
    assert kinds(draw_layers(drawing(0, 100), territory, keys)) == ["polygon", "line"]
    assert kinds(draw_layers(drawing(850, 1000), territory, keys)) == ["polygon"]
    assert kinds(draw_layers(drawing(400, 500), territory, keys)) == []


def test_what_is_not_kept_is_neither_drawn_nor_in_the_legend(tmp_path):
    territory = small(tmp_path)
    empty, made = drawing(0, 1000), drawing(0, 1000)
    nothing = {"farmland": np.array([False, False])}
    assert draw_layers(made, territory, ["farmland"], kept=nothing) == []
    assert made.picture(alt="") == empty.picture(alt="")


def test_a_theme_that_the_territory_does_not_have_is_left_out(tmp_path):
    assert draw_layers(drawing(0, 100), small(tmp_path), ["no_such_theme"]) == []


def test_what_lies_outside_the_commune_is_paler_and_the_legend_says_so_once(tmp_path):
    layers = {
        "commune": [("62528", box(0, 0, 500, 500), {})],
        "farmland": [("F1", box(0, 0, 50, 50), {}), ("F2", box(900, 0, 950, 50), {})],
        "hedges": [("H1", line((910, 20), (940, 20)), {})],
    }
    territory = build(tmp_path, layers, margins={"farmland": 2_000.0, "hedges": 2_000.0})
    keys = ("farmland", "hedges")
    inside, both = drawing(0, 100), drawing(0, 1000)
    assert len(draw_layers(inside, territory, keys)) == 1
    with use_language("en"):
        texts = [each.text for each in draw_layers(both, territory, keys)]
    assert texts[2:] == ["Paler: outside the commune"]
    # Black, of which 60 % are white.
    assert "#999999" in str(both.picture(alt="").shapes)
    assert "#999999" not in str(inside.picture(alt="").shapes)


def test_a_paler_style_keeps_what_is_not_drawn():
    assert (paler(Style("#000", "")).stroke, paler(Style("#000", "")).fill) == ("#999999", "")
