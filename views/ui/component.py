"""Parts of a page with a script of their own, which Streamlit mounts and keeps."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from views.http.scripts import script_url

if TYPE_CHECKING:
    from pathlib import Path

# Streamlit makes a module of this text that has no address of its own, so it cannot import by relative path.
_IMPORT = """\
const { default: mount } = await import(new URL("%s", window.location.origin).href);
export default mount;
"""


@cache
def mounted(name: str, script: Path, html: str) -> Any:
    """Return what mounts a part of a page: its script, and the style that lies beside it.

    Parameters
    ----------
    name : str
        Tells it from the other parts.
    script : Path
        One of the modules that are served; its default export fills the part.
    html : str
        What it is made of before the script fills it.
    """
    return st.components.v2.component(
        name,
        html=html,
        css=script.with_suffix(".css").read_text(encoding="utf-8"),
        js=_IMPORT % script_url(script),
        isolate_styles=True,
    )


def keep_event() -> None:
    """Let Streamlit keep the event: it does so only for states that have a callback."""
