"""The ways to say which land is meant: a text, a section, a file; and the question when several answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.cadastre import readable
from gis.errors import AmbiguousError, CRSError
from gis.footprints import MOST_BYTES
from gis.parcels import parcels_of
from gis.words import language, say
from views.parcels import desk
from views.parcels.asked import Asked, ask_file, ask_hit, ask_text

if TYPE_CHECKING:
    from gis.territory import Territory

TYPES = ("geojson", "json", "gpkg", "kml", "zip")
SYSTEMS = ("EPSG:2154", "EPSG:4326", "EPSG:3950", "EPSG:27561", "EPSG:32631")
FEW = 12
"""Choices that stand side by side; more go into a list that can be searched."""


def show_finder(territory: Territory) -> None:
    """Show the ways to say which land is meant, side by side where there is room."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="parcels_finder"):
        st.text_input(
            say("parcelles.find"),
            placeholder=say("parcelles.find_hint"),
            max_chars=120,
            key="parcels_text",
            on_change=_take_text,
            args=(territory,),
            icon=":material/search:",
            label_visibility="collapsed",
        )
        with st.popover(say("parcelles.by_section"), icon=":material/grid_on:"):
            _sections(territory)
        with st.popover(say("parcelles.by_file"), icon=":material/upload_file:"):
            _upload()


def show_questions(territory: Territory) -> None:
    """Show what went wrong, or what is to be chosen."""
    if desk.trouble():
        st.error(desk.trouble(), icon=":material/error:")
    asked = desk.asked()
    if asked.question:
        st.info(asked.question, icon=":material/question_mark:")
        _choices(territory, asked)


def _take_text(territory: Territory) -> None:
    text = st.session_state["parcels_text"].strip()
    if text:
        desk.ask(lambda: ask_text(territory, text))


def _sections(territory: Territory) -> None:
    sections = parcels_of(territory).sections
    codes = [code.lstrip("0") for code in sections]
    counts = dict(zip(codes, sections.values(), strict=True))
    st.pills(
        say("parcelles.section"),
        codes,
        key="parcels_section",
        on_change=_take_section,
        args=(territory,),
        format_func=lambda code: say("parcelles.section_count", code=code, count=len(counts[code])),
    )


def _take_section(territory: Territory) -> None:
    section = st.session_state["parcels_section"]
    if section:
        desk.ask(lambda: ask_text(territory, section))


def _upload() -> None:
    """Take a shape from a file; what it does not say itself is asked."""
    sent = st.file_uploader(
        say("parcelles.file"),
        type=TYPES,
        key="parcels_file",
        max_upload_size=MOST_BYTES // 1_000_000,
        on_change=_new_file,
    )
    if sent is None:
        return
    content = sent.getvalue()
    layers, wants_crs = st.session_state.get("parcels_file_asks", ((), False))
    if layers:
        st.selectbox(say("parcelles.file_layer"), layers, key="parcels_file_layer")
    if wants_crs:
        st.selectbox(
            say("parcelles.file_crs"),
            SYSTEMS,
            key="parcels_file_crs",
            format_func=lambda code: say(f"parcelles.crs_{code.partition(':')[2]}"),
        )
    st.button(say("parcelles.file_read"), key="parcels_file_go", on_click=_read, args=(content, sent.name))
    if desk.trouble():
        st.warning(desk.trouble(), icon=":material/error:")


def _new_file() -> None:
    st.session_state["parcels_file_asks"] = ((), False)
    sent = st.session_state["parcels_file"]
    if sent is not None:
        _read(sent.getvalue(), sent.name)


def _read(content: bytes, name: str) -> None:
    layers, wants_crs = st.session_state.get("parcels_file_asks", ((), False))
    layer = st.session_state.get("parcels_file_layer", "") if layers else ""
    crs = st.session_state.get("parcels_file_crs", "") if wants_crs else ""

    def question() -> Asked:
        try:
            return ask_file(content, crs=crs, layer=layer, name=name.rpartition(".")[0][:60])
        except AmbiguousError as error:
            st.session_state["parcels_file_asks"] = (error.choices, wants_crs)
            raise
        except CRSError:
            st.session_state["parcels_file_asks"] = (layers, True)
            raise

    desk.ask(question)


def _choices(territory: Territory, asked: Asked) -> None:
    if asked.hits:
        titles = {f"{hit.layer}/{hit.id}": hit for hit in asked.hits}
        _pick(
            list(titles),
            {key: f"{hit.title} · {hit.subtitle}" for key, hit in titles.items()},
            lambda key: desk.ask(lambda: ask_hit(territory, titles[key])),
        )
    elif asked.ids:
        names = {parcel_id: readable(parcel_id) for parcel_id in asked.ids}
        _pick(list(asked.ids), names, lambda key: desk.ask(lambda: Asked(ids=(key,))))


def _pick(keys: list[str], names: dict[str, str], choose: object) -> None:
    key = f"parcels_choice_{hash(tuple(keys))}_{language()}"

    def take() -> None:
        chosen = st.session_state.get(key)
        if chosen and callable(choose):
            choose(chosen)

    label = say("parcelles.choose", count=len(keys))
    if len(keys) <= FEW:
        st.pills(label, keys, format_func=names.__getitem__, key=key, on_change=take)
    else:
        st.selectbox(
            label,
            keys,
            index=None,
            format_func=names.__getitem__,
            key=key,
            on_change=take,
            placeholder=say("parcelles.choose_hint"),
        )
