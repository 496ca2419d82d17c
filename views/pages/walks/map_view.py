"""How the parts of the page play together: the tabs beside the map, and what a click on the map does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.errors import AtlasError
from gis.walks import LOOP, WAY, Spot, start_at
from gis.words import say
from views.app import shell
from views.map import MapSpec
from views.map.overlay import Scene
from views.map.start import start_view, usual_base
from views.pages.walks.cache import answer
from views.pages.walks.cards import chosen_row, show_cards
from views.pages.walks.form import ask_loop, ask_way, slots_of
from views.pages.walks.found_walks import answered, draw_spots, draw_walks, place_of, walk_near
from views.pages.walks.marks_drawn import draw_marks, tell_marks
from views.pages.walks.marks_tab import show_state, take_stretch
from views.pages.walks.published_tab import show_published
from views.pages.walks.state import PUBLISHED, STATE, TABS, TRACK, WalksState
from views.pages.walks.track import bring_track, draw_track, show_crossings
from views.pages.walks.walk_details import show_details
from views.ui.as_text import as_text
from views.ui.widgets import tabs

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.walks import TrackReport, Walks
    from views.map import MapEvent

KEY = "balades"
LAYERS = ("slag_heaps", "green_belt", "nourishing_gardens", "paths", "places")
HEIGHT = 700


@dataclass
class WalksMapView:
    """What the open tab has made: what the map shows, and what stands below it."""

    scene: Scene
    walks: Walks | None = None
    report: TrackReport | None = None
    left_out: int = 0

    def spec(self, territory: Territory) -> MapSpec:
        """Return what the map shall show."""
        scene = self.scene
        return MapSpec(
            key=KEY,
            layers=LAYERS,
            base=usual_base(territory),
            overlay=scene.overlay,
            fit=scene.fit,
            clicks=True,
            cards=scene.cards,
            draw=scene.draw,
            profile=scene.profile,
            compact=True,
            height=HEIGHT,
            view=start_view(territory),
            label=say("walks_page.map"),
        )


def take_event(state: WalksState, territory: Territory, event: MapEvent) -> None:
    """Do what a click on the map means on the open tab, before anything is drawn."""
    if state.tab == STATE and event.kind in {"click", "drawn"}:
        take_stretch(state, territory, event)
    elif event.kind == "click" and event.lonlat is not None:
        lon, lat = event.lonlat
        if state.arming:
            state.place(state.arming, Spot(lat, lon))
        else:
            _choose_near(state, territory, start_at(territory.projection, lat, lon))


def _choose_near(state: WalksState, territory: Territory, xy: tuple[float, float]) -> None:
    """Show the walk that was clicked on, or near enough."""
    if state.asked is None or state.asked.kind != state.tab:
        return
    try:
        walks = answer(territory, state.asked)
    except AtlasError:
        # The page says why there is none.
        return
    row = walk_near(walks, xy)
    if row is not None and row != chosen_row(state, walks):
        state.send(replace(state.asked, chosen=row))


def show_tabs(state: WalksState, territory: Territory) -> WalksMapView:
    """Show the tabs with their forms; return what the open one has made."""
    made = WalksMapView(Scene(territory.projection))
    titles = {tab: say(f"walks_page.tab_{tab}") for tab in TABS}
    for _, tab in tabs(state, titles, key="walks_tab", parameter="", turn=state.tab_turn):
        with tab, shell.guarded():
            _open(state, territory, made)
    made.left_out = draw_marks(made.scene, territory)
    return made


def _open(state: WalksState, territory: Territory, made: WalksMapView) -> None:
    if state.tab in {LOOP, WAY}:
        _walk_tab(state, territory, made)
        return
    state.arming = ""
    if state.tab == TRACK:
        made.report = bring_track(state, territory)
        if made.report:
            draw_track(made.scene, made.report)
    elif state.tab == PUBLISHED:
        show_published(state, territory, made.scene)
    else:
        show_state(state, territory, made.scene)


def _walk_tab(state: WalksState, territory: Territory, made: WalksMapView) -> None:
    query = state.asked if state.asked and state.asked.kind == state.tab else None
    slots = slots_of(state)
    _arm(state, slots, waiting=query is None)
    form = f"walks_form_{state.tab}_{query.plain.as_text() if query else ''}"
    with st.expander(say(f"walks_page.form_{state.tab}"), expanded=query is None, key=form):
        (ask_loop if state.tab == LOOP else ask_way)(state, territory)
    if query:
        made.walks = answered(state, territory)
    if made.walks:
        show_cards(state, made.walks)
        draw_walks(made.scene, state, made.walks)
    draw_spots(made.scene, state, territory, slots)
    made.scene.cards = not state.arming


def _arm(state: WalksState, slots: list[str], *, waiting: bool) -> None:
    """Let the next click set the first place that is still missing, as long as nothing was asked."""
    if state.arming not in slots:
        state.arming = ""
    missing = [slot for slot in slots if slot not in state.spots]
    if waiting and missing and not state.arming:
        state.arming = missing[0]


def show_hint(state: WalksState) -> None:
    """Say above the map what the next click on it does."""
    if state.arming:
        slot = state.arming
        number = slot.removeprefix("via")
        name = say("walks_page.stop", number=int(number) + 1) if number != slot else say(f"walks_page.{slot}")
        st.info(as_text(say("walks_page.tap_map", place=name)), icon=":material/touch_app:")


def show_below(state: WalksState, territory: Territory, made: WalksMapView) -> None:
    """Show, under the map, what it leaves out, and everything about the walk or the track that is on it."""
    tell_marks(territory, made.left_out)
    if made.walks and state.asked:
        walk = made.walks.walks[chosen_row(state, made.walks)]
        show_details(walk, state.asked, place_of(territory, state.asked))
    elif made.report:
        show_crossings(made.report)
