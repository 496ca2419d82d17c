"""The sheet of a heap, a garden or a stretch of the belt: what is known of it, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.export.site import site_sheet, site_text
from gis.sites import LAYERS, site, sites
from gis.words import say
from views.app import shell
from views.map.overlay import feature
from views.pages.biodiversity.map_view import page_address
from views.ui.html import link, tag, text
from views.ui.widgets import choose, facts, heading, notes, select, table, take

if TYPE_CHECKING:
    from gis.export.site import SiteText
    from gis.sites import Site
    from gis.territory import Territory
    from views.map import MapEvent
    from views.pages.biodiversity.map_view import Stage

CHOSEN = {"stroke": "#b3261e", "fill": "#b3261e", "weight": 5, "opacity": 0.15}
KIND, SITE, LAST = "nature_kind", "nature_site", "nature_site_address"


def take_site(territory: Territory, event: MapEvent) -> bool:
    """Choose the site of the address, or the one just clicked; return whether one was clicked."""
    asked = st.query_params.get("site", "")
    if asked and asked != st.session_state.get(LAST):
        st.session_state[LAST] = asked
        for layer, key, _ in sites(territory):
            if key == asked:
                choose(KIND, layer)
                choose(f"{SITE}_{layer}", key)
    if event.kind != "feature" or event.layer not in LAYERS:
        return False
    choose(KIND, event.layer)
    choose(f"{SITE}_{event.layer}", event.id)
    return True


def show_sites(territory: Territory, stage: Stage, *, clicked: bool) -> None:
    """Show the chosen site, and draw it."""
    stage.pick = LAYERS
    known = sites(territory)
    kinds = [key for key in LAYERS if any(layer == key for layer, _, _ in known)]
    if not kinds:
        st.info(say("biodiversity_page.no_sites"), icon=":material/help:")
        return
    st.html(tag("p", text(say("biodiversity_page.sites_hint")), cls="nature-words"))
    one, two = st.columns(2)
    with one:
        words = territory.themes
        layer = select(
            say("biodiversity_page.site_kind"), kinds, key=KIND, words=lambda key: words[key].title
        )
    names = {key: name for kind, key, name in known if kind == layer}
    with two:
        chosen = select(
            say("species.column_site"), list(names), key=f"{SITE}_{layer}", words=lambda key: names[key]
        )
    st.query_params["site"] = st.session_state[LAST] = chosen
    found = site(territory, layer, chosen)
    stage.scene.features.append(_drawn(found))
    if not clicked:
        stage.scene.look_at([found.geometry])
    _sheet(territory, found)


def _drawn(found: Site) -> dict[str, object]:
    return feature(found.geometry, CHOSEN, label=found.name)


def _sheet(territory: Territory, found: Site) -> None:
    told = site_text(territory, found)
    heading(told.name)
    warning = f" {text(told.warning)}" if told.warning else ""
    st.html(tag("p", f"{text(told.kind)} {shell.badge(told.status)}{warning}", cls="nature-words"))
    take(
        say("biodiversity_page.site_pdf"),
        lambda: site_sheet(territory, found, link=page_address(tab="sites", site=found.id)),
        kind="pdf",
        stem=(territory.name, found.id),
        key="nature_site_pdf",
        first=True,
    )
    st.html(facts(told.figures))
    heading(say("site_sheet.access"), level=3)
    st.html(tag("p", text(told.access), cls="nature-words"))
    _seen(told)
    st.html(notes([*told.notes, told.source]))


def _seen(told: SiteText) -> None:
    heading(say("site_sheet.seen"), level=3)
    if told.species:
        heads = [say(f"species.column_{key}") for key in ("name", "group", "season", "seen_year", "source")]
        rows = [
            (
                f"{text(item.name)} {tag('i', text(item.scientific_name))}",
                text(item.group),
                text(item.season or "–"),
                item.year or "–",
                link(item.source, item.source_url),
            )
            for item in told.species
        ]
        st.html(table(heads, rows, caption=say("site_sheet.seen")))
    else:
        st.html(tag("p", text(told.none_seen), cls="nature-words"))
