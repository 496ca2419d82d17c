"""Walks as cards: what tells one from the next, and which of them is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.export.walk import path_statuses, surfaces, walk_text
from gis.walks import duration_text
from gis.words import say
from views.ui.as_text import as_text
from views.ui.html import badge, joined, listing, tag

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.walks import Walk, Walks
    from views.pages.walks.state import WalksState


def show_cards(state: WalksState, walks: Walks) -> None:
    """Show each walk as a card with a button that puts it on the map."""
    assert state.asked is not None
    for note in walks.notes:
        st.info(as_text(note), icon=":material/info:")
    chosen = chosen_row(state, walks)
    for row, walk in enumerate(walks.walks):
        shown = row == chosen
        with st.container(border=True, key=f"walks_card_{'shown' if shown else 'other'}_{row}", gap="xsmall"):
            st.html(card(walk, row if len(walks.walks) > 1 else None))
            words = say("walks_page.show", number=row + 1)
            if not shown:
                other = replace(state.asked, chosen=row)
                key = f"walks_show_{row}"
                st.button(as_text(words), key=key, width="stretch", on_click=state.send, args=(other,))
    st.caption(as_text(duration_text()))


def chosen_row(state: WalksState, walks: Walks) -> int:
    """Return which walk is shown; the last where the request names one beyond it."""
    return min(state.asked.chosen if state.asked else 0, len(walks.walks) - 1)


def card(walk: Walk, row: int | None) -> Markup:
    """Return the HTML of what there is to say of a walk at a glance."""
    sign = "" if row is None else tag("span", row + 1, cls="walk-number")
    text = walk_text(walk)
    title = f"{text.length} · {text.time}"
    facts = say("walks_page.facts", ascent=text.ascent, descent=text.descent, difficulty=text.difficulty)
    more = [
        (say("walks_page.green_short"), text.green),
        (say("walks_page.repeated_short"), text.repeated),
        (say("walks_page.steepest_short"), text.steepest),
    ]
    return tag(
        "section",
        tag("h2", sign, " ", title, " ", _status(walk)),
        tag("p", facts, cls="walk-facts"),
        tag("p", walk.why),
        surface_bar(walk),
        listing((joined((tag("b", value), name), " ") for name, value in more), cls="walk-three"),
        cls="atlas-card walk-card",
    )


def surface_bar(walk: Walk) -> Markup:
    """Return the HTML of the ground walked on: a bar and, in words, the share of each surface."""
    text = surfaces(walk)
    columns = f"grid-template-columns: {' '.join(f'{item.share_pct}fr' for item in text)}"
    bar = [_ground(item.key) for item in text]
    words = (joined((_ground(item.key), item.name, " ", item.share)) for item in text)
    return tag("div", *bar, cls="walk-bar", aria_hidden="true", style=columns) + tag(
        "p", joined(words, " · "), cls="walk-ground"
    )


def _ground(name: str) -> Markup:
    return tag("span", cls=f"ground ground-{name}")


def _status(walk: Walk) -> Markup:
    """Return how far the paths of a walk are to be trusted."""
    return joined(map(badge, path_statuses(walk)), " ")
