"""The sheet of a heap, a garden or a stretch of the belt: what is known of it, and on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.export import SITE, on_page
from gis.export.site import site_text
from gis.sites import LAYERS, site, sites
from gis.words import say
from views.app import shell
from views.map.overlay import STOP
from views.ui.downloads import download_button
from views.ui.html import badge, facts, joined, link, notes, scrolling, table, tag
from views.ui.widgets import choose, heading, select

if TYPE_CHECKING:
    from gis.export.site import SiteText
    from gis.sites import Site
    from gis.territory import Territory
    from views.map import MapEvent
    from views.pages.biodiversity.map_view import BiodiversityMapView, BiodiversityState

CHOSEN = {"stroke": STOP, "fill": STOP, "weight": 5, "opacity": 0.15}
KIND, ONE_SITE, PARAMETER = "nature_kind", "nature_site", "site"


def take_site(state: BiodiversityState, territory: Territory, event: MapEvent) -> bool:
    """Choose the site of the address, or the one just clicked; return whether one was clicked."""
    named = state.news(PARAMETER)
    if named and named[PARAMETER]:
        for layer, key, _ in sites(territory):
            if key == named[PARAMETER]:
                choose(KIND, layer)
                choose(f"{ONE_SITE}_{layer}", key)
    if event.kind != "feature" or event.layer not in LAYERS:
        return False
    choose(KIND, event.layer)
    choose(f"{ONE_SITE}_{event.layer}", event.id)
    return True


def show_sites(
    state: BiodiversityState, territory: Territory, made: BiodiversityMapView, *, clicked: bool
) -> None:
    """Show the chosen site, and draw it."""
    made.pick = LAYERS
    known = sites(territory)
    kinds = [key for key in LAYERS if any(layer == key for layer, _, _ in known)]
    if not kinds:
        st.info(say("biodiversity_page.no_sites"), icon=":material/help:")
        return
    st.html(tag("p", say("biodiversity_page.sites_hint"), cls="atlas-words"))
    layer, chosen = _chosen(territory, kinds, known)
    state.write(**{PARAMETER: chosen})
    found = site(territory, layer, chosen)
    made.scene.shape(found.geometry, CHOSEN, label=found.name)
    if not clicked:
        made.scene.look_at([found.geometry])
    _sheet(territory, found)


def _chosen(territory: Territory, kinds: list[str], known: list[tuple[str, str, str]]) -> tuple[str, str]:
    """Let people choose a site, and return its layer and its identifier."""
    one, two = st.columns(2)
    with one:
        title = say("biodiversity_page.site_kind")
        layer = select(title, kinds, key=KIND, words=lambda key: territory.themes[key].title)
    names = {key: name for kind, key, name in known if kind == layer}
    with two:
        title, key = say("species.column_site"), f"{ONE_SITE}_{layer}"
        return layer, select(title, list(names), key=key, words=lambda key: names[key])


def _sheet(territory: Territory, found: Site) -> None:
    text = site_text(territory, found)
    heading(text.name)
    st.html(tag("p", joined((text.kind, badge(text.status), text.warning), " "), cls="atlas-words"))
    address = shell.page_address(tab="sites", site=found.id)
    for item in on_page(SITE):
        download_button(
            item.text,
            partial(item.write, territory, found, address),
            extension=item.extension,
            stem=(territory.name, found.id),
            key=f"nature_site_{item.key}",
            first=item.place == 0,
        )
    st.html(facts(text.figures))
    heading(say("site_sheet.access"), level=3)
    st.html(tag("p", text.access, cls="atlas-words"))
    _seen(text)
    st.html(notes([*text.notes, text.source]))


def _seen(text: SiteText) -> None:
    heading(say("site_sheet.seen"), level=3)
    if text.species:
        heads = [say(f"species.column_{key}") for key in ("name", "group", "season", "seen_year", "source")]
        rows = [
            (
                joined((item.name, tag("i", item.scientific_name)), " "),
                item.group,
                item.season or "–",
                item.year or "–",
                link(item.source, item.source_url),
            )
            for item in text.species
        ]
        caption = say("site_sheet.seen")
        st.html(scrolling(table(heads, rows, caption=caption), caption))
    else:
        st.html(tag("p", text.none_seen, cls="atlas-words"))
