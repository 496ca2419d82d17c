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
from views.pages.parcels.downloads import named_button
from views.pages.parcels.query import ask_drawn, shape_code, shape_of_code
from views.pages.parcels.state import LATITUDE, stayed
from views.pages.parcels.upload import show_upload
from views.ui.as_text import as_text
from views.ui.downloads import through_file
from views.ui.html import joined, listing, table, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup
    from shapely.geometry.base import BaseGeometry

    from gis.dossier import Impact
    from gis.territory import Territory
    from views.map import MapEvent
    from views.pages.parcels.query import ParcelQuery
    from views.pages.parcels.state import ParcelsState

SLOTS = ("a", "b")
NAMES = {slot: f"variant_{slot}" for slot in SLOTS}
"""What the address bar calls the variants."""
SLOT = "project_slot"


def variants(state: ParcelsState) -> list[tuple[str, BaseGeometry]]:
    """Return the drawn variants with their names, in order."""
    drawn = state.variants
    return [
        (say(f"parcels_page.variant_{slot}"), drawn[slot].shape)
        for slot in SLOTS
        if slot in drawn and drawn[slot].shape is not None
    ]


def gone_to(state: ParcelsState) -> list[BaseGeometry]:
    """Return the variants that the map shall go to: those that were not drawn on it."""
    drawn = state.variants.values()
    return [query.shape for query in drawn if query.shape is not None and query.go]


def follow_address(state: ParcelsState, territory: Territory) -> None:
    """Take the variants of the address bar when it changed.

    Whoever comes from another page with an empty address finds the variants of before again.
    """
    here = stayed()
    changed = state.news(*NAMES.values())
    if here and changed is None:
        return
    codes = {slot: st.query_params.get(name, "") for slot, name in NAMES.items()}
    if not here and not any(codes.values()):
        _write_address(state)
        return
    go = here or LATITUDE not in st.query_params

    def take() -> None:
        found = {slot: shape_of_code(territory, code) for slot, code in codes.items() if code}
        state.variants = {slot: replace(query, go=go) for slot, query in found.items()}

    state.try_out(take)


def take_drawing(state: ParcelsState, territory: Territory, event: MapEvent) -> None:
    """Take a shape drawn on the map as the variant that is being drawn."""
    shape = event.shape
    if event.kind == "drawn" and shape is not None:
        state.try_out(lambda: _keep(state, ask_drawn(territory, shape)))


def show_project(state: ParcelsState, territory: Territory) -> None:
    """Show how to draw, then what each variant would change."""
    st.html(tag("p", say("parcels_page.project_hint"), cls="parcel-hint"))
    st.session_state.setdefault(SLOT, SLOTS[0])
    st.segmented_control(
        say("parcels_page.project_slot"),
        SLOTS,
        required=True,
        format_func=lambda slot: say(f"parcels_page.variant_{slot}"),
        key=SLOT,
    )
    with st.container(horizontal=True, gap="small"):
        show_upload(state, territory, "project_file", partial(_try_out, state))
        if state.variants:
            words = say("parcels_page.project_clear")
            st.button(as_text(words), icon=":material/delete:", on_click=_clear, args=(state,))
    if state.trouble:
        st.error(as_text(state.trouble), icon=":material/error:")
    _compare(state, territory)


def _compare(state: ParcelsState, territory: Territory) -> None:
    found: dict[str, tuple[Impact, ...]] = {}
    for name, shape in variants(state):
        try:
            found[name] = effects(territory, dossier_of_shape(territory, shape, name=name))
        except AtlasError as error:
            st.error(as_text(f"{name} · {error}"), icon=":material/error:")
    if not found:
        return
    rows = impact_rows(list(found.values()))
    heads = (say("parcels_page.project_what"), say("parcels_page.project_today"), *found)
    shown = table(heads, rows, cls="parcel-table")
    st.html(tag("h3", say("parcels_page.project_title")) + shown)
    for name, effect_list in found.items():
        st.html(_touched(name, effect_list))
    notes = [say("dossier.balance_order"), say("parcels_page.project_note"), say("dossier.disclaimer")]
    st.html(tag("p", " ".join(notes), cls="parcel-small"))
    sheets: dict[str, Any] = {say("parcels_page.project_title"): [list(heads), *(list(row) for row in rows)]}
    named_button(
        "xlsx",
        partial(through_file, "xlsx", partial(write_workbook, sheets)),
        stem=(territory.name, say("parcels_page.mode_project")),
        key="project_xlsx",
    )


def _touched(name: str, found: tuple[Impact, ...]) -> Markup | str:
    """Name what a variant touches."""
    lines = [joined((tag("b", title), named), " · ") for title, named in touched(found)]
    return tag("h4", name) + listing(lines, cls="parcel-plain") if lines else ""


def _try_out(state: ParcelsState, question: Callable[[], ParcelQuery]) -> None:
    state.try_out(lambda: _keep(state, question()))


def _keep(state: ParcelsState, answer: ParcelQuery) -> None:
    slot = st.session_state.get(SLOT) or SLOTS[0]
    state.variants = {**state.variants, slot: answer}
    # After the first comes the second; later drawings take the place of the one that was chosen.
    st.session_state[SLOT] = next((other for other in SLOTS if other not in state.variants), slot)
    _write_address(state)


def _write_address(state: ParcelsState) -> None:
    """Let the address bar hold the variants, as far as they are short enough."""
    drawn = state.variants
    codes = {slot: shape_code(drawn[slot]) if slot in drawn else "" for slot in SLOTS}
    state.write(**{NAMES[slot]: code for slot, code in codes.items()})


def _clear(state: ParcelsState) -> None:
    state.variants = {}
    st.session_state[SLOT] = SLOTS[0]
    _write_address(state)
