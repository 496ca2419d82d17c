"""What the town publishes and no map can measure: events and figures in the order of years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.indicators import CHAPTERS, events_of, timeline, unmeasured, value_text
from gis.territory import territory_folder
from gis.words import date_text, in_language, labelled, number, say
from views.ui.html import fold, link, tag, text
from views.ui.widgets import heading, select

if TYPE_CHECKING:
    from gis.territory import Territory


PLACES = frozenset({"WGS84"})
"""Units of figures that are places: the map has them."""
TOLD = frozenset({"year", "access"})
"""Units of figures whose title and year tell all."""


def show_unmapped(territory: Territory) -> None:
    """Show events and figures that no map can measure, by chapter, in the order of years."""
    if not unmeasured(territory) and not timeline(territory):
        folder = territory_folder(territory.home, territory.code)
        words = say("trajectory_page.no_table", name=territory.name, folder=folder)
        st.info(words, icon=":material/help:")
        return
    heading(say("trajectory_page.unmapped"))
    st.html(tag("p", text(say("trajectory_page.unmapped_about")), cls="nature-words"))
    chapter = select(
        say("trajectory_page.chapter"),
        ("", *CHAPTERS),
        key="years_chapter",
        words=lambda key: say(f"trajectory.chapter_{key}") if key else say("trajectory_page.chapter_all"),
    )
    entries = sorted([*_figures(territory, chapter), *_events(territory, chapter)])
    by_year: dict[str, list[str]] = {}
    for year, _, words in entries:
        by_year.setdefault(year, []).append(words)
    undated = by_year.pop("", [])
    rows = [
        tag("li", tag("b", text(year)), tag("ul", *(tag("li", one) for one in told)))
        for year, told in by_year.items()
    ]
    st.html(tag("ol", *rows, cls="years-line"))
    if undated:
        words = say("trajectory_page.no_year", count=number(len(undated)))
        st.html(fold(text(words), tag("ul", *(tag("li", one) for one in undated), cls="years-line")))


def _figures(territory: Territory, chapter: str) -> list[tuple[str, int, str]]:
    found = []
    for row in unmeasured(territory):
        if row["unit"] in PLACES or (chapter and row["chapter"] != chapter):
            continue
        value = _value(row)
        about = tag("small", f"{_chapter(row['chapter'])} · {link(row['source'], row['source_url'])}")
        title = text(in_language(row, "title"))
        told = labelled(title, tag("b", text(value))) if value else title
        found.append((row["year"][:4], 1, f"{told} {about}"))
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


def _events(territory: Territory, chapter: str) -> list[tuple[str, int, str]]:
    found = []
    for event in events_of(territory, chapter=chapter):
        place = f"{text(event.place)} · " if event.place else ""
        about = tag("small", f"{_chapter(event.chapter)} · {place}{link(event.source, event.source_url)}")
        found.append((str(event.year), 0, f"{text(event.title)} {about}"))
    return found


def _chapter(key: str) -> str:
    return (
        tag("span", text(say(f"trajectory.chapter_{key}")), cls="years-chapter")
        if key in CHAPTERS
        else text(key)
    )
