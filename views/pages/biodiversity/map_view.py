"""The one map of the page of nature, its tabs, and what the address and the map ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from gis.words import language, say
from views.app import shell
from views.map import MapEvent, MapSpec
from views.map.overlay import Scene

if TYPE_CHECKING:
    from gis.errors import AtlasError
    from gis.territory import Territory
    from views.map.spec import Tool

KEY = "biodiversite"
SPECIES, SITES, LINKS, PLANT, BELT = "species", "sites", "links", "plant", "belt"
TABS = (SPECIES, SITES, LINKS, PLANT, BELT)
TAB, SERIAL, HEIGHT = "nature_tab", "nature_serial", 540
GREEN = ("slag_heaps", "green_belt", "nourishing_gardens", "hedges")
LAYERS = {
    SPECIES: GREEN,
    SITES: GREEN,
    LINKS: ("slag_heaps",),
    PLANT: ("farmland", "paths"),
    BELT: ("green_belt", "hedges"),
}


@dataclass
class Stage:
    """What the open tab asks of the map."""

    scene: Scene = field(default_factory=Scene)
    tab: str = SPECIES
    draw: tuple[Tool, ...] = ()
    pick: tuple[str, ...] = ()

    def spec(self) -> MapSpec:
        """Return what the map shall show."""
        return MapSpec(
            key=KEY,
            layers=LAYERS[self.tab],
            overlay=self.scene.overlay,
            fit=self.scene.fit,
            pick=self.pick,
            cards=not self.pick and not self.draw,
            draw=self.draw,
            compact=True,
            height=HEIGHT,
            label=say("biodiversity_page.map"),
        )


def new_event() -> MapEvent:
    """Return what was just done on the map; an empty event when it was answered before."""
    event = MapEvent.read(dict(st.session_state.get(KEY) or {}).get("event"))
    if not event.kind or event.serial == st.session_state.get(SERIAL):
        return MapEvent()
    st.session_state[SERIAL] = event.serial
    return event


def tabs_of_page() -> dict[str, st.delta_generator.DeltaGenerator]:
    """Show the tabs, the one of the address first, and keep the address in step."""
    names = [say(f"biodiversity_page.tab_{tab}") for tab in TABS]
    asked = st.query_params.get("tab", "")
    kept = st.session_state.setdefault(TAB, asked if asked in TABS else SPECIES)
    key = f"nature_tabs_{language()}"
    first = st.session_state.setdefault(f"first_{key}", kept)
    made = st.tabs(names, default=names[TABS.index(first)], key=key, on_change="rerun")
    return dict(zip(TABS, made, strict=True))


def remember(tab: str) -> None:
    """Keep the open tab for the other language, and in the address."""
    if st.session_state[TAB] != tab:
        st.session_state[TAB] = tab
        st.query_params["tab"] = tab


def page_address(**query: str) -> str:
    """Return the address of the page with a query of its own, for a QR code; empty where it is not known."""
    return shell.page_address(**query)


def version(territory: Territory) -> tuple[str, str, str]:
    """Return what results are kept under: commune, data in use, language."""
    return territory.code, territory.version, language()


def tried(error: AtlasError) -> None:
    """Show what was wrong with something that people gave."""
    st.warning(str(error), icon=":material/error:")
