"""Choosing a place: by its name, by where one stands, or by a click on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
import streamlit as st

from gis.errors import WalkError
from gis.search import index
from gis.walks import Spot, start_at
from gis.words import place_text, say
from views.ui.as_text import as_text
from views.ui.locate import here_button

if TYPE_CHECKING:
    from gis.search import SearchHit
    from gis.territory import Territory
    from views.pages.walks.state import WalksState

MOST_HITS = 6
MOST_CHARACTERS = 120
PLACE_M, STREET_M = 60.0, 150.0
"""A spot is called by a place or a street that lies within so many metres."""
_SIZED = frozenset({"place", "street", "feature", "parcel"})


def spot_field(state: WalksState, territory: Territory, slot: str, label: str) -> None:
    """Let people choose one place of their walk; `take_spot` reads what they typed."""
    with st.container(key=f"walks_spot_{slot}", gap="xsmall"):
        st.text_input(
            as_text(label),
            value=_shown_name(state, territory, slot),
            placeholder=say("walks_page.spot_hint"),
            max_chars=MOST_CHARACTERS,
            key=_text_key(state, slot),
        )
        _show_hits(state, slot)
        here, on_map = st.columns(2, gap="small")
        with here:
            here_button(f"walks_here_{slot}", lambda spot: state.place(slot, spot))
        with on_map:
            armed = state.arming == slot
            st.button(
                say("walks_page.on_map_armed" if armed else "walks_page.on_map"),
                key=f"walks_arm_{slot}",
                width="stretch",
                type="primary" if armed else "secondary",
                on_click=_arm,
                args=(state, "" if armed else slot),
            )


def take_spot(state: WalksState, territory: Territory, slot: str) -> None:
    """Take what stands in the field of a place, and which of the places found was chosen."""
    typed = str(st.session_state.get(_text_key(state, slot)) or "").strip()
    if _text_key(state, slot) in st.session_state and typed != _shown_name(state, territory, slot):
        _search(state, territory, slot, typed)
    hits, row = state.found.get(slot), st.session_state.get(_hit_key(state, slot))
    if hits and row is not None and row < len(hits):
        state.spots[slot] = _spot_of(hits[row])


def _arm(state: WalksState, slot: str) -> None:
    state.arming = slot


def _text_key(state: WalksState, slot: str) -> str:
    return f"walks_text_{slot}_{state.turn}"


def _hit_key(state: WalksState, slot: str) -> str:
    return f"walks_hit_{slot}_{state.turn}_{state.extra.get(f'typed_{slot}', '')}"


def _shown_name(state: WalksState, territory: Territory, slot: str) -> str:
    spot = state.spots.get(slot)
    if spot is None:
        return state.names.get(slot, "")
    return state.names.get(slot) or name_of(territory, spot)


def _search(state: WalksState, territory: Territory, slot: str, typed: str) -> None:
    """Look a name up once: the field keeps it as its own from then on."""
    if typed == state.extra.get(f"typed_{slot}"):
        return
    state.extra[f"typed_{slot}"] = typed
    if not typed:
        state.forget(slot)
        return
    spot = _degrees(territory, typed)
    hits = [] if spot else found_places(territory, typed)
    state.found[slot] = hits
    if spot is None and hits:
        spot = _spot_of(hits[0])
    if spot is None:
        state.spots.pop(slot, None)
    else:
        state.spots[slot] = spot
        state.names[slot] = typed
        state.missing = False
    state.arming = ""


def found_places(territory: Territory, text: str) -> list[SearchHit]:
    """Return the places that a text names; a house number is left aside, since streets have none here."""
    search = index(territory)
    plain = text.lstrip("0123456789 ,-").removeprefix("bis ").removeprefix("ter ")
    for words in dict.fromkeys((text, plain)):
        hits = [hit for hit in search.find(words, limit=3 * MOST_HITS) if hit.lonlat and hit.kind in _SIZED]
        if hits:
            return hits[:MOST_HITS]
    return []


def _show_hits(state: WalksState, slot: str) -> None:
    hits = state.found.get(slot)
    if hits is None or state.extra.get(f"typed_{slot}", "") == "":
        return
    if not hits:
        if slot not in state.spots:
            st.caption(say("walks_page.spot_unknown"))
        return
    titles = [f"{hit.title} · {hit.subtitle}" for hit in hits]
    if len(hits) == 1:
        st.caption(as_text(titles[0]))
        return
    st.selectbox(
        as_text(say("walks_page.spot_found", count=len(hits))),
        range(len(hits)),
        format_func=titles.__getitem__,
        key=_hit_key(state, slot),
    )


def _spot_of(hit: SearchHit) -> Spot:
    assert hit.lonlat is not None
    return Spot(hit.lonlat[1], hit.lonlat[0])


def _degrees(territory: Territory, text: str) -> Spot | None:
    try:
        lat, lon = (float(part) for part in text.replace(";", ",").split(","))
        start_at(territory.projection, lat, lon)
    except (ValueError, WalkError):
        return None
    return Spot(lat, lon)


def name_of(territory: Territory, spot: Spot) -> str:
    """Return what to call a spot: a place or a street beside it, or its degrees."""
    point = shapely.Point(start_at(territory.projection, spot.lat, spot.lon))
    if np.isfinite(shapely.get_coordinates(point)).all():
        for key, metres in (("places", PLACE_M), ("paths", STREET_M)):
            layer = territory.find(key)
            if layer is None:
                continue
            rows = layer.tree.query(point, predicate="dwithin", distance=metres)
            rows = rows[layer.data["name"].to_numpy()[rows] != ""]
            if len(rows):
                nearest = rows[np.argmin(shapely.distance(layer.geometry[rows], point))]
                return str(layer.data["name"].iloc[int(nearest)])
    return place_text((spot.lon, spot.lat))
