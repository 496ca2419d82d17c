"""What the town publishes and no map can measure: events and figures in the order of years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.indicators import CHAPTERS, events_of, timeline, unmeasured, value_text
from gis.words import date_text, in_language, number, say
from views.ui.as_text import as_text
from views.ui.html import fold, joined, link, listing, spoken, tag
from views.ui.widgets import heading, select

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.territory import Territory


PLACES = frozenset({"WGS84"})
"""Units of figures that are places: the map has them."""
TOLD = frozenset({"year", "access"})
"""Units of figures whose title and year tell all."""


def show_unmapped(territory: Territory) -> None:
    """Show events and figures that no map can measure, by chapter, in the order of years."""
    if not unmeasured(territory) and not timeline(territory):
        words = say("trajectory_page.no_table", name=territory.name, code=territory.code)
        st.info(as_text(words), icon=":material/help:")
        return
    heading(say("trajectory_page.unmapped"))
    st.html(tag("p", say("trajectory_page.unmapped_about"), cls="atlas-words"))
    chapter = select(
        say("trajectory_page.chapter"),
        ("", *CHAPTERS),
        key="years_chapter",
        words=lambda key: say(f"trajectory.chapter_{key}") if key else say("trajectory_page.chapter_all"),
    )
    entries = sorted([*_figures(territory, chapter), *_events(territory, chapter)])
    by_year: dict[str, list[Markup]] = {}
    for year, _, words in entries:
        by_year.setdefault(year, []).append(words)
    undated = by_year.pop("", [])
    rows = [tag("li", tag("b", year), listing(text)) for year, text in by_year.items()]
    st.html(tag("ol", *rows, cls="years-line"))
    if undated:
        words = say("trajectory_page.no_year", count=number(len(undated)))
        st.html(fold(words, listing(undated, cls="years-line")))


def _figures(territory: Territory, chapter: str) -> list[tuple[str, int, Markup]]:
    found = []
    for row in unmeasured(territory):
        if row["unit"] in PLACES or (chapter and row["chapter"] != chapter):
            continue
        value = _value(row)
        title = in_language(row, "title")
        text = spoken("formats.labelled", label=title, value=tag("b", value)) if value else title
        about = _about(_chapter(row["chapter"]), link(row["source"], row["source_url"]))
        found.append((row["year"][:4], 1, joined((text, about), " ")))
    return found


def _value(row: dict[str, str]) -> str:
    """Return the value of a figure in words; nothing where it is but its year."""
    if row["unit"] in TOLD:
        return ""
    if row["unit"] == "date":
        return date_text(row["value"])
    try:
        return value_text(float(row["value"]), row["unit"])
    except ValueError:
        return row["value"].replace("-", "\u2013")


def _events(territory: Territory, chapter: str) -> list[tuple[str, int, Markup]]:
    found = []
    for event in events_of(territory, chapter=chapter):
        about = _about(_chapter(event.chapter), event.place, link(event.source, event.source_url))
        found.append((str(event.year), 0, joined((event.title, about), " ")))
    return found


def _about(*parts: str) -> Markup:
    return tag("small", joined(filter(None, parts), " · "))


def _chapter(key: str) -> str:
    return tag("span", say(f"trajectory.chapter_{key}"), cls="years-chapter") if key in CHAPTERS else key
