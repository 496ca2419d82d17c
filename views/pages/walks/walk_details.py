"""The walk shown, in full: files to take along, where to turn, what is on the way, what to beware of."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import quote

import streamlit as st

from gis.export.formats import file_name
from gis.export.walk import (
    month_of,
    other_warnings,
    place_of,
    ripe_finds,
    species_text,
    unnamed_finds,
    walk_gpx,
    walk_kml,
    walk_sheet,
)
from gis.walks import PARAMETER
from gis.words import language, length, say, use_language
from views.app import shell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gis.foraging import PickingRule, Ripe
    from gis.walks import Sighting, Walk, WalkQuery

MOST_RIPE = 8
_TOLD_ELSEWHERE = frozenset({"slag_heaps"})


def show_details(walk: Walk, asked: WalkQuery, place: str) -> None:
    """Show everything about a walk below the map."""
    name = say(f"walks_page.name_{asked.kind}", length=length(walk.length_m), place=place)
    st.html(f'<h2 class="walk-title">{_safe(name)}</h2>')
    _take_along(walk, name, asked)
    cues, way = st.columns([0.44, 0.56], gap="large")
    with cues:
        st.html(_section(say("walks_page.cues"), _cues(walk)))
    with way:
        st.html(_warnings(walk) + _heaps(walk) + _ripe(walk) + _passes(walk) + _species(walk))


def link_of(asked: WalkQuery) -> str:
    """Return the address that opens a request again; empty where the server does not know its own."""
    return shell.page_address(lang=language(), **{PARAMETER: quote(asked.as_text(), safe="~")})


def _take_along(walk: Walk, name: str, asked: WalkQuery) -> None:
    link, code = link_of(asked), language()

    def writing(write: Callable[[], str | bytes]) -> Callable[[], str | bytes]:
        # A file is made when it is asked for, in a thread that does not know the visitor's language.
        def make() -> str | bytes:
            with use_language(code):
                return write()

        return make

    files = {
        "gpx": ("application/gpx+xml", lambda: walk_gpx(walk, name=name, link=link)),
        "kml": ("application/vnd.google-earth.kml+xml", lambda: walk_kml(walk, name=name)),
        "pdf": ("application/pdf", lambda: walk_sheet(walk, name=name, link=link)),
    }
    with st.container(horizontal=True, key="walks_files", gap="small"):
        for kind, (media, write) in files.items():
            st.download_button(
                say(f"walks_page.file_{kind}"), writing(write), file_name(name, extension=kind), media,
                key=f"walks_file_{kind}", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
    if link:
        with st.expander(say("walks_page.link"), icon=":material/link:"):
            st.caption(say("walks_page.link_help"))
            st.code(link, language=None, wrap_lines=True)


def _cues(walk: Walk) -> str:
    lines = "".join(
        f'<li><span class="walk-at">{_safe(length(cue.at_m))}</span> {_safe(cue.text)}</li>'
        for cue in walk.cues
    )
    return f'<ol class="walk-cues">{lines}</ol>'


def _warnings(walk: Walk) -> str:
    """Return what to beware of, without what the heaps' own list says."""
    found = other_warnings(walk)
    return _section(say("walks_page.warnings"), _list(map(_safe, found)), "walk-care") if found else ""


def _heaps(walk: Walk) -> str:
    found = [item for item in walk.passes if item.layer == "slag_heaps"]
    lines = [f"<b>{_safe(item.name)}</b> {_at(item.at_m)}<br>{_safe(item.text)}" for item in found]
    return _section(say("walks_page.heaps"), _list(lines), "walk-care") if found else ""


def _ripe(walk: Walk) -> str:
    title, found = say("walks_page.ripe", month=month_of(walk)), ripe_finds(walk)
    rest = len(found) - MOST_RIPE
    more = f"<p>{_safe(say('walks_page.ripe_more', count=rest))}</p>" if rest > 0 else ""
    ripe = _list(_ripe_line(walk, item) for item in found[:MOST_RIPE]) + more
    nothing = "" if found else f"<p>{_safe(say('ripe.nothing'))}</p>"
    return _section(title, (nothing or ripe) + _unnamed(walk))


