"""Another commune: the ones that are here, the ones around, and any commune of France."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from gis.errors import AtlasError
from gis.sources import CommuneMatches, Present, communes_here, find_communes, is_insee
from gis.words import language, many, number, say
from views.app import shell
from views.pages.data.update_form import start, tell_trouble
from views.ui import jobs

if TYPE_CHECKING:
    from pathlib import Path

    from gis.territory import Territory

FOUND, ASKED = "data_found", "data_commune_asked"


def show_elsewhere(home: Path, code: str, territory: Territory | None) -> None:
    """Show the communes that are here, and the ways to build another atlas.

    Parameters
    ----------
    code : str
        The commune that the page is about, which may have no data yet.
    """
    here = communes_here(home)
    known = {item.code for item in here}
    st.html(_list(here, code))
    st.html(f'<h2 class="data-heading">{html.escape(say("data_page.build"))}</h2>')
    st.html(f'<p class="data-note">{html.escape(say("data_page.build_means"))}</p>')
    job = jobs.job_of(home)
    busy = job is not None and job.running
    if territory is None and is_insee(code):
        _offer(home, CommuneMatches(code, "", ""), busy=busy, first=True)
    if territory is not None:
        _around(home, territory, known, busy=busy)
    _search(home, known, busy=busy)
    tell_trouble()


def _list(here: list[Present], code: str) -> str:
    items = "".join(_present(item, code) for item in here)
    title = html.escape(say("data_page.here"))
    return f'<h2 class="data-heading">{title}</h2><ul class="data-communes">{items}</ul>'


def _present(item: Present, code: str) -> str:
    about = [item.code]
    if item.layers:
        about.append(many("data_page.layers_fetched", item.layers))
    if item.embedded:
        about.append(say("data_page.embedded"))
    told = html.escape(" · ".join(about))
    name = html.escape(item.name)
    if item.code == code:
        told = f"{told} · {html.escape(say('data_page.open_now'))}"
        return f'<li aria-current="true"><b>{name}</b> <small>{told}</small></li>'
    address = html.escape(f"/?{urlencode({'territory': item.code, 'lang': language()})}", quote=True)
    return f'<li><a href="{address}" target="_self"><b>{name}</b></a> <small>{told}</small></li>'


def _around(home: Path, territory: Territory, known: set[str], *, busy: bool) -> None:
    around = [item for item in territory.info.get("neighbours", ()) if item["insee"] not in known]
    if not around:
        return
    names = {str(item["insee"]): str(item["name"]) for item in around}
    chosen = st.pills(
        say("data_page.around"),
        list(names),
        format_func=names.__getitem__,
        key=f"data_around_{territory.code}",
        disabled=busy,
    )
    if chosen:
        _offer(home, CommuneMatches(chosen, names[chosen], ""), busy=busy)


def _search(home: Path, known: set[str], *, busy: bool) -> None:
    st.text_input(
        say("data_page.commune"),
        placeholder=say("data_page.commune_hint"),
        max_chars=80,
        key=ASKED,
        icon=":material/search:",
        disabled=busy,
        on_change=_look,
    )
    asked = str(st.session_state.get(ASKED) or "").strip().upper()
    found, trouble = st.session_state.get(FOUND, ([], ""))
    if not asked:
        return
    if trouble:
        st.warning(trouble, icon=":material/cloud_off:")
    elif not found:
        st.info(say("data_page.commune_unknown"), icon=":material/help:")
    for item in found:
        _offer(home, item, busy=busy, here=item.code in known)
    if trouble and is_insee(asked):
        # Without the look-up a code is as good as a name.
        _offer(home, CommuneMatches(asked, "", ""), busy=busy, here=asked in known)


def _look() -> None:
    shell.speak()
    text = str(st.session_state[ASKED]).strip()
    if not text:
        st.session_state.pop(FOUND, None)
        return
    try:
        st.session_state[FOUND] = (find_communes(text), "")
    except AtlasError as error:
        told = say("data_page.look_up_failed", reason=error)
        st.session_state[FOUND] = ([], told)


def _offer(home: Path, item: CommuneMatches, *, busy: bool, first: bool = False, here: bool = False) -> None:
    about = [part for part in (item.code, ", ".join(item.postcodes[:3])) if part]
    if item.population is not None:
        about.append(say("data_page.inhabitants", count=number(item.population)))
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key=f"data_offer_{item.code}"
    ):
        st.html(
            f'<p class="data-mine"><b>{html.escape(item.name or item.code)}</b>'
            f" <small>{html.escape(' · '.join(about if item.name else about[1:]))}</small></p>",
            width="content",
        )
        words = "data_page.refresh_it" if here else "data_page.build_it"
        st.button(
            say(words, name=item.name or item.code),
            key=f"data_build_{item.code}",
            type="primary" if first else "secondary",
            icon=":material/download:",
            disabled=busy,
            on_click=start,
            args=(home, item.code),
        )
