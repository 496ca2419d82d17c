"""Parts of the page that are only worked out while they are open."""

from __future__ import annotations

from typing import Any

import streamlit as st

from gis.words import language, say


def fold(name: str, icon: str) -> Any:
    """Show a part of the page folded; its attribute `open` tells whether there is anything to fill in.

    Parameters
    ----------
    name : str
        Its title is `tours_page.<name>`.
    icon : str
        Name of a Material symbol.
    """
    key = f"tours_fold_{name}_{language()}"
    return st.expander(say(f"tours_page.{name}"), icon=f":material/{icon}:", key=key, on_change="rerun")
