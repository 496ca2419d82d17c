"""What is told of a tour: its length, what does not fit, what to know; and one stop in full."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.errors import AtlasError
from gis.export.tour import facts as facts_of
from gis.export.tour import figures, safety, span, summary
from gis.tours import GuideStore, windows_of, windows_text
from gis.walks import duration_text
from gis.words import date_text, language, say
from views.app import person, shell
from views.ui.html import BREAK, badge, facts, joined, link, listing, notes, tag
from views.ui.widgets import folded

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.export.tour import FigureText
    from gis.territory import Territory
    from gis.tours import Stop, TimetableRow, Tour, Visit
    from views.pages.tours.state import ToursState


def show_summary(tour: Tour) -> None:
    """Say in one line when the tour is and how long it is."""
    proven = say("tours_page.proven") if tour.proven else ""
    line = " · ".join(filter(None, (date_text(tour.request.day), span(tour), summary(tour), proven)))
    title = tag("b", tour.request.title) + BREAK if tour.request.title else ""
    st.html(tag("p", title, line, cls="tour-summary"))


def show_conflicts(state: ToursState, tour: Tour) -> None:
    """Name what does not fit and what would make it fit; a stop without a place can be placed from here."""
    for row, conflict in enumerate(tour.conflicts):
        with st.container(border=True, key=f"tours_conflict_{row}"):
            text = joined((tag("b", conflict.text), BREAK, conflict.mend))
            st.html(tag("p", text, cls="tour-conflict", role="status"))
            if conflict.kind == "no_place" and conflict.stops:
                st.button(
                    say("tours_page.place"),
                    key=f"tours_place_{conflict.stops[0]}",
                    icon=":material/add_location:",
                    on_click=state.arm,
                    args=(conflict.stops[0],),
                )


def show_notes(tour: Tour) -> None:
    """Tell what to know that is no conflict, and what keeps a group safe."""
    st.html(notes((*tour.notes, duration_text(pace=tour.request.walks_at))))
    care = folded(say("tours_page.safety"), icon="health_and_safety", key="tours_fold_safety")
    if care.open:
        care.html(notes(safety(tour)))


def take_hours(state: ToursState) -> None:
    """Take when the host of the chosen stop is there, before anything is planned."""
    visit = state.visit(state.chosen)
    hours = st.session_state.get(_key(state, "hours"))
    if visit is None or hours is None:
        return
    # What is no time is told beside the field.
    with suppress(AtlasError):
        state.change_visit(state.chosen, windows=windows_of(hours))


def show_stop(state: ToursState, territory: Territory, tour: Tour | None) -> None:
    """Show the chosen stop in full, and the fields of what the guide knows of it."""
    visit = state.visit(state.chosen)
    if visit is None:
        return
    row = next((one for one in tour.rows if one.stop.id == state.chosen), None) if tour else None
    with st.container(border=True, key="tours_stop"):
        st.html(_card(territory, visit.stop, row))
        _fields(state, territory, visit)


def _card(territory: Territory, stop: Stop, row: TimetableRow | None) -> Markup:
    pairs = facts_of(row) if row is not None else [(say("roadbook.position"), stop.position_text)]
    shown = [_figure(figure) for figure in figures(territory, stop)]
    return tag(
        "section",
        tag("h2", stop.name, " ", badge("own" if stop.own else "published")),
        tag("p", " · ".join(say(f"stops.theme_{theme}") for theme in stop.themes), cls="tour-theme"),
        tag("p", stop.tell or say("roadbook.tell_own")),
        listing(shown) if shown else "",
        facts(pairs, cls=""),
        tag("p", _source(stop.source, stop.source_url), cls="tour-source") if stop.source else "",
        cls="tour-stop",
    )


def _figure(figure: FigureText) -> Markup:
    first = joined((tag("b", figure.text), figure.note, _source(figure.source, figure.source_url)), " ")
    return joined((first, *figure.others), BREAK)


def _source(name: str, address: str) -> Markup:
    return link(name, address.split(" ; ", maxsplit=1)[0])


def _key(state: ToursState, field: str) -> str:
    """Return the key of a field of the chosen stop."""
    return f"tours_{field}_{state.chosen}_{language()}_{state.turn}"


def _fields(state: ToursState, territory: Territory, visit: Visit) -> None:
    """Let the guide note when the host is there, and words of their own; kept when asked."""
    hours = st.text_input(
        say("tours_page.hours"), windows_text(visit.open), key=_key(state, "hours"),
        placeholder="09:00-12:00, 14:00-17:00", help=say("tours_page.hours_help"),
    )  # fmt: skip
    with shell.guarded():
        windows_of(hours)
    st.text_area(say("tours_page.note"), visit.stop.note, key=_key(state, "note"), height=80)
    keep, place = st.columns(2, gap="small")
    keep.button(
        say("tours_page.keep_note"), key=_key(state, "keep"), width="stretch", icon=":material/save:",
        on_click=state.attempt, args=(lambda: _keep(state, territory),),
    )  # fmt: skip
    place.button(
        say("tours_page.place"), key=_key(state, "move"), width="stretch", icon=":material/add_location:",
        on_click=state.arm, args=(state.chosen,),
    )  # fmt: skip


def _keep(state: ToursState, territory: Territory) -> None:
    take_hours(state)
    visit = state.visit(state.chosen)
    assert visit is not None
    note = str(st.session_state[_key(state, "note")]).strip()
    own = replace(visit.stop, note=note, minutes=visit.takes, windows=visit.open)
    own = GuideStore(territory, person.permitted("keep")).put_stop(own)
    state.change_visit(own.id, stop=own)
    state.told = say("tours_page.kept", name=own.name)
