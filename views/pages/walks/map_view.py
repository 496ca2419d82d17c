"""How the parts of the page play together: the tabs beside the map, and what a click on the map does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.walks import LOOP, WAY, Spot, start_at
from gis.words import language, say
from views.app import shell
from views.map.overlay import Scene
from views.pages.walks.cards import chosen_row, show_cards
from views.pages.walks.form import ask_loop, ask_way
from views.pages.walks.found_walks import answered, draw_spots, draw_walks, place_of, walk_near
from views.pages.walks.marks_tab import draw_marks, show_state, take_stretch
from views.pages.walks.published_tab import show_published
from views.pages.walks.state import PUBLISHED, START, STATE, TABS, TRACK, Desk
from views.pages.walks.track import bring_track, draw_track, show_crossings
from views.pages.walks.walk_details import show_details

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.walks import TrackReport, Walks
    from views.map import MapEvent


@dataclass
class Stage:
    """What the open tab has made: what the map shows, and what stands below it."""

    scene: Scene
    walks: Walks | None = None
    report: TrackReport | None = None


def set_stage(desk: Desk, territory: Territory) -> Stage:
    """Show the tabs with their forms; return what the open one has made."""
    stage = Stage(Scene())
    draw_marks(stage.scene, territory)
    names = [say(f"walks_page.tab_{tab}") for tab in TABS]
    key = f"walks_tab_{language()}_{desk.tab_turn}"
    # The tab opened first belongs to the widget: another one would make it anew, and lose where people are.
    first = desk.extra.setdefault(f"first_{key}", desk.tab)
    tabs = st.tabs(names, default=names[TABS.index(first)], key=key, on_change="rerun")
    for tab, name in zip(tabs, TABS, strict=True):
        if tab.open:
            desk.tab = name
            with tab, shell.guarded():
                _open(desk, territory, stage)
    return stage


def _open(desk: Desk, territory: Territory, stage: Stage) -> None:
    if desk.tab in {LOOP, WAY}:
        _walk_tab(desk, territory, stage)
        return
    desk.arming = ""
    if desk.tab == TRACK:
        stage.report = bring_track(desk, territory)
        if stage.report:
            draw_track(stage.scene, stage.report)
    elif desk.tab == PUBLISHED:
        show_published(desk, territory, stage.scene)
    else:
        show_state(desk, territory, stage.scene)


def _walk_tab(desk: Desk, territory: Territory, stage: Stage) -> None:
    asked = desk.asked if desk.asked and desk.asked.kind == desk.tab else None
    slots = [START] if desk.tab == LOOP else desk.slots()
    _arm(desk, slots, waiting=asked is None)
    form = f"walks_form_{desk.tab}_{asked.plain.as_text() if asked else ''}"
    with st.expander(say(f"walks_page.form_{desk.tab}"), expanded=asked is None, key=form):
        (ask_loop if desk.tab == LOOP else ask_way)(desk, territory)
    if asked:
        stage.walks = answered(desk, territory)
    if stage.walks:
        show_cards(desk, stage.walks)
        draw_walks(stage.scene, desk, stage.walks)
    draw_spots(stage.scene, desk, territory, slots)
    stage.scene.cards = not desk.arming


def _arm(desk: Desk, slots: list[str], *, waiting: bool) -> None:
    """Let the next click set the first place that is still missing, as long as nothing was asked."""
    if desk.arming not in slots:
        desk.arming = ""
    missing = [slot for slot in slots if slot not in desk.spots]
    if waiting and missing and not desk.arming:
        desk.arming = missing[0]


def show_hint(desk: Desk) -> None:
    """Say above the map what the next click on it does."""
    if desk.arming:
        slot = desk.arming
        number = slot.removeprefix("via")
        name = say("walks_page.stop", number=int(number) + 1) if number != slot else say(f"walks_page.{slot}")
        st.info(say("walks_page.tap_map", place=name), icon=":material/touch_app:")


def clicked(desk: Desk, territory: Territory, event: MapEvent, walks: Walks | None) -> None:
    """Do what a click on the map means on the open tab, and run the page again if anything changed."""
    if desk.tab == STATE and event.kind in {"click", "drawn"}:
        take_stretch(desk, territory, event)
        st.rerun()
    if event.kind != "click" or event.lonlat is None:
        return
    lon, lat = event.lonlat
    if desk.arming:
        desk.place(desk.arming, Spot(lat, lon))
        st.rerun()
    row = walk_near(walks, start_at(lat, lon)) if walks else None
    if walks and desk.asked and row is not None and row != chosen_row(desk, walks):
        desk.send(replace(desk.asked, chosen=row))
        st.rerun()


def show_below(desk: Desk, territory: Territory, stage: Stage) -> None:
    """Show, under the map, everything about the walk or the track that is on it."""
    if stage.walks and desk.asked:
        walk = stage.walks.walks[chosen_row(desk, stage.walks)]
        show_details(walk, desk.asked, place_of(territory, desk.asked))
    elif stage.report:
        show_crossings(stage.report)
