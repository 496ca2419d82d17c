"""The walk shown, in full: files to take along, where to turn, what is on the way, what to beware of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

import streamlit as st

from gis.export import WALK, on_page
from gis.export.walk import (
    month_of,
    other_warnings,
    place_of,
    ripe_finds,
    species_text,
    unnamed_finds,
)
from gis.walks import PARAMETER
from gis.words import language, length, say
from views.app import shell
from views.ui.downloads import download_button
from views.ui.html import BREAK, badge, fold, joined, link, listing, spoken, tag
from views.ui.widgets import show_link

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.foraging import PickingRule, Ripe
    from gis.walks import Sighting, Walk, WalkQuery

MOST_RIPE = 8
_TOLD_ELSEWHERE = frozenset({"slag_heaps"})


def show_details(walk: Walk, query: WalkQuery, place: str) -> None:
    """Show everything about a walk below the map."""
    name = say(f"walks_page.name_{query.kind}", length=length(walk.length_m), place=place)
    st.html(tag("h2", name, cls="walk-title"))
    _take_along(walk, name, query)
    cues, way = st.columns([0.44, 0.56], gap="large")
    with cues:
        st.html(_section(say("walks_page.cues"), _cues(walk)))
    with way:
        parts = (_warnings(walk), _heaps(walk), _ripe(walk), _passes(walk), _species(walk))
        st.html(joined(parts))


def link_of(query: WalkQuery) -> str:
    """Return the address that opens a request again; empty where the server does not know its own."""
    return shell.page_address(lang=language(), **{PARAMETER: quote(query.as_text(), safe="~")})


def _take_along(walk: Walk, name: str, query: WalkQuery) -> None:
    address = link_of(query)
    with st.container(horizontal=True, key="walks_files", gap="small"):
        for item in on_page(WALK):
            write = partial(item.write, walk, name, address)
            key = f"walks_file_{item.key}"
            download_button(item.text, write, extension=item.extension, stem=(name,), key=key)
    show_link(address, title=say("walks_page.link"), about=say("walks_page.link_help"))


def _cues(walk: Walk) -> Markup:
    lines = (tag("li", tag("span", length(cue.at_m), cls="walk-at"), " ", cue.text) for cue in walk.cues)
    return tag("ol", *lines, cls="walk-cues")


def _warnings(walk: Walk) -> Markup | str:
    """Return what to beware of, without what the heaps' own list says."""
    found = other_warnings(walk)
    return _section(say("walks_page.warnings"), listing(found), "walk-care") if found else ""


def _heaps(walk: Walk) -> Markup | str:
    found = [item for item in walk.passes if item.layer == "slag_heaps"]
    lines = (joined((tag("b", item.name), " ", _at(item.at_m), BREAK, item.text)) for item in found)
    return _section(say("walks_page.heaps"), listing(lines), "walk-care") if found else ""


def _ripe(walk: Walk) -> Markup:
    title, found = say("walks_page.ripe", month=month_of(walk)), ripe_finds(walk)
    rest = len(found) - MOST_RIPE
    more = tag("p", say("walks_page.ripe_more", count=rest)) if rest > 0 else ""
    ripe = listing(_ripe_line(walk, item) for item in found[:MOST_RIPE]) + more
    nothing = "" if found else tag("p", say("ripe.nothing"))
    return _section(title, joined((nothing or ripe, _unnamed(walk))))


def _ripe_line(walk: Walk, item: Ripe) -> Markup:
    sources = {kind.source_url: kind.source for kind in item.species if kind.source_url}
    links = joined((link(source, url) for url, source in sources.items()), ", ")
    calendar = spoken("ripe.calendar_by", sources=links) if links else ""
    species, place = tag("b", species_text(item)), place_of(walk, item)
    head = (species, " ", _at(item.at_m), ", ", place, " ", badge(item.status))
    return joined((*head, BREAK, _rule(item.rule), " ", tag("small", calendar)))


def _unnamed(walk: Walk) -> Markup | str:
    """Return where something may grow to be picked of which nobody has published what it is, by rule."""
    groups: dict[PickingRule, list[Ripe]] = {}
    for item in unnamed_finds(walk):
        groups.setdefault(item.rule, []).append(item)
    lines = []
    for rule, items in groups.items():
        places = (joined((tag("b", place_of(walk, item)), _at(item.at_m)), " ") for item in items)
        marks = map(badge, sorted({item.status for item in items}))
        lines.append(joined((joined(places, ", "), " ", joined(marks, " "), BREAK, _rule(rule))))
    return tag("h4", say("ripe.unnamed")) + listing(lines) if lines else ""


def _rule(rule: PickingRule) -> Markup:
    """Return whether one may pick, in words, and who says so."""
    origin = spoken("ripe.rule_by", source=link(rule.source, rule.source_url)) if rule.source else ""
    picking = tag("span", say(f"ripe.{rule.picking}"), cls=f"walk-rule walk-{rule.picking}")
    return joined((picking, rule.text, tag("small", origin)), " ")


def _passes(walk: Walk) -> Markup | str:
    ripe = {item.id for item in (*walk.ripe, *walk.unnamed)}
    found = [item for item in walk.passes if item.layer not in _TOLD_ELSEWHERE and item.id not in ripe]
    lines = (
        joined((_at(item.at_m), " ", tag("b", item.name), f". {item.text}" if item.text else ""))
        for item in found
    )
    return _section(say("walks_page.passes"), listing(lines)) if found else ""


def _species(walk: Walk) -> Markup:
    now = [_sighting(item) for item in walk.species if item.in_season]
    rest = [_sighting(item) for item in walk.species if not item.in_season]
    season = tag("h4", say("walks_page.in_season")) + listing(now) if now else ""
    others = fold(say("walks_page.season_unknown", count=len(rest)), listing(rest)) if rest else ""
    none = "" if now or rest else tag("p", say("walks_page.species_none"))
    return _section(say("walks_page.species"), joined((season, others, none)))


def _sighting(item: Sighting) -> Markup:
    where = f", {item.site}" if item.site else ""
    source = tag("small", link(say("map.source"), item.source_url)) if item.source_url else ""
    name = joined((tag("b", item.name), tag("i", item.scientific_name)), " ")
    return joined((name, where, ". ", item.text, " ", source))


def _section(title: str, body: Markup, look: str = "") -> Markup:
    return tag("section", tag("h3", title), body, cls=f"walk-section {look}".rstrip())


def _at(metres: float) -> Markup:
    words = say("walks_page.at", at=length(metres)) if metres >= 1 else say("walks_page.at_start")
    return tag("span", words, cls="walk-at")
