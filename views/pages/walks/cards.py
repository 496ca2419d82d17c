"""Walks as cards: what tells one from the next, and which of them is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from gis.export.walk import time_text
from gis.walks import duration_text
from gis.words import length, say, share
from views.ui.html import badge, joined, listing, tag

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.walks import Walk, Walks
    from views.pages.walks.state import WalksState

LEAST_PCT = 0.5
"""Surfaces under this share are not worth a word."""


def show_cards(state: WalksState, walks: Walks) -> None:
    """Show each walk as a card with a button that puts it on the map."""
    assert state.asked is not None
    for note in walks.notes:
        st.info(note, icon=":material/info:")
    chosen = chosen_row(state, walks)
    for row, walk in enumerate(walks.walks):
        shown = row == chosen
        with st.container(border=True, key=f"walks_card_{'shown' if shown else 'other'}_{row}", gap="xsmall"):
            st.html(card(walk, row if len(walks.walks) > 1 else None))
            words = say("walks_page.show", number=row + 1)
            if not shown:
                other = replace(state.asked, chosen=row)
                key = f"walks_show_{row}"
                st.button(words, key=key, width="stretch", on_click=state.send, args=(other,))
    st.caption(duration_text())


def chosen_row(state: WalksState, walks: Walks) -> int:
    """Return which walk is shown; the last where the request names one beyond it."""
    return min(state.asked.chosen if state.asked else 0, len(walks.walks) - 1)


def card(walk: Walk, row: int | None) -> Markup:
    """Return the HTML of what there is to say of a walk at a glance."""
    sign = "" if row is None else tag("span", row + 1, cls="walk-number")
    title = f"{length(walk.length_m)} · {time_text(walk.minutes)}"
    up, down = known(walk.ascent_m, length), known(walk.descent_m, length)
    hard = say(f"walks.{walk.difficulty}")
    facts = say("walks_page.facts", ascent=up, descent=down, difficulty=hard)
    more = [
        (say("walks_page.green_short"), known(walk.green_pct, _round)),
        (say("walks_page.repeated_short"), _round(walk.repeated_pct)),
        (say("walks_page.steepest_short"), known(walk.profile.steepest_pct, _round)),
    ]
    return tag(
        "section",
        tag("h2", sign, " ", title, " ", _status(walk)),
        tag("p", facts, cls="walk-facts"),
        tag("p", walk.why),
        surfaces(walk),
        listing((joined((tag("b", value), name), " ") for name, value in more), cls="walk-three"),
        cls="atlas-card walk-card",
    )


def surfaces(walk: Walk) -> Markup:
    """Return the HTML of the ground walked on: a bar and, in words, the share of each surface."""
    values = walk.territory.themes["paths"].value_text
    known_ones = [(name, pct) for name, pct in walk.surface.items() if pct >= LEAST_PCT]
    columns = f"grid-template-columns: {' '.join(f'{pct}fr' for _, pct in known_ones)}"
    bar = [_ground(name) for name, _ in known_ones]
    words = (joined((_ground(name), values(name), " ", _round(pct))) for name, pct in known_ones)
    return tag("div", *bar, cls="walk-bar", aria_hidden="true", style=columns) + tag(
        "p", joined(words, " · "), cls="walk-ground"
    )


def _ground(name: str) -> Markup:
    return tag("span", cls=f"ground ground-{name}")


def known(value: float, write: object) -> str:
    """Write a figure, or that it is unknown."""
    assert callable(write)
    return str(write(value)) if np.isfinite(value) else say("walk_sheet.unknown")


def _status(walk: Walk) -> Markup:
    """Return how far the paths of a walk are to be trusted."""
    statuses = sorted(set(walk.network.edges["status"].to_numpy()[walk.route.edges].astype(str)))
    return joined(map(badge, statuses), " ")


def _round(percent: float) -> str:
    return share(percent, decimals=0)
