from __future__ import annotations

import numpy as np

from gis.export.paper import MapDrawing, draw_layers, fit
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
