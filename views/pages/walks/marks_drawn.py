"""The marks of today on the map, on any tab: those near what it shows, and how many more there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
import streamlit as st

from gis.network import PathStates
from gis.words import date_text, number, say
from views.map.overlay import MUD, STOP, Scene
from views.map.start import start_view
from views.ui.as_text import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.network import Mark
    from gis.territory import Territory

MOST_DRAWN = 100
"""Marks that the map gets at once, as one more would not be seen."""
_DASHED, _SOLID = "2 7", ""


def draw_marks(scene: Scene, territory: Territory) -> int:
    """Draw the marks nearest to what the map shows, below all else; return how many are left out."""
    marks = PathStates.of(territory).on().marks
    near = _nearest(scene, territory, marks)
    below = Scene(territory.projection)
    for mark in near:
        _draw(below, mark)
    scene.features[:0] = below.features
    return len(marks) - len(near)


def tell_marks(territory: Territory, left_out: int) -> None:
    """Say below the map how many marks it does not show, and where they cannot be read at all."""
    if left_out:
        words = say("walks_page.marks_left_out", count=number(left_out), shown=number(MOST_DRAWN))
        st.caption(as_text(words))
    if not PathStates.of(territory).on().known:
        st.warning(say("walks.marks_unknown"), icon=":material/warning:")


def _draw(scene: Scene, mark: Mark) -> None:
    colour = STOP if mark.state == "closed" else MUD
    style = {"stroke": colour, "weight": 6, "dash": _SOLID if mark.checked else _DASHED}
    words = say(f"walks_page.state_{mark.state}")
    sure = say(f"walks_page.mark_{'checked' if mark.checked else 'unchecked'}")
    text = f"{words}: {mark.reason} ({date_text(mark.until)}). {sure}"
    scene.shape(mark.shape, style, label=words, popup=text)


def _nearest(scene: Scene, territory: Territory, marks: Sequence[Mark]) -> list[Mark]:
    if len(marks) <= MOST_DRAWN:
        return list(marks)
    view = start_view(territory)
    if scene.fit is not None:
        corners = territory.projection.to_metres(np.array(scene.fit).reshape(2, 2))
        ground = shapely.box(*corners[0], *corners[1])
    elif view is not None:
        ground = shapely.Point(territory.projection.point_to_metres(view.lon, view.lat))
    else:
        ground = territory.commune.centroid
    away = shapely.distance(np.array([mark.shape for mark in marks], dtype=object), ground)
    return [marks[row] for row in np.sort(np.argsort(away, kind="stable")[:MOST_DRAWN])]
