"""Walks as cards: what tells one from the next, and which of them is shown."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.export.walk import path_statuses, surfaces, walk_text
from gis.walks import duration_text
from gis.words import say
from views.app import shell

if TYPE_CHECKING:
    from gis.walks import Walk, Walks
    from views.pages.walks.state import Desk


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
    told = walk_text(walk)
    title = f"{told.length} · {told.time}"
    facts = say("walks_page.facts", ascent=told.ascent, descent=told.descent, difficulty=told.difficulty)
    more = [
        (say("walks_page.green_short"), told.green),
        (say("walks_page.repeated_short"), told.repeated),
        (say("walks_page.steepest_short"), told.steepest),
    ]
    cells = "".join(f"<li><b>{_safe(value)}</b> {_safe(name)}</li>" for name, value in more)
    return (
        f'<section class="walk-card"><h2>{sign}{_safe(title)} {_status(walk)}</h2>'
        f'<p class="walk-facts">{_safe(facts)}</p><p>{_safe(walk.why)}</p>'
        f'{surface_bar(walk)}<ul class="walk-three">{cells}</ul></section>'
    )


def surface_bar(walk: Walk) -> str:
    """Return the HTML of the ground walked on: a bar and, in words, the share of each surface."""
    told = surfaces(walk)
    bar = "".join(f'<span class="ground ground-{_safe(item.key)}"></span>' for item in told)
    columns = " ".join(f"{item.share_pct}fr" for item in told)
    words = " · ".join(
        f'<span class="ground ground-{_safe(item.key)}"></span>{_safe(item.name)} {item.share}'
        for item in told
    )
    return (
        f'<div class="walk-bar" aria-hidden="true" style="grid-template-columns: {columns}">{bar}</div>'
        f'<p class="walk-ground">{words}</p>'
    )


def _status(walk: Walk) -> str:
    """Return how far the paths of a walk are to be trusted."""
    return " ".join(map(shell.badge, path_statuses(walk)))


def _safe(text: str) -> str:
    return html.escape(text)
