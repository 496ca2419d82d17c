"""Where the next hedge goes: draw one, or take a proposal, and read what it would change."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import shapely
import streamlit as st

from gis.connectivity import MOST_MB, PRICE_EUR_M, effect_of, propose_hedges, read_lines
from gis.errors import AtlasError
from gis.export import PLANTING, PROPOSALS, on_page
from gis.export.connectivity import planting_notes, planting_text, proposal_text
from gis.words import language, length, say
from views.app import shell
from views.map.overlay import FOUND, STOP, feature
from views.pages.biodiversity.connectivity_tab import ask_connectivity
from views.pages.biodiversity.map_view import tried, version
from views.pages.biodiversity.patch_overlay import draw_patches
from views.ui.as_text import as_text
from views.ui.downloads import download_button
from views.ui.html import notes, scrolling, table, tag
from views.ui.widgets import heading

if TYPE_CHECKING:
    from gis.connectivity import Connectivity, PlantingEffect, Proposal
    from gis.export.connectivity import PlantingText
    from gis.territory import Territory
    from views.map import MapEvent
    from views.pages.biodiversity.map_view import BiodiversityMapView

HEDGE, FILE, PRICE, SIDE = "nature_hedge", "nature_hedge_file", "nature_price", "nature_side"
SIDES = ("before", "after")
NEW = {"stroke": STOP, "weight": 6}
LINK = {"stroke": STOP, "weight": 2, "dash": "2 6"}
IDEA = {"stroke": FOUND, "weight": 5, "dash": "10 5"}
MOST, MOST_LINKS = 8, 12
DEAREST_EUR_M = 1000.0


def take_hedge(event: MapEvent) -> None:
    """Keep the line just drawn; forget the hedge when the drawing was wiped."""
    if event.kind != "drawn":
        return
    if event.shape is None:
        st.session_state.pop(HEDGE, None)
    else:
        st.session_state[HEDGE] = json.dumps(event.shape)


def show_plant(territory: Territory, made: BiodiversityMapView) -> None:
    """Show how to draw a hedge, what the drawn one changes, and what the atlas proposes."""
    made.draw = ("line",)
    st.html(tag("p", say("biodiversity_page.plant_hint"), cls="atlas-lead"))
    now = ask_connectivity(territory)
    cache_key = (*version(territory), now.group.key, now.mode)
    made.scene.features += _ground(cache_key, now)
    _by_file()
    price = _price()
    hedge = st.session_state.get(HEDGE)
    if hedge:
        _effect(territory, made, now, hedge)
    _proposals(made, now, cache_key, price)


def _price() -> float:
    """Let people change what a metre of hedge is supposed to cost."""
    return float(
        st.number_input(
            say("biodiversity_page.price"),
            min_value=0.0,
            max_value=DEAREST_EUR_M,
            value=float(st.session_state.setdefault(PRICE, PRICE_EUR_M)),
            step=0.5,
            format="%.2f",
            key=f"{PRICE}_{language()}",
            on_change=_keep_price,
        )
    )


def _keep_price() -> None:
    st.session_state[PRICE] = st.session_state[f"{PRICE}_{language()}"]


@st.cache_data(max_entries=20, show_spinner=False)
def _ground(cache_key: tuple[str, ...], _now: Connectivity) -> list[dict[str, Any]]:  # noqa: ARG001
    return draw_patches(_now, by="importance", labels=False)


@st.cache_data(max_entries=20, show_spinner=False)
def _proposed(cache_key: tuple[str, ...], _now: Connectivity) -> list[Proposal]:  # noqa: ARG001
    return propose_hedges(_now, most=MOST)


def _by_file() -> None:
    with st.container(horizontal=True, gap="small"):
        with st.popover(say("biodiversity_page.hedge_file"), icon=":material/upload_file:"):
            st.file_uploader(
                say("biodiversity_page.hedge_file_label"),
                type=["geojson", "json"],
                key=FILE,
                max_upload_size=MOST_MB,
                on_change=_take_file,
            )
        if st.session_state.get(HEDGE):
            st.button(
                say("biodiversity_page.hedge_drop"),
                icon=":material/delete:",
                on_click=_drop,
                key="nature_drop",
            )


def _take_file() -> None:
    upload = st.session_state.get(FILE)
    if upload is not None:
        st.session_state[HEDGE] = upload.getvalue().decode("utf-8", errors="replace")


def _drop() -> None:
    st.session_state.pop(HEDGE, None)


def _keep(shape: str) -> None:
    st.session_state[HEDGE] = shape


def _effect(territory: Territory, made: BiodiversityMapView, now: Connectivity, hedge: str) -> None:
    try:
        lines = read_lines(hedge.encode(), territory.projection)
        found = effect_of(now, lines, price_eur_m=st.session_state[PRICE])
    except AtlasError as error:
        tried(error)
        return
    text = planting_text(found)
    _effect_texts(text)
    if _side() == "after":
        made.scene.features += _drawn(found, now)
    near = say("biodiversity_page.effect_links", count=text.links)
    per = say("biodiversity_page.effect_per_metre", gain=text.gain_per_metre)
    st.html(notes([near, per, *text.notices]))
    _files(territory, found)


def _effect_texts(text: PlantingText) -> None:
    caption = say("biodiversity_page.effect")
    heading(caption)
    lead = say("biodiversity_page.effect_lead", length=text.length, gain=text.gain, cost=text.cost)
    st.html(tag("p", lead, cls="atlas-lead", role="status"))
    st.html(scrolling(table(text.heads, text.rows, caption=caption), caption))


def _files(territory: Territory, found: PlantingEffect) -> None:
    stem = (territory.name, say("connectivity.hedge"))
    for item in on_page(PLANTING):
        key = f"nature_effect_{item.key}"
        download_button(item.text, partial(item.write, found), extension=item.extension, stem=stem, key=key)


def _side() -> str:
    """Let people see the map before and after."""
    return str(
        st.segmented_control(
            say("biodiversity_page.on_map"),
            SIDES,
            default=SIDES[1],
            required=True,
            key=SIDE,
            format_func=lambda side: say(f"connectivity.{side}"),
        )
    )


def _drawn(found: PlantingEffect, now: Connectivity) -> list[dict[str, Any]]:
    links = found.links.sort_values("probability", ascending=False).head(MOST_LINKS)
    rows = links.itertuples(index=False)
    drawn = [
        feature(
            found.projection,
            row.geometry,
            LINK,
            popup=say(
                "biodiversity_page.link_popup", to=now.patches.told(row.to_id), metres=length(row.metres)
            ),
        )
        for row in rows
    ]
    lines = shapely.get_parts(found.lines)
    lines = lines[shapely.get_dimensions(lines) == 1]
    return [
        *drawn,
        *(feature(found.projection, line, NEW, label=say("connectivity.hedge")) for line in lines),
    ]


def _proposals(
    made: BiodiversityMapView, now: Connectivity, cache_key: tuple[str, ...], price: float
) -> None:
    heading(say("biodiversity_page.proposals"))
    with st.spinner(say("biodiversity_page.working_out")):
        found = _proposed(cache_key, now)
    if not found:
        st.html(tag("p", say("planting.none"), cls="atlas-words"))
        return
    st.html(notes(planting_notes(price)))
    _plan(now, found, price)
    hedge = bool(st.session_state.get(HEDGE))
    for place, item in enumerate(found, 1):
        words = _words(item, now, place, price)
        if not hedge:
            made.scene.shape(item.line, IDEA, label=str(place), popup=words)
        with st.container(border=True, key=f"nature_proposal_{place}", gap="xsmall"):
            st.html(tag("p", tag("b", f"{place}. "), words, cls="atlas-words"))
            st.button(
                as_text(say("biodiversity_page.proposal_try", place=place)),
                key=f"nature_try_{place}",
                on_click=_keep,
                args=(json.dumps(item.as_dict()["geometry"]),),
                width="stretch",
            )


def _plan(now: Connectivity, found: list[Proposal], price: float) -> None:
    """Let people take all proposals away, on paper or for a map of their own."""
    address = shell.page_address(tab="plant")
    stem = (now.territory.name, say("biodiversity_page.tab_plant"), now.group.key)
    with st.container(horizontal=True, gap="small"):
        for item in on_page(PROPOSALS):
            write, key = partial(item.write, now, found, price, address), f"nature_plan_{item.key}"
            download_button(item.text, write, extension=item.extension, stem=stem, key=key)


def _words(item: Proposal, now: Connectivity, place: int, price: float) -> str:
    text = proposal_text(now, item, price_eur_m=price)
    key = "proposal_after" if place > 1 else "proposal"
    return say(
        f"biodiversity_page.{key}", length=text.length, where=text.where, one=text.one, other=text.other,
        cost=text.cost, gain=text.gain, alone=text.gain_alone,
    )  # fmt: skip
