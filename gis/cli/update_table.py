"""The tables of `python -m gis update`: narrow enough for 80 columns, what there is to know below them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from gis.cli.common import console
from gis.sources import service_text
from gis.update import title_of
from gis.words import date_text, labelled, number, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gis.update import Age, Outcome, Step

WIDTH = 80
INDENT = "  "
FIGURES = frozenset({"kept", "rejected", "features", "size", "age", "rhythm"})


def print_outcomes(outcomes: Sequence[Outcome]) -> None:
    """Print how each layer ended; what there is to know of some stands below the table, a paragraph each."""
    rows = (
        (
            title_of(item.layer),
            say(f"update.outcome_{item.outcome}"),
            number(item.kept),
            number(item.rejected_count),
        )
        for item in outcomes
    )
    _print(("layer", "outcome", "kept", "rejected"), rows)
    for item in outcomes:
        note = _note(item)
        if note:
            print_paragraph(labelled(title_of(item.layer), note))


def print_plan(steps: Iterable[Step]) -> None:
    """Print what an update would do, and how much would come."""
    rows = (
        (
            step.title,
            service_text(step.service),
            say(f"update.state_{step.reason}"),
            "" if step.features is None else number(step.features),
            step.size_words,
        )
        for step in steps
    )
    _print(("layer", "service", "state", "features", "size"), rows)


def print_ages(found: Iterable[Age]) -> None:
    """Print how old each layer is."""
    rows = (
        (
            item.title,
            item.text,
            "" if item.age_days is None else say("update.days", days=item.age_days),
            say("update.days", days=item.rhythm_days),
        )
        for item in found
    )
    _print(("layer", "state", "age", "rhythm"), rows)


def print_paragraph(text: str) -> None:
    """Print a text in lines of 80 columns, all but the first one set in."""
    # Rich breaks addresses and pads lines; a pipe wants neither.
    lines = textwrap.wrap(
        text, WIDTH, subsequent_indent=INDENT, break_long_words=False, break_on_hyphens=False
    )
    console().print(Text("\n".join(lines)), soft_wrap=True)


def _print(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    listed = [tuple(map(Text, row)) for row in rows]
    if not listed:
        return
    table = Table()
    for name in columns:
        table.add_column(
            say(f"update.column_{name}"), justify="right" if name in FIGURES else "left", overflow="fold"
        )
    for row in listed:
        table.add_row(*row)
    screen = console()
    screen.print(table, width=min(WIDTH, screen.width))


def _note(item: Outcome) -> str:
    if not item.reason:
        return f"{item.counted} {item.note}".strip()
    since = date_text(item.last_good[:10]) if item.last_good else say("update.never")
    return say("update.kept_since", since=since, reason=item.reason)
