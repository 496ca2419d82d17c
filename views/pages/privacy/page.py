"""What the atlas keeps of those who visit it, and for how long."""

from __future__ import annotations

import streamlit as st

from gis.words import say
from views.app import shell
from views.ui.html import table

KEPT = (
    *("session", "cookie", "signin", "position", "files", "marks", "stops", "journal"),
    *("log", "counts", "tiles"),
)

shell.heading(say("pages.privacy"), notice=False)
st.write(say("privacy_page.start"))
heads = [say(f"privacy_page.{name}") for name in ("what", "why", "until")]
rows = [[say(f"privacy_page.{key}{part}") for part in ("", "_why", "_until")] for key in KEPT]
st.html(table(heads, rows, caption=say("pages.privacy")))
st.write(say("privacy_page.end"))
