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
from views.ui.locate import here_button

if TYPE_CHECKING:
    from gis.search import SearchHit
    from gis.territory import Territory
    from views.pages.walks.state import Desk

MOST_HITS = 6
MOST_CHARACTERS = 120
PLACE_M, STREET_M = 60.0, 150.0
"""A spot is called by a place or a street that lies within so many metres."""
_SIZED = frozenset({"place", "street", "feature", "parcel"})


def spot_field(desk: Desk, territory: Territory, slot: str, label: str) -> None:
    """Let people choose one place of their walk; the desk keeps it."""
    name = _shown_name(desk, territory, slot)
    with st.container(key=f"walks_spot_{slot}", gap="xsmall"):
        typed = st.text_input(
            label,
            value=name,
            placeholder=say("walks_page.spot_hint"),
            max_chars=MOST_CHARACTERS,
            key=f"walks_text_{slot}_{desk.turn}",
        ).strip()
        if typed != name:
            _search(desk, territory, slot, typed)
        _choose_hit(desk, slot)
        here, on_map = st.columns(2, gap="small")
        with here:
            _take_here(desk, slot)
        with on_map:
            armed = desk.arming == slot
            words = say("walks_page.on_map_armed" if armed else "walks_page.on_map")
            if st.button(
                words, key=f"walks_arm_{slot}", width="stretch", type="primary" if armed else "secondary"
            ):
                desk.arming = "" if armed else slot
                st.rerun()


def _shown_name(desk: Desk, territory: Territory, slot: str) -> str:
    spot = desk.spots.get(slot)
    if spot is None:
        return desk.names.get(slot, "")
    return desk.names.get(slot) or name_of(territory, spot)


def _search(desk: Desk, territory: Territory, slot: str, typed: str) -> None:
    """Look a name up once: the field keeps it as its own from then on."""
    if typed == desk.extra.get(f"typed_{slot}"):
        return
    desk.extra[f"typed_{slot}"] = typed
    if not typed:
        desk.forget(slot)
        return
    spot = _degrees(typed)
    hits = [] if spot else found_places(territory, typed)
    desk.found[slot] = hits
    if spot is None and hits:
        spot = _spot_of(hits[0])
    if spot is None:
        desk.spots.pop(slot, None)
    else:
        desk.spots[slot] = spot
        desk.names[slot] = typed
    desk.arming = ""


def found_places(territory: Territory, text: str) -> list[SearchHit]:
    """Return the places that a text names; a house number is left aside, since streets have none here."""
    search = index(territory)
    plain = text.lstrip("0123456789 ,-").removeprefix("bis ").removeprefix("ter ")
    for words in dict.fromkeys((text, plain)):
        hits = [hit for hit in search.find(words, limit=3 * MOST_HITS) if hit.lonlat and hit.kind in _SIZED]
        if hits:
            return hits[:MOST_HITS]
    return []


def _choose_hit(desk: Desk, slot: str) -> None:
    hits = desk.found.get(slot)
    if hits is None or desk.extra.get(f"typed_{slot}", "") == "":
        return
    if not hits:
        if slot not in desk.spots:
            st.caption(say("walks_page.spot_unknown"))
        return
    titles = [f"{hit.title} · {hit.subtitle}" for hit in hits]
    if len(hits) == 1:
        st.caption(titles[0])
        return
    key = f"walks_hit_{slot}_{desk.turn}_{desk.extra[f'typed_{slot}']}"
    row = st.selectbox(
        say("walks_page.spot_found", count=len(hits)),
        range(len(hits)),
        format_func=titles.__getitem__,
        key=key,
    )
    spot = _spot_of(hits[row])
    if spot is not None:
        desk.spots[slot] = spot


def _spot_of(hit: SearchHit) -> Spot | None:
    return Spot(hit.lonlat[1], hit.lonlat[0]) if hit.lonlat else None


def _take_here(desk: Desk, slot: str) -> None:
    found = here_button(f"walks_here_{slot}")
    if isinstance(found, Spot):
        desk.place(slot, found)
        st.rerun()
    elif found:
        st.caption(found)


def _degrees(text: str) -> Spot | None:
    try:
        lat, lon = (float(part) for part in text.replace(";", ",").split(","))
        start_at(lat, lon)
    except (ValueError, WalkError):
        return None
    return Spot(lat, lon)


def name_of(territory: Territory, spot: Spot) -> str:
    """Return what to call a spot: a place or a street beside it, or its degrees."""
    point = shapely.Point(start_at(spot.lat, spot.lon))
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
