"""What the town publishes beside what the map measures, and every source that disagrees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from gis.export.formats import safe_table
from gis.export.indicators import indicator_text
from gis.indicators import indicators
from gis.territory import DRAWN, territory_folder
from gis.words import labelled, number, say
from views.app import shell
from views.ui.html import fold, link, tag, text
from views.ui.widgets import select, take

if TYPE_CHECKING:
    from gis.export.indicators import IndicatorText
    from gis.indicators import Indicator
    from gis.territory import Territory

SHOWN = ("all", "differs", "sources", "unknown")
SIGNS = {True: "=", False: "≠", None: "?"}


def show_measured(territory: Territory) -> None:
    """Show every published figure that the map can speak to, and its files."""
    found = indicators(territory)
    if not territory.rows("figures"):
        folder = territory_folder(territory.home, territory.code)
        st.info(say("indicators.none_published", name=territory.name, folder=folder), icon=":material/help:")
        if not found:
            return
    drawn = sum(item.status in DRAWN for item in found)
    if drawn:
        words = say("trajectory_page.by_construction", drawn=number(drawn), total=number(len(found)))
        st.html(tag("p", f"{shell.badge('illustrative')} {text(words)}", cls="nature-lead"))
        st.html(tag("p", text(say("indicators.notice")), cls="nature-words"))
    agree = sum(item.agrees is True for item in found)
    differ = sum(item.agrees is False for item in found)
    told = {
        "all": len(found),
        "differs": differ,
        "sources": sum(item.disagreement for item in found),
        "unknown": len(found) - agree - differ,
    }
    shown = select(
        say("trajectory_page.show"),
        SHOWN,
        key="years_shown",
        words=lambda key: f"{say(f'trajectory_page.show_{key}')} ({number(told[key])})",
    )
    chosen = [item for item in found if _wanted(item, shown)]
    st.html(
        _table(chosen) if chosen else tag("p", text(say("trajectory_page.show_none")), cls="nature-words")
    )
    with st.container(horizontal=True, gap="small"):
        stem = (territory.name, say("trajectory_page.tab_measured"))
        take("JSON", lambda: as_json(found), kind="json", stem=stem, key="years_json")
        take("CSV", lambda: as_csv(found), kind="csv", stem=stem, key="years_csv")


def _wanted(item: Indicator, shown: str) -> bool:
    return {
        "all": True,
        "differs": item.agrees is False,
        "sources": item.disagreement,
        "unknown": item.agrees is None,
    }[shown]


def _table(found: list[Indicator]) -> str:
    heads = [say(f"indicators.column_{key}") for key in ("title", "published", "measured", "verdict")]
    head = tag("tr", *(tag("th", text(words), scope="col") for words in heads))
    body = tag("tbody", *(_row(item, heads) for item in found))
    return tag("table", tag("thead", head), body, cls="years-table")


def _row(item: Indicator, heads: list[str]) -> str:
    told = indicator_text(item)
    sign = tag("span", SIGNS[item.agrees], cls="years-sign", aria_hidden="true")
    mark = "differ" if item.agrees is False else "agree" if item.agrees else "unknown"
    more = (
        tag("b", text(say("trajectory_page.sources_disagree")), cls="years-clash")
        if item.disagreement
        else ""
    )
    year = f" ({item.year})" if item.year and item.year not in item.title else ""
    return tag(
        "tr",
        tag("th", f"{text(item.title + year)} {more}{_sources(told)}", scope="row"),
        tag("td", text(told.published), data_name=heads[1]),
        tag(
            "td",
            f"{text(told.measured)} {shell.badge(item.status)}",
            data_name=heads[2],
        ),
        tag("td", f"{sign} {text(told.verdict)}", data_name=heads[3]),
        cls=f"years-{mark}",
    )


def _sources(told: IndicatorText) -> str:
    if not told.sources:
        return ""
    lines = []
    for source in told.sources:
        value = tag("b", text(source.value))
        year = f" ({text(source.year)})" if source.year else ""
        note = f" – {text(source.note)}" if source.note else ""
        named = f"{link(source.source, source.source_url)}{note}"
        lines.append(tag("li", labelled(f"{value}{year}", named)))
    words = say(
        "trajectory_page.sources_one" if len(lines) == 1 else "trajectory_page.sources",
        count=number(len(lines)),
    )
    return fold(text(words), tag("ul", *lines))


def as_json(found: tuple[Indicator, ...]) -> bytes:
    """Write the figures as the command line does."""
    return json.dumps([item.as_dict() for item in found], ensure_ascii=False).encode()


def as_csv(found: tuple[Indicator, ...]) -> bytes:
    """Write one row a source: the figure, what is measured, the verdict, and what that source says."""
    rows = [
        {
            "key": item.key,
            "title": item.title,
            "published": source.value,
            "unit": source.unit,
            "year": source.year,
            "measured": item.measured,
            "status": item.status,
            "agrees": source.agrees,
            "verdict": item.verdict,
            "source": source.source,
            "source_url": source.source_url,
            "note": source.note,
        }
        for item in found
        for source in item.sources
    ]
    table = safe_table(pd.DataFrame(rows))
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
