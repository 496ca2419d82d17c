"""The pages of the atlas, in the order of the menu: one line each.

A page is a script in this folder. Its title is `pages.<name>` in `views/words/pages.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from gis.words import say

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """One page: the name of its file, which is also its address, and the sign in the menu."""

    name: str
    icon: str
    first: bool = False

    def page(self) -> StreamlitPage:
        """Return the page for `st.navigation`, its title in the language in use."""
        title = say(f"pages.{self.name}")
        path = FOLDER / f"{self.name}.py"
        return st.Page(path, title=title, icon=self.icon, url_path=self.name, default=self.first)


PAGES = (
    Entry("carte", ":material/map:", first=True),
    Entry("parcelles", ":material/dataset:"),
    Entry("balades", ":material/hiking:"),
    Entry("visites", ":material/tour:"),
    Entry("biodiversite", ":material/eco:"),
    Entry("trajectoire", ":material/timeline:"),
    Entry("donnees", ":material/database:"),
)
