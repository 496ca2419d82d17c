"""The journal: who changed what and when, and the way back to the version of a layer from before."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.changes import changes
from gis.update import former_of, undo
from gis.words import date_text, say
from views.app import person
from views.app.sign_in import allowed
from views.pages.data.update_form import tell_trouble
from views.ui.as_text import as_text
from views.ui.html import row, table, tag

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.changes import Change
    from gis.territory import Territory, Theme
    from views.pages.data.state import DataState

COLUMNS = ("when", "who", "what", "where")
MOST_SHOWN = 100


def show_journal(state: DataState, territory: Territory) -> None:
    """Show agents who changed what, and let them go back."""
    if not allowed("journal"):
        return
    if state.told:
        st.success(as_text(state.told), icon=":material/check:")
        state.told = ""
    tell_trouble(state)
    if person.has("undo"):
        _former(state, territory)
    st.html(tag("h2", say("data_page.journal"), cls="data-heading"))
    found = changes(territory.code, actor=person.here(), home=territory.home, most=MOST_SHOWN)
    if not found:
        st.html(tag("p", say("data_page.journal_empty"), cls="data-note"))
        return
    heads = [say(f"data_page.journal_{name}") for name in COLUMNS]
    st.html(table(heads, (_line(territory, item) for item in found), cls="data-table data-journal"))


def _line(territory: Territory, item: Change) -> Markup:
    title = territory.themes[item.key].title if item.key in territory.themes else item.key
    return row((_when(item.at), item.by, item.text, " · ".join(part for part in (title, item.about) if part)))


def _when(at: str) -> str:
    local = dt.datetime.fromisoformat(at).astimezone()
    return f"{date_text(local.date().isoformat())}, {local:%H:%M}"


def _former(state: DataState, territory: Territory) -> None:
    """Offer the way back for each layer that was replaced."""
    found = [(theme, former_of(theme.key, code=territory.code, home=territory.home)) for theme in territory]
    replaced = [(theme, former) for theme, former in found if former is not None]
    if not replaced:
        return
    st.html(tag("h2", say("data_page.versions"), cls="data-heading"))
    for theme, former in replaced:
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key=f"data_former_{theme.key}"
        ):
            text = tag("p", tag("b", theme.title), " ", tag("small", former.text), cls="data-mine")
            st.html(text, width="content")
            with st.popover(say("data_page.undo"), icon=":material/undo:"):
                st.write(say("data_page.undo_means"))
                st.button(
                    say("data_page.undo_yes"),
                    key=f"data_undo_{theme.key}",
                    on_click=state.attempt,
                    args=(partial(_undo, state, territory, theme),),
                )


def _undo(state: DataState, territory: Territory, theme: Theme) -> None:
    former = undo(theme.key, actor=person.here(), code=territory.code, home=territory.home)
    state.told = say("update.undone", layer=theme.title, former=former.text)
