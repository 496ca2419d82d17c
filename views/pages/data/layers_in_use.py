"""What is in use, as a table that a phone shows as cards, and what is wrong with it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from gis.words import date_text, language, many, number, say
from views.app import shell
from views.pages.data.layer_rows import NO_DATA, LayerRow, counted, problems, rows
from views.pages.data.sections import ASKED, OWN, PART
from views.ui.html import badge, joined, link, row, table, tag

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.territory import Problem, Territory

COLUMNS = ("layer", "status", "source", "freshness", "outcome")
MOST_SHOWN = 100
"""Problems listed in the page; `python -m gis check` lists them all."""


def show_in_use(territory: Territory) -> None:
    """Show every layer in use."""
    found = rows(territory)
    st.html(_counts(found))
    for group, members in groupby(found, key=lambda row: row.group):
        st.html(_table(group, list(members)))
    st.html(tag("h2", say("data_page.problems"), cls="data-heading"))
    st.html(_problems(territory, problems(territory)))


def _counts(found: list[LayerRow]) -> Markup:
    chips = (
        tag("li", tag("b", number(count)), " ", badge(status)) for status, count in counted(found).items()
    )
    return tag("ul", *chips, cls="data-counts", aria_label=say("data_page.counts"))


def _table(group: str, members: list[LayerRow]) -> Markup:
    heads = [say(f"data_page.column_{name}") for name in COLUMNS]
    caption = say(f"groups.{group}")
    told = [item.told for item in members]
    lines = (_line(item, repeated=item.told in told[:place]) for place, item in enumerate(members))
    return table(heads, lines, caption=caption, told=True, cls="data-table data-layers")


def _line(item: LayerRow, *, repeated: bool) -> Markup:
    """Return one layer; what the rows above it say of theirs is not said again."""
    count = "" if item.features is None else many("data_page.features", item.features)
    wrong = tag("small", _wrong(item), cls="data-wrong") if item.problems else ""
    title = joined((item.title, tag("small", count), wrong))
    state = joined((_state(item), tag("small", item.rhythm)))
    return row(
        (title, badge(item.status), _source(item), state, _outcome(item, repeated=repeated)),
        data_layer=item.key,
    )


def _source(item: LayerRow) -> Markup | str:
    if not item.source:
        return ""
    about = " · ".join(part for part in (date_text(item.date), item.licence) if part)
    return joined((link(item.source, item.source_url), tag("small", about)))


def _state(item: LayerRow) -> Markup:
    words = say(f"data_page.freshness_{item.freshness}")
    return tag("span", words, cls=f"data-state data-{item.freshness}")


def _outcome(item: LayerRow, *, repeated: bool) -> Markup:
    if item.outcome == "nobody" and item.status == NO_DATA:
        return _to_bring(item)
    words = tag("span", say(f"data_page.outcome_{item.outcome}"), cls=f"data-outcome data-{item.outcome}")
    silent = repeated and item.outcome == NO_DATA
    return joined((words, "" if silent else tag("small", item.told)))


def _to_bring(item: LayerRow) -> Markup:
    """Lead to where a file is brought: no service publishes such a layer."""
    parameters = {PART: OWN, "territory": shell.current_code(), "lang": language(), ASKED: item.key}
    return tag("a", say("data_page.to_bring"), href=f"?{urlencode(parameters)}", target="_self")


def _wrong(item: LayerRow) -> str:
    return say("data_page.problem_count", count=number(item.problems))


def _problems(territory: Territory, found: list[Problem]) -> Markup:
    if not found:
        return tag("p", say("data_page.no_problem"), cls="data-note")
    heads = [say(f"cli.check_{name}") for name in ("layer", "feature", "level", "reason", "mend")]
    shown = table(heads, (_problem(territory, item) for item in found[:MOST_SHOWN]), cls="data-table")
    more = len(found) - MOST_SHOWN
    rest = tag("p", say("imports.more", count=number(more)), cls="data-note") if more > 0 else ""
    return joined((shown, rest))


def _problem(territory: Territory, item: Problem) -> tuple[str, ...]:
    title = territory.themes[item.layer].title if item.layer in territory.themes else item.layer
    return (title, item.feature, say(f"cli.check_{item.level}"), item.reason, item.mend)
