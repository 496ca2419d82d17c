"""What is told of a tour: its length, what does not fit, what to know; and one stop in full."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.errors import AtlasError
from gis.export.tour import facts, figures, safety, span, summary
from gis.tours import GuideStore, windows_of, windows_text
from gis.walks import duration_text
from gis.words import date_text, language, say
from views.app import shell
from views.ui.fold import fold

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.tours import Stop, TimetableRow, Tour
    from views.pages.tours.state import Desk


def show_summary(tour: Tour) -> None:
    """Say in one line when the tour is and how long it is."""
    proven = say("tours_page.proven") if tour.proven else ""
    line = " · ".join(filter(None, (date_text(tour.wish.day), span(tour), summary(tour), proven)))
    title = f"<b>{_safe(tour.wish.title)}</b><br>" if tour.wish.title else ""
    st.html(f'<p class="tour-summary">{title}{_safe(line)}</p>')


def show_conflicts(desk: Desk, tour: Tour) -> None:
    """Name what does not fit and what would make it fit; a stop without a place can be placed from here."""
    for row, conflict in enumerate(tour.conflicts):
        with st.container(border=True, key=f"tours_conflict_{row}"):
            text = f"<b>{_safe(conflict.text)}</b><br>{_safe(conflict.mend)}"
            st.html(f'<p class="tour-conflict" role="status">{text}</p>')
            if (
                conflict.kind == "no_place"
                and conflict.stops
                and st.button(
                    say("tours_page.place"),
                    key=f"tours_place_{conflict.stops[0]}",
                    icon=":material/add_location:",
                )
            ):
                desk.arming = conflict.stops[0]
                st.rerun()


def show_notes(tour: Tour) -> None:
    """Tell what to know that is no conflict, and what keeps a group safe."""
    known = (*tour.notes, duration_text(pace=tour.wish.walks_at))
    lines = "".join(f"<li>{_safe(note)}</li>" for note in known)
    st.html(f'<ul class="tour-notes">{lines}</ul>')
    care = fold("safety", "health_and_safety")
    if care.open:
        told = "".join(f"<li>{_safe(text)}</li>" for text in safety(tour))
        care.html(f'<ul class="tour-notes">{told}</ul>')


def show_stop(desk: Desk, territory: Territory, tour: Tour | None) -> None:
    """Show the chosen stop in full, and the fields of what the guide knows of it."""
    visit = next((one for one in desk.wish.visits if one.stop.id == desk.chosen), None)
    if visit is None:
        return
    row = next((one for one in tour.rows if one.stop.id == desk.chosen), None) if tour else None
    with st.container(border=True, key="tours_stop"):
        st.html(_card(territory, visit.stop, row))
        _fields(desk, territory, visit.stop)


def _card(territory: Territory, stop: Stop, row: TimetableRow | None) -> str:
    status = "own" if stop.own else "published"
    head = f'<h2>{_safe(stop.name)} {shell.badge(status)}</h2><p class="tour-theme">'
    head += _safe(" · ".join(say(f"stops.theme_{theme}") for theme in stop.themes)) + "</p>"
    pairs = facts(row) if row is not None else [(say("roadbook.position"), stop.position_text)]
    listed = "".join(f"<dt>{_safe(word)}</dt><dd>{_safe(value)}</dd>" for word, value in pairs)
    tell = f"<p>{_safe(stop.tell or say('roadbook.tell_own'))}</p>"
    told = "".join(
        f"<li><b>{_safe(one.text)}</b> {_safe(one.note)} {_source(one.source, one.source_url)}"
        + "".join(f"<br>{_safe(other)}" for other in one.others)
        + "</li>"
        for one in figures(territory, stop)
    )
    listed_figures = f"<ul>{told}</ul>" if told else ""
    source = f'<p class="tour-source">{_source(stop.source, stop.source_url)}</p>' if stop.source else ""
    return f'<section class="tour-stop">{head}{tell}{listed_figures}<dl>{listed}</dl>{source}</section>'


def _source(name: str, address: str) -> str:
    first = address.split(" ; ", maxsplit=1)[0]
    if first.startswith(("http://", "https://")):
        return f'<a href="{html.escape(first, quote=True)}" target="_blank" rel="noopener">{_safe(name)}</a>'
    return _safe(name)


def _fields(desk: Desk, territory: Territory, stop: Stop) -> None:
    """Let the guide note when the host is there, and words of their own; kept when asked."""
    key = f"{stop.id}_{language()}_{desk.turn}"
    visit = next(one for one in desk.wish.visits if one.stop.id == stop.id)
    hours = st.text_input(
        say("tours_page.hours"), windows_text(visit.open), key=f"tours_hours_{key}",
        placeholder="09:00-12:00, 14:00-17:00", help=say("tours_page.hours_help"),
    )  # fmt: skip
    try:
        windows = windows_of(hours)
    except AtlasError as error:
        st.error(str(error), icon=":material/error:")
    else:
        if windows != visit.open:
            desk.change_visit(stop.id, windows=windows)
            st.rerun()
    note = st.text_area(say("tours_page.note"), stop.note, key=f"tours_note_{key}", height=80)
    keep, place = st.columns(2, gap="small")
    if keep.button(
        say("tours_page.keep_note"), key=f"tours_keep_{key}", width="stretch", icon=":material/save:"
    ):
        _keep(desk, territory, stop, note)
    if place.button(
        say("tours_page.place"), key=f"tours_move_{key}", width="stretch", icon=":material/add_location:"
    ):
        desk.arming = stop.id
        st.rerun()


def _keep(desk: Desk, territory: Territory, stop: Stop, note: str) -> None:
    visit = next(one for one in desk.wish.visits if one.stop.id == stop.id)
    kept = replace(stop, note=note.strip(), minutes=visit.takes, windows=visit.open)
    kept = GuideStore.of(territory).put_stop(kept)
    desk.change_visit(stop.id, stop=kept)
    desk.told = say("tours_page.kept", name=kept.name)
    st.rerun()


def _safe(text: str) -> str:
    return html.escape(text)
