"""What the town publishes beside what the map measures, and every source that disagrees."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.export import INDICATORS, on_page
from gis.export.indicators import indicator_text
from gis.indicators import indicators
from gis.territory import DRAWN
from gis.words import number, say
from views.ui.as_text import as_text
from views.ui.downloads import download_button
from views.ui.html import badge, fold, joined, link, listing, row, spoken, table, tag
from views.ui.widgets import select

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.export.indicators import IndicatorText
    from gis.indicators import Indicator
    from gis.territory import Territory

SHOWN = ("all", "differs", "sources", "unknown")
SIGNS = {True: "=", False: "≠", None: "?"}


def show_measured(territory: Territory) -> None:
    """Show every published figure that the map can speak to, and its files."""
    found = indicators(territory)
    if not territory.rows("figures"):
        st.info(
            as_text(say("indicators.none_published", name=territory.name)),
            icon=":material/help:",
        )
        if not found:
            return
    drawn = sum(item.status in DRAWN for item in found)
    if drawn:
        words = say("trajectory_page.by_construction", drawn=number(drawn), total=number(len(found)))
        st.html(tag("p", badge("illustrative"), " ", words, cls="atlas-lead"))
        st.html(tag("p", say("indicators.notice"), cls="atlas-words"))
    counts = {key: sum(_wanted(item, key) for item in found) for key in SHOWN}
    shown = select(
        say("trajectory_page.show"),
        SHOWN,
        key="years_shown",
        words=lambda key: f"{say(f'trajectory_page.show_{key}')} ({number(counts[key])})",
    )
    chosen = [item for item in found if _wanted(item, shown)]
    st.html(_table(chosen) if chosen else tag("p", say("trajectory_page.show_none"), cls="atlas-words"))
    _files(territory, found)


def _files(territory: Territory, found: tuple[Indicator, ...]) -> None:
    stem = (territory.name, say("trajectory_page.tab_measured"))
    with st.container(horizontal=True, gap="small"):
        for item in on_page(INDICATORS):
            write, key = partial(item.write, found), f"years_{item.key}"
            download_button(item.text, write, extension=item.extension, stem=stem, key=key)


def _wanted(item: Indicator, shown: str) -> bool:
    return {
        "all": True,
        "differs": item.agrees is False,
        "sources": item.disagreement,
        "unknown": item.agrees is None,
    }[shown]


def _table(found: list[Indicator]) -> Markup:
    heads = [say(f"indicators.column_{key}") for key in ("title", "published", "measured", "verdict")]
    return table(heads, (_row(item, heads) for item in found), cls="years-table")


def _row(item: Indicator, heads: list[str]) -> Markup:
    text = indicator_text(item)
    sign = tag("span", SIGNS[item.agrees], cls="years-sign", aria_hidden="true")
    mark = "differ" if item.agrees is False else "agree" if item.agrees else "unknown"
    more = tag("b", say("trajectory_page.sources_disagree"), cls="years-clash") if item.disagreement else ""
    year = f" ({item.year})" if item.year and item.year not in item.title else ""
    state = badge(item.status) if item.layers else ""
    rests = tag("small", text.rests_on) if text.rests_on else ""
    measured = joined((text.measured, state, rests), " ")
    apart = tag("small", text.difference) if text.difference else ""
    cells = (text.published, measured, joined((sign, text.verdict, apart), " "))
    named = (tag("td", cell, data_name=head) for cell, head in zip(cells, heads[1:], strict=True))
    title = joined((item.title + year, " ", more, _sources(text)))
    return row((title, *named), cls=f"years-{mark}")


def _sources(text: IndicatorText) -> Markup | str:
    if not text.sources:
        return ""
    lines = []
    for source in text.sources:
        year = f" ({source.year})" if source.year else ""
        note = f" – {source.note}" if source.note else ""
        value = joined((tag("b", source.value), year))
        named = joined((link(source.source, source.source_url), note))
        lines.append(spoken("formats.labelled", label=value, value=named))
    words = say(
        "trajectory_page.sources_one" if len(lines) == 1 else "trajectory_page.sources",
        count=number(len(lines)),
    )
    return fold(words, listing(lines))
