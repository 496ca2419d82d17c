"""The walks that the town and others have published, as far as they are known."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import numpy as np
import shapely
import streamlit as st

from gis.crs import to_lonlat
from gis.walks import LOOP, Spot, WalkQuery, duration_text, published_walks
from gis.words import length, say, time_text
from views.app import shell

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.walks import PublishedWalk
    from views.map.overlay import Scene
    from views.pages.walks.state import Desk


def show_published(desk: Desk, territory: Territory, scene: Scene) -> None:
    """Show each published walk as a card, and its start on the map where that is known."""
    walks = published_walks(territory)
    if not walks:
        st.info(say("walks_page.published_none"), icon=":material/help:")
    else:
        st.caption(f"{say('walks_page.published_about')} {duration_text()}")
    starts = _starts(territory)
    for number, walk in enumerate(walks, 1):
        start = starts.get(walk.start_place_id)
        if start:
            scene.dot((start[0].lon, start[0].lat), label=str(number), popup=walk.name)
        with st.container(border=True, key=f"walks_published_{walk.id}", gap="xsmall"):
            st.html(_card(walk, number, start[1] if start else ""))
            if start and walk.length_m:
                words = say("walks_page.published_loop", length=length(walk.length_m))
                if st.button(words, key=f"walks_like_{walk.id}", width="stretch"):
                    desk.take(WalkQuery(LOOP, (start[0],), walk.length_m / 1000))
                    st.rerun()


def _starts(territory: Territory) -> dict[str, tuple[Spot, str]]:
    """Return the places that walks start from, and their names, by id."""
    layer = territory.find("places")
    if layer is None or not len(layer):
        return {}
    lonlat = to_lonlat(shapely.get_coordinates(shapely.centroid(layer.geometry)))
    names = layer.data["name"].astype(str)
    return {
        str(key): (Spot(float(lat), float(lon)), name)
        for key, name, (lon, lat) in zip(layer.ids, names, lonlat, strict=True)
    }


def _card(walk: PublishedWalk, number: int, start: str) -> str:
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
    lines = "".join(f"<div><dt>{_safe(name)}</dt><dd>{_safe(value)}</dd></div>" for name, value in rows)
    source = _safe(walk.source)
    if walk.source_url.startswith("https://"):
        address = html.escape(walk.source_url, quote=True)
        source = f'<a href="{address}" target="_blank" rel="noopener">{source}</a>'
    sign = f'<span class="walk-number">{number}</span>'
    line = _safe(walk.line_text or say("walks_page.line_known"))
    return (
        f'<section class="walk-card"><h2>{sign} {_safe(walk.name)}</h2><p>{_safe(walk.text)}</p>'
        f'<dl class="walk-more">{lines}</dl><p class="walk-line">{line}</p>'
        f'<p class="walk-status">{shell.badge("published")} {source}</p></section>'
    )


def _safe(text: str) -> str:
    return html.escape(text)
