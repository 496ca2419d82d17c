"""A project before and after: what two drawn variants would take, side by side."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.dossier import dossier_of_shape, effects
from gis.errors import AtlasError
from gis.export.dossier import impact_rows, touched
from gis.export.formats import write_workbook
from gis.words import say
from views.pages.parcels import state as desk
from views.pages.parcels.query import ParcelQuery, ask_drawn, shape_code, shape_of_code
from views.pages.parcels.upload import show_upload
from views.ui import downloads
from views.ui.html import listing, table, tag, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

    from gis.dossier import Impact
    from gis.territory import Territory
    from views.map import MapEvent

SLOTS = ("a", "b")
VARIANTS, CODES, SLOT = "parcels_variants", "parcels_variant_codes", "project_slot"


def variants() -> list[tuple[str, BaseGeometry]]:
    """Return the drawn variants with their names, in order."""
    drawn: dict[str, ParcelQuery] = st.session_state.get(VARIANTS, {})
    return [
        (say(f"parcels_page.variant_{slot}"), drawn[slot].shape)
        for slot in SLOTS
        if slot in drawn and drawn[slot].shape is not None
    ]


def gone_to() -> list[BaseGeometry]:
    """Return the variants that the map shall go to: those that were not drawn on it."""
    drawn: dict[str, ParcelQuery] = st.session_state.get(VARIANTS, {})
    return [asked.shape for asked in drawn.values() if asked.shape is not None and asked.go]


def follow_address(*, stayed: bool) -> None:
    """Take the variants of the address bar when it changed.

    Parameters
    ----------
    stayed : bool
        False for who comes from another page, or opens a link: with an empty address the variants of before
        stand again.
    """
    codes = {slot: st.query_params.get(f"variant_{slot}", "") for slot in SLOTS}
    if stayed and codes == st.session_state.get(CODES):
        return
    if not stayed and not any(codes.values()):
        _write_address()
        return
    st.session_state[CODES] = codes
    go = stayed or desk.LATITUDE not in st.query_params

    def take() -> None:
        found = {slot: replace(shape_of_code(code), go=go) for slot, code in codes.items() if code}
        st.session_state[VARIANTS] = found

    desk.try_out(take)


def take_drawing(event: MapEvent) -> None:
    """Take a shape drawn on the map as the variant that is being drawn."""
    if event.kind != "drawn" or event.serial == st.session_state.get(desk.SERIAL):
        return
    st.session_state[desk.SERIAL] = event.serial
    shape = event.shape
    if shape is not None:
        desk.try_out(lambda: _keep(ask_drawn(shape)))


def show_project(territory: Territory) -> None:
    """Show how to draw, then what each variant would change."""
    st.html(tag("p", text(say("parcels_page.project_hint")), cls="parcel-hint"))
    st.session_state.setdefault(SLOT, SLOTS[0])
    st.segmented_control(
        say("parcels_page.project_slot"),
        SLOTS,
        required=True,
        format_func=lambda slot: say(f"parcels_page.variant_{slot}"),
        key=SLOT,
    )
    with st.container(horizontal=True, gap="small"):
        show_upload("project_file", _take_file)
        if st.session_state.get(VARIANTS):
            st.button(say("parcels_page.project_clear"), icon=":material/delete:", on_click=_clear)
    if desk.trouble():
        st.error(desk.trouble(), icon=":material/error:")
    _compare(territory)


def _compare(territory: Territory) -> None:
    found: dict[str, tuple[Impact, ...]] = {}
    for name, shape in variants():
        try:
            found[name] = effects(territory, dossier_of_shape(territory, shape, name=name))
        except AtlasError as error:
            st.error(f"{name} · {error}", icon=":material/error:")
    if not found:
        return
    rows = impact_rows(list(found.values()))
    heads = (say("parcels_page.project_what"), say("parcels_page.project_today"), *found)
    cells = [[text(cell) for cell in row] for row in rows]
    shown = table([text(head) for head in heads], cells)
    st.html(tag("h3", text(say("parcels_page.project_title"))) + shown)
    for name, effect_list in found.items():
        st.html(_touched(name, effect_list))
    notes = [say("dossier.balance_order"), say("parcels_page.project_note"), say("dossier.disclaimer")]
    st.html(tag("p", text(" ".join(notes)), cls="parcel-small"))
    sheets: dict[str, Any] = {say("parcels_page.project_title"): [list(heads), *(list(row) for row in rows)]}
    downloads.button(
        "xlsx",
        partial(downloads.through_file, "xlsx", partial(write_workbook, sheets)),
        stem=(territory.name, say("parcels_page.mode_project")),
        key="project_xlsx",
    )


def _touched(name: str, found: tuple[Impact, ...]) -> str:
    """Name what a variant touches."""
    lines = [f"{tag('b', text(title))} · {text(named)}" for title, named in touched(found)]
    return tag("h4", text(name)) + listing(lines, cls="parcel-plain") if lines else ""


def _keep(answer: ParcelQuery) -> None:
    slot = st.session_state.get(SLOT) or SLOTS[0]
    drawn = {**st.session_state.get(VARIANTS, {}), slot: answer}
    st.session_state[VARIANTS] = drawn
    # After the first comes the second; later drawings take the place of the one that was chosen.
    st.session_state[SLOT] = next((other for other in SLOTS if other not in drawn), slot)
    _write_address()


def _write_address() -> None:
    """Let the address bar hold the variants, as far as they are short enough."""
    drawn: dict[str, ParcelQuery] = st.session_state.get(VARIANTS, {})
    codes = dict.fromkeys(SLOTS, "")
    codes |= {slot: shape_code(asked.shape) for slot, asked in drawn.items() if asked.shape is not None}
    for slot, code in codes.items():
        name = f"variant_{slot}"
        if code and st.query_params.get(name) != code:
            st.query_params[name] = code
        elif not code and name in st.query_params:
            del st.query_params[name]
    st.session_state[CODES] = codes


def _take_file(question: Callable[[], ParcelQuery]) -> None:
    desk.try_out(lambda: _keep(question()))


def _clear() -> None:
    st.session_state.update({VARIANTS: {}, SLOT: SLOTS[0]})
    _write_address()
