"""The answer to a request: computed once, told as cards, drawn on the map; or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
import streamlit as st

from gis.errors import AtlasError
from gis.walks import LOOP, Spot
from gis.words import say
from views.map.overlay import CHOSEN, FAINT, Scene
from views.pages.walks.cache import answer, mends
from views.pages.walks.cards import chosen_row
from views.pages.walks.place_finder import name_of
from views.ui.as_text import as_text

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.walks import WalkQuery, Walks
    from views.pages.walks.state import WalksState

NEAR_M = 60.0
"""A click this close to another loop chooses it, in metres."""


def answered(state: WalksState, territory: Territory) -> Walks | None:
    """Return the walks asked for; where there are none, say why and offer the nearest thing that works."""
    if state.asked is None:
        return None
    try:
        with st.spinner(say("walks_page.searching")):
            return answer(territory, state.asked)
    except AtlasError as error:
        st.error(as_text(str(error)), icon=":material/wrong_location:")
        for row, (words, other) in enumerate(mends(territory, state.asked)):
            st.button(
                as_text(words),
                key=f"walks_mend_{row}",
                type="primary",
                width="stretch",
                on_click=state.take,
                args=(other,),
            )
        return None


def draw_walks(scene: Scene, state: WalksState, walks: Walks) -> None:
    """Draw the walk shown, strong, over the others, faint; and its profile."""
    chosen = chosen_row(state, walks)
    several = len(walks.walks) > 1
    for row, walk in enumerate(walks.walks):
        if row != chosen:
            scene.line(walk.route.geometry, strong=False, colour=FAINT)
            scene.dot(_far_end(walk.profile.lonlat), label=str(row + 1), colour=FAINT)
    shown = walks.walks[chosen]
    scene.line(shown.route.geometry)
    if several:
        scene.dot(_far_end(shown.profile.lonlat), label=str(chosen + 1))
    scene.look_at([walk.route.geometry for walk in walks.walks])
    scene.tell_heights(shown.profile)


def _far_end(lonlat: np.ndarray) -> list[float]:
    """Return the point of a way farthest from its start: where its number is least in the way."""
    away = np.hypot(*(lonlat - lonlat[0]).T)
    return [float(value) for value in lonlat[int(away.argmax())]]


def walk_near(walks: Walks, xy: tuple[float, float]) -> int | None:
    """Return which walk runs by a place in metres; nothing where none does."""
    away = [walk.route.geometry.distance(shapely.Point(xy)) for walk in walks.walks]
    nearest = int(np.argmin(away))
    return nearest if away[nearest] <= NEAR_M else None


def draw_spots(scene: Scene, state: WalksState, territory: Territory, slots: list[str]) -> None:
    """Draw the places chosen so far."""
    for slot in slots:
        spot = state.spots.get(slot)
        if isinstance(spot, Spot):
            number = (
                say("walks_page.stop", number=int(slot[3:]) + 1)
                if slot.startswith("via")
                else say(f"walks_page.{slot}")
            )
            scene.dot((spot.lon, spot.lat), label=number, colour=CHOSEN, popup=name_of(territory, spot))


def place_of(territory: Territory, query: WalkQuery) -> str:
    """Return what to call where a request starts, or from where to where it leads."""
    first = name_of(territory, query.spots[0])
    if query.kind == LOOP:
        return first
    return say("walks_page.from_to", start=first, end=name_of(territory, query.spots[-1]))