def _ripe_line(walk: Walk, item: Ripe) -> str:
    sources = {kind.source_url: kind.source for kind in item.species if kind.source_url}
    links = ", ".join(_link(url, source) for url, source in sources.items())
    calendar = say("ripe.calendar_by", sources=links) if links else ""
    place = _safe(place_of(walk, item))
    return (
        f"<b>{_safe(species_text(item))}</b> {_at(item.at_m)}, {place} {shell.badge(item.status)}<br>"
        f"{_rule(item.rule)} <small>{calendar}</small>"
    )


def _unnamed(walk: Walk) -> str:
    """Return where something may grow to be picked of which nobody has published what it is, by rule."""
    groups: dict[PickingRule, list[Ripe]] = {}
    for item in unnamed_finds(walk):
        groups.setdefault(item.rule, []).append(item)
    lines = []
    for rule, items in groups.items():
        names = ", ".join(f"<b>{_safe(place_of(walk, item))}</b> {_at(item.at_m)}" for item in items)
        marks = " ".join(shell.badge(status) for status in sorted({item.status for item in items}))
        lines.append(f"{names} {marks}<br>{_rule(rule)}")
    return f"<h4>{_safe(say('ripe.unnamed'))}</h4>{_list(lines)}" if lines else ""


def _rule(rule: PickingRule) -> str:
    """Return whether one may pick, in words, and who says so."""
    origin = say("ripe.rule_by", source=_link(rule.source_url, rule.source)) if rule.source else ""
    picking = (
        f'<span class="walk-rule walk-{_safe(rule.picking)}">{_safe(say(f"ripe.{rule.picking}"))}</span>'
    )
    return f"{picking} {_safe(rule.text)} <small>{origin}</small>"


def _passes(walk: Walk) -> str:
    ripe = {item.id for item in (*walk.ripe, *walk.unnamed)}
    found = [item for item in walk.passes if item.layer not in _TOLD_ELSEWHERE and item.id not in ripe]
    lines = [
        f"{_at(item.at_m)} <b>{_safe(item.name)}</b>{_safe('. ' + item.text if item.text else '')}"
        for item in found
    ]
    return _section(say("walks_page.passes"), _list(lines)) if found else ""


def _species(walk: Walk) -> str:
    now = [_sighting(item) for item in walk.species if item.in_season]
    rest = [_sighting(item) for item in walk.species if not item.in_season]
    season = f"<h4>{_safe(say('walks_page.in_season'))}</h4>{_list(now)}" if now else ""
    title = _safe(say("walks_page.season_unknown", count=len(rest)))
    others = f"<details><summary>{title}</summary>{_list(rest)}</details>" if rest else ""
    none = "" if now or rest else f"<p>{_safe(say('walks_page.species_none'))}</p>"
    return _section(say("walks_page.species"), season + others + none)


def _sighting(item: Sighting) -> str:
    where = f", {_safe(item.site)}" if item.site else ""
    source = f" <small>{_link(item.source_url, say('map.source'))}</small>" if item.source_url else ""
    return (
        f"<b>{_safe(item.name)}</b> <i>{_safe(item.scientific_name)}</i>{where}. {_safe(item.text)}{source}"
    )


def _section(title: str, body: str, look: str = "") -> str:
    return f'<section class="walk-section {look}"><h3>{_safe(title)}</h3>{body}</section>'


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _at(metres: float) -> str:
    words = say("walks_page.at", at=length(metres)) if metres >= 1 else say("walks_page.at_start")
    return f'<span class="walk-at">{_safe(words)}</span>'


def _link(url: str, text: str) -> str:
    if not url.startswith(("https://", "http://")):
        return _safe(text)
    return f'<a href="{html.escape(url, quote=True)}" target="_blank" rel="noopener">{_safe(text)}</a>'


def _safe(text: str) -> str:
    return html.escape(text)
