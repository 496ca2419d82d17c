"""The script that Streamlit runs for every page: language, look, navigation, then the page itself."""

from __future__ import annotations

import streamlit as st

from views import shell
from views.pages import PAGES

shell.begin()
page = st.navigation([entry.page() for entry in PAGES], position="top")
shell.frame()
with shell.guarded():
    page.run()
