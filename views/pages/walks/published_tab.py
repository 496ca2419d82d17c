"""The walks that the town and others have published, as far as they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
import streamlit as st

from gis.walks import LOOP, Spot, WalkQuery, duration_text, published_walks
from gis.words import length, say, time_text
from views.ui.as_text import as_text
from views.ui.html import badge, facts, joined, link, tag

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.territory import Territory
    from gis.walks import PublishedWalk
    from views.map.overlay import Scene
    from views.pages.walks.state import WalksState


def show_published(state: WalksState, territory: Territory, scene: Scene) -> None:
    """Show each published walk as a card, and its start on the map where that is known."""
    walks = published_walks(territory)
    if not walks:
        st.info(say("walks_page.published_none"), icon=":material/help:")
    else:
        st.caption(as_text(f"{say('walks_page.published_about')} {duration_text()}"))
    starts = _starts(territory)
    for number, walk in enumerate(walks, 1):
        start = starts.get(walk.start_place_id)
        if start:
            scene.dot((start[0].lon, start[0].lat), label=str(number), popup=walk.name)
        with st.container(border=True, key=f"walks_published_{walk.id}", gap="xsmall"):
            st.html(_card(walk, number, start[1] if start else ""))
            if start and walk.length_m:
                words = say("walks_page.published_loop", length=length(walk.length_m))
                like = WalkQuery(LOOP, (start[0],), walk.length_m / 1000)
                key = f"walks_like_{walk.id}"
                st.button(as_text(words), key=key, width="stretch", on_click=state.take, args=(like,))


def _starts(territory: Territory) -> dict[str, tuple[Spot, str]]:
    """Return the places that walks start from, and their names, by id."""
    layer = territory.find("places")
    if layer is None or not len(layer):
        return {}
    lonlat = layer.projection.to_lonlat(shapely.get_coordinates(shapely.centroid(layer.geometry)))
    names = layer.data["name"].astype(str)
    return {
        str(key): (Spot(float(lat), float(lon)), name)
        for key, name, (lon, lat) in zip(layer.ids, names, lonlat, strict=True)
    }


def _card(walk: PublishedWalk, number: int, start: str) -> Markup:
    unknown = say("walks_page.not_published")
    rows = [
        (say("walks_page.length"), length(walk.length_m) if walk.length_m else unknown),
        (say("walks_page.ascent"), length(walk.ascent_m) if walk.ascent_m is not None else unknown),
        (say("walks_page.time"), time_text(walk.minutes) if walk.minutes else unknown),
    ]
    if walk.our_minutes and np.isfinite(walk.our_minutes):
        ours = "our_time" if walk.ascent_m is not None else "our_time_flat"
        rows.append((say(f"walks_page.{ours}"), time_text(walk.our_minutes)))
    rows.append((say("walks_page.start"), start or say("walks_page.start_unknown")))
    source = joined((badge("published"), link(walk.source, walk.source_url)), " ")
    return tag(
        "section",
        tag("h2", tag("span", number, cls="walk-number"), " ", walk.name),
        tag("p", walk.text),
        facts(rows, cls="walk-more"),
        tag("p", walk.line_text or say("walks_page.line_known"), cls="walk-line"),
        tag("p", source, cls="walk-status"),
        cls="atlas-card walk-card",
    )
