"""The pages of the atlas, in the order of the menu: one line each.

A page is the script `page.py` in a package of this folder; its title is `pages.<name>` in
`views/words/pages.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import streamlit as st

from gis.words import say

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class PageEntry:
    """One page: the name of its package, its address, the sign in the menu; a hidden one is not there."""

    name: str
    url: str
    icon: str
    first: bool = False
    hidden: bool = False

    def page(self) -> StreamlitPage:
        """Return the page for `st.navigation`, its title in the language in use."""
        title = say(f"pages.{self.name}")
        path = FOLDER / self.name / "page.py"
        shown: Literal["visible", "hidden"] = "hidden" if self.hidden else "visible"
        return st.Page(
            path, title=title, icon=self.icon, url_path=self.url, default=self.first, visibility=shown
        )


PAGES = (
    PageEntry("map", "carte", ":material/map:", first=True),
    PageEntry("parcels", "parcelles", ":material/dataset:"),
    PageEntry("walks", "balades", ":material/hiking:"),
    PageEntry("tours", "visites", ":material/tour:"),
    PageEntry("biodiversity", "biodiversite", ":material/eco:"),
    PageEntry("trajectory", "trajectoire", ":material/timeline:"),
    PageEntry("data", "donnees", ":material/database:"),
    PageEntry("privacy", "confidentialite", ":material/shield_person:", hidden=True),
)
