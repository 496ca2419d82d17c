"""Parts of a page with a script of their own, which Streamlit mounts and keeps."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from pathlib import Path


@cache
def mounted(name: str, script: Path, html: str) -> Any:
    """Return what mounts a part of a page: its script, and the style that lies beside it.

    Parameters
    ----------
    name : str
        Tells it from the other parts.
    html : str
        What it is made of before the script fills it.
    """
    return st.components.v2.component(
        name,
        html=html,
        css=script.with_suffix(".css").read_text(encoding="utf-8"),
        js=script.read_text(encoding="utf-8"),
        isolate_styles=True,
    )


def keep_event() -> None:
    """Let Streamlit keep the event: it does so only for states that have a callback."""
