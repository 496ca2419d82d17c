"""Another commune: the ones that are here, the ones around, and any commune of France."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from gis.errors import AtlasError
from gis.sources import CommuneMatches, Present, communes_here, find_communes, is_insee
from gis.words import language, many, number, say
from views.app.sign_in import allowed
from views.http.base_path import base_path
from views.pages.data.update_form import start, tell_trouble
from views.ui import jobs
from views.ui.as_text import as_text
from views.ui.html import tag
from views.ui.state import speak

if TYPE_CHECKING:
    from pathlib import Path

    from markupsafe import Markup

    from gis.territory import Territory
    from views.pages.data.state import DataState

ASKED = "data_commune_asked"


def show_elsewhere(state: DataState, home: Path, code: str, territory: Territory | None) -> None:
    """Show the communes that are here, and the ways to build another atlas.

    Parameters
    ----------
    code : str
        The commune that the page is about, which may have no data yet.
    """
    here = communes_here(home)
    known = {item.code for item in here}
    st.html(_list(here, code))
    st.html(tag("h2", say("data_page.build"), cls="data-heading"))
    st.html(tag("p", say("data_page.build_means"), cls="data-note"))
    if not allowed("build"):
        return
    job = jobs.job_of(home)
    busy = job is not None and job.running
    if territory is None and is_insee(code):
        _offer(state, home, CommuneMatches(code, "", ""), busy=busy, first=True)
    if territory is not None:
        _around(state, home, territory, known, busy=busy)
    _search(state, home, known, busy=busy)
    tell_trouble(state)


def _list(here: list[Present], code: str) -> Markup:
    items = (_present(item, code) for item in here)
    return tag("h2", say("data_page.here"), cls="data-heading") + tag("ul", *items, cls="data-communes")


def _present(item: Present, code: str) -> Markup:
    about = [item.code]
    if item.layers:
        about.append(many("data_page.layers_fetched", item.layers))
    if item.embedded:
        about.append(say("data_page.embedded"))
    name = tag("b", item.name)
    if item.code == code:
        text = " · ".join((*about, say("data_page.open_now")))
        return tag("li", name, " ", tag("small", text), aria_current="true")
    address = f"{base_path()}/?{urlencode({'territory': item.code, 'lang': language()})}"
    return tag("li", tag("a", name, href=address, target="_self"), " ", tag("small", " · ".join(about)))


def _around(state: DataState, home: Path, territory: Territory, known: set[str], *, busy: bool) -> None:
    around = [item for item in territory.info.get("neighbours", ()) if item["insee"] not in known]
    if not around:
        return
    names = {str(item["insee"]): str(item["name"]) for item in around}
    chosen = st.pills(
        say("data_page.around"),
        list(names),
        format_func=lambda code: as_text(names[code]),
        key=f"data_around_{territory.code}",
        disabled=busy,
    )
    if chosen:
        _offer(state, home, CommuneMatches(chosen, names[chosen], ""), busy=busy)


def _search(state: DataState, home: Path, known: set[str], *, busy: bool) -> None:
    st.text_input(
        say("data_page.commune"),
        placeholder=say("data_page.commune_hint"),
        max_chars=80,
        key=ASKED,
        icon=":material/search:",
        disabled=busy,
        on_change=_look,
        args=(state,),
    )
    text = str(st.session_state.get(ASKED) or "").strip().upper()
    found, trouble = state.communes, state.not_looked_up
    if not text:
        return
    if trouble:
        st.warning(as_text(trouble), icon=":material/cloud_off:")
    elif not found:
        st.info(say("data_page.commune_unknown"), icon=":material/help:")
    for item in found:
        _offer(state, home, item, busy=busy, here=item.code in known)
    if trouble and is_insee(text):
        # Without the look-up a code is as good as a name.
        _offer(state, home, CommuneMatches(text, "", ""), busy=busy, here=text in known)


def _look(state: DataState) -> None:
    speak()
    text = str(st.session_state[ASKED]).strip()
    state.communes, state.not_looked_up = [], ""
    if text:
        try:
            state.communes = find_communes(text)
        except AtlasError as error:
            state.not_looked_up = say("data_page.look_up_failed", reason=error)


def _offer(
    state: DataState, home: Path, item: CommuneMatches, *, busy: bool, first: bool = False, here: bool = False
) -> None:
    about = [part for part in (item.code, ", ".join(item.postcodes[:3])) if part]
    if item.former:
        about.insert(0, say("data_page.former", name=item.former))
    if item.population is not None:
        about.append(say("data_page.inhabitants", count=number(item.population)))
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key=f"data_offer_{item.code}"
    ):
        small = tag("small", " · ".join(about if item.name else about[1:]))
        st.html(tag("p", tag("b", item.name or item.code), " ", small, cls="data-mine"), width="content")
        words = "data_page.refresh_it" if here else "data_page.build_it"
        st.button(
            as_text(say(words, name=item.name or item.code)),
            key=f"data_build_{item.code}",
            type="primary" if first else "secondary",
            icon=":material/download:",
            disabled=busy,
            on_click=start,
            args=(state, home, item.code),
        )
