"""What is in use, as a table that a phone shows as cards, and what is wrong with it."""

from __future__ import annotations

import html
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from gis.words import date_text, language, many, number, say
from views.app import shell
from views.pages.data.layer_rows import NO_DATA, LayerRow, counted, problems, rows
from views.pages.data.sections import ASKED, OWN, PART

if TYPE_CHECKING:
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
    st.html(f'<h2 class="data-heading">{html.escape(say("data_page.problems"))}</h2>')
    st.html(_problems(territory, problems(territory)))


def _counts(found: list[LayerRow]) -> str:
    chips = " ".join(
        f"<li><b>{number(count)}</b> {shell.badge(status)}</li>" for status, count in counted(found).items()
    )
    label = html.escape(say("data_page.counts"), quote=True)
    return f'<ul class="data-counts" aria-label="{label}">{chips}</ul>'


def _table(group: str, members: list[LayerRow]) -> str:
    head = "".join(f'<th scope="col">{html.escape(say(f"data_page.column_{name}"))}</th>' for name in COLUMNS)
    body = "".join(_line(row) for row in members)
    caption = html.escape(say(f"groups.{group}"))
    return (
        f'<table class="data-table data-layers"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _line(row: LayerRow) -> str:
    count = "" if row.features is None else many("data_page.features", row.features)
    wrong = f'<small class="data-wrong">{_text(_wrong(row))}</small>' if row.problems else ""
    title = f"{_text(row.title)}<small>{_text(count)}</small>{wrong}"
    return (
        f'<tr data-layer="{row.key}"><th scope="row">{title}</th>'
        f"<td>{shell.badge(row.status)}</td>"
        f"<td>{_source(row)}</td>"
        f"<td>{_state(row)}<small>{_text(row.rhythm)}</small></td>"
        f"<td>{_outcome(row)}</td></tr>"
    )


def _source(row: LayerRow) -> str:
    if not row.source:
        return ""
    name = _text(row.source)
    if row.source_url.startswith(("https://", "http://")):
        address = html.escape(row.source_url, quote=True)
        name = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{name}</a>'
    about = " · ".join(part for part in (date_text(row.date), row.licence) if part)
    return f"{name}<small>{_text(about)}</small>"


def _state(row: LayerRow) -> str:
    words = say(f"data_page.freshness_{row.freshness}")
    return f'<span class="data-state data-{row.freshness}">{_text(words)}</span>'


def _outcome(row: LayerRow) -> str:
    if row.outcome == "nobody" and row.status == NO_DATA:
        return _to_bring(row)
    words = _text(say(f"data_page.outcome_{row.outcome}"))
    return f'<span class="data-outcome data-{row.outcome}">{words}</span><small>{_text(row.told)}</small>'


def _to_bring(row: LayerRow) -> str:
    """Lead to where a file is brought: no service publishes such a layer."""
    asked = {PART: OWN, "territory": shell.current_code(), "lang": language(), ASKED: row.key}
    address = html.escape(f"?{urlencode(asked)}", quote=True)
    return f'<a href="{address}" target="_self">{_text(say("data_page.to_bring"))}</a>'


def _wrong(row: LayerRow) -> str:
    return say("data_page.problem_count", count=number(row.problems))


def _problems(territory: Territory, found: list[Problem]) -> str:
    if not found:
        return f'<p class="data-note">{_text(say("data_page.no_problem"))}</p>'
    names = ("layer", "feature", "level", "reason", "mend")
    head = "".join(f'<th scope="col">{_text(say(f"cli.check_{name}"))}</th>' for name in names)
    body = "".join(_problem(territory, item) for item in found[:MOST_SHOWN])
    more = len(found) - MOST_SHOWN
    rest = f'<p class="data-note">{_text(say("imports.more", count=number(more)))}</p>' if more > 0 else ""
    return f'<table class="data-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}'


def _problem(territory: Territory, item: Problem) -> str:
    title = territory.themes[item.layer].title if item.layer in territory.themes else item.layer
    cells = (item.feature, say(f"cli.check_{item.level}"), item.reason, item.mend)
    return (
        f'<tr><th scope="row">{_text(title)}</th>{"".join(f"<td>{_text(cell)}</td>" for cell in cells)}</tr>'
    )


def _text(words: str) -> str:
    return html.escape(words)
