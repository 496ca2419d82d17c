"""The script that Streamlit runs for every page: language, look, navigation, then the page itself.

It has a folder of its own: Streamlit would take a folder named `pages` beside it for its old kind of pages.
"""

from __future__ import annotations

import streamlit as st

from views.app import shell
from views.pages import PAGES

shell.begin()
page = st.navigation([entry.page() for entry in PAGES], position="top")
shell.frame()
with shell.guarded():
    page.run()
shell.foot()
