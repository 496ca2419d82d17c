"""What pages share: choices that outlive a change of language, tabs, titles, parts that open, links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.words import language
from views.ui.as_text import as_text
from views.ui.html import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
    from streamlit.elements.lib.mutable_tab_container import TabContainer

    from views.ui.state import PageState

ASSETS = Path(__file__).parents[1] / "assets"


def select(label: str, options: Sequence[Any], *, key: str, words: Callable[[Any], str]) -> Any:
    """Let people choose one of several; the choice stays when the language or the tab changes."""
    widget = f"{key}_{language()}"
    if st.session_state.get(widget) not in options:
        value = st.session_state.get(key)
        st.session_state[widget] = value if value in options else options[0]
    chosen = st.selectbox(as_text(label), options, format_func=words, key=widget)
    st.session_state[key] = chosen
    return chosen


def choose(key: str, value: Any) -> None:
    """Choose for people, before the box of that key is shown in this run."""
    st.session_state[key] = value
    st.session_state[f"{key}_{language()}"] = value


def tabs(
    state: PageState, titles: Mapping[str, str], *, key: str, parameter: str = "tab", turn: int = 0
) -> Iterator[tuple[str, TabContainer]]:
    """Show tabs, and go through the open one: its name and its place.

    Parameters
    ----------
    titles : mapping
        What stands on each tab, by its name.
    parameter : str
        Says in the address bar which tab is open; empty where the address is silent on it.
    turn : int
        Another one opens the tab that `state` names, whatever people opened.
    """
    if state.tab not in titles:
        value = st.query_params.get(parameter, "")
        state.tab = value if value in titles else next(iter(titles))
    widget = f"{key}_{language()}_{turn}"
    # The tab opened first belongs to the widget: another one would make it anew, and lose where people are.
    first = st.session_state.setdefault(f"first_{widget}", state.tab)
    words = {name: as_text(title) for name, title in titles.items()}
    made = st.tabs(list(words.values()), default=words[first], key=widget, on_change="rerun")
    for name, tab in zip(titles, made, strict=True):
        if tab.open:
            if state.tab != name and parameter:
                state.write(**{parameter: name})
            state.tab = name
            yield name, tab


def folded(title: str, *, icon: str, key: str) -> ExpanderContainer:
    """Show a part of the page folded; its attribute `open` tells whether there is anything to fill in."""
    return st.expander(
        as_text(title), icon=f":material/{icon}:", key=f"{key}_{language()}", on_change="rerun"
    )


def show_link(address: str, *, title: str, about: str) -> None:
    """Show, folded, an address to copy; nothing where the server does not know its own."""
    if address:
        with st.expander(as_text(title), icon=":material/link:"):
            st.caption(as_text(about))
            st.code(address, language=None, wrap_lines=True)


def look(name: str) -> None:
    """Give the page its own style sheet, `views/assets/<name>.css`."""
    st.html(ASSETS / f"{name}.css")


def heading(words: str, *, level: int = 2) -> None:
    """Show the title of a section."""
    st.html(tag(f"h{level}", words, cls=f"atlas-h{level}"))
