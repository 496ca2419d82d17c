"""Walks as cards: what tells one from the next, and which of them is shown."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from gis.export.walk import time_text
from gis.walks import duration_text
from gis.words import length, say, share
from views.app import shell

if TYPE_CHECKING:
    from gis.walks import Walk, Walks
    from views.pages.walks.state import Desk

LEAST_PCT = 0.5
"""Surfaces under this share are not worth a word."""


def show_cards(desk: Desk, walks: Walks) -> None:
    """Show each walk as a card with a button that puts it on the map."""
    assert desk.asked is not None
    for note in walks.notes:
        st.info(note, icon=":material/info:")
    chosen = chosen_row(desk, walks)
    for row, walk in enumerate(walks.walks):
        shown = row == chosen
        with st.container(border=True, key=f"walks_card_{'shown' if shown else 'other'}_{row}", gap="xsmall"):
            st.html(card(walk, row if len(walks.walks) > 1 else None))
            words = say("walks_page.show", number=row + 1)
            if not shown and st.button(words, key=f"walks_show_{row}", width="stretch"):
                desk.send(replace(desk.asked, chosen=row))
                st.rerun()
    st.caption(duration_text())


def chosen_row(desk: Desk, walks: Walks) -> int:
    """Return which walk is shown; the last where the request names one beyond it."""
    return min(desk.asked.chosen if desk.asked else 0, len(walks.walks) - 1)


def card(walk: Walk, row: int | None) -> str:
    """Return the HTML of what there is to say of a walk at a glance."""
    sign = "" if row is None else f'<span class="walk-number">{row + 1}</span> '
    title = f"{length(walk.length_m)} · {time_text(walk.minutes)}"
    up, down = known(walk.ascent_m, length), known(walk.descent_m, length)
    hard = say(f"walks.{walk.difficulty}")
    facts = say("walks_page.facts", ascent=up, descent=down, difficulty=hard)
    more = [
        (say("walks_page.green_short"), known(walk.green_pct, _round)),
        (say("walks_page.repeated_short"), _round(walk.repeated_pct)),
        (say("walks_page.steepest_short"), known(walk.profile.steepest_pct, _round)),
    ]
    cells = "".join(f"<li><b>{_safe(value)}</b> {_safe(name)}</li>" for name, value in more)
    return (
        f'<section class="walk-card"><h2>{sign}{_safe(title)} {_status(walk)}</h2>'
        f'<p class="walk-facts">{_safe(facts)}</p><p>{_safe(walk.why)}</p>'
        f'{surfaces(walk)}<ul class="walk-three">{cells}</ul></section>'
    )


def surfaces(walk: Walk) -> str:
    """Return the HTML of the ground walked on: a bar and, in words, the share of each surface."""
    values = walk.territory.themes["paths"].value_text
    known_ones = [(name, pct) for name, pct in walk.surface.items() if pct >= LEAST_PCT]
    bar = "".join(f'<span class="ground ground-{_safe(name)}"></span>' for name, _ in known_ones)
    columns = " ".join(f"{pct}fr" for _, pct in known_ones)
    words = " · ".join(
        f'<span class="ground ground-{_safe(name)}"></span>{_safe(values(name))} {_round(pct)}'
        for name, pct in known_ones
    )
    return (
        f'<div class="walk-bar" aria-hidden="true" style="grid-template-columns: {columns}">{bar}</div>'
        f'<p class="walk-ground">{words}</p>'
    )


def known(value: float, write: object) -> str:
    """Write a figure, or that it is unknown."""
    assert callable(write)
    return str(write(value)) if np.isfinite(value) else say("walk_sheet.unknown")


def _status(walk: Walk) -> str:
    """Return how far the paths of a walk are to be trusted."""
    statuses = sorted(set(walk.network.edges["status"].to_numpy()[walk.route.edges].astype(str)))
    return " ".join(map(shell.badge, statuses))


def _round(percent: float) -> str:
    return share(percent, decimals=0)


def _safe(text: str) -> str:
    return html.escape(text)
