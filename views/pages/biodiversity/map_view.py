"""The one map of the page of nature, its tabs, and what the address and the map ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import streamlit as st

from gis.words import language, say
from views.map import MapSpec
from views.map.overlay import Scene
from views.ui.as_text import as_text
from views.ui.state import PageState

if TYPE_CHECKING:
    from gis.errors import AtlasError
    from gis.territory import Territory
    from views.map.spec import Tool

KEY = "biodiversite"
SPECIES, SITES, LINKS, PLANT, BELT = "species", "sites", "links", "plant", "belt"
TABS = (SPECIES, SITES, LINKS, PLANT, BELT)
HEIGHT = 540
GREEN = ("slag_heaps", "green_belt", "nourishing_gardens", "hedges")
LAYERS = {
    SPECIES: GREEN,
    SITES: GREEN,
    LINKS: ("slag_heaps",),
    PLANT: ("farmland", "paths"),
    BELT: ("green_belt", "hedges"),
}


@dataclass
class BiodiversityState(PageState):
    """What a visitor has open on the page; single tabs keep their own choices."""

    KEY: ClassVar[str] = "nature_state"


@dataclass
class BiodiversityMapView:
    """What the open tab asks of the map."""

    scene: Scene
    tab: str = SPECIES
    draw: tuple[Tool, ...] = ()
    pick: tuple[str, ...] = ()

    @classmethod
    def of(cls, territory: Territory, tab: str = SPECIES) -> BiodiversityMapView:
        """Return what a tab asks of the map before it has drawn anything."""
        return cls(Scene(territory.projection), tab)

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


def version(territory: Territory) -> tuple[str, str, str]:
    """Return what results are kept under: commune, data in use, language."""
    return territory.code, territory.version, language()


def tried(error: AtlasError) -> None:
    """Show what was wrong with something that people gave."""
    st.warning(as_text(str(error)), icon=":material/error:")
