"""A track that somebody brings: its profile, its time, and what it crosses, where and for how long."""

from __future__ import annotations

import hashlib
import html
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from gis.export.walk import crossing_groups, known
from gis.network import today
from gis.walks import check_track, duration_text, read_track
from gis.words import language, length, place_text, say, share, time_text
from views.app import shell
from views.map.overlay import CARE, KNOW, STOP, Scene
from views.pages.walks.cache import marks_version

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.walks import Crossing, TrackReport
    from views.pages.walks.state import Desk

ENDINGS = ["gpx", "kml", "geojson", "json", "kmz", "zip"]
COLOURS = {"stop": STOP, "warning": CARE, "info": KNOW}
_REPORT = "report"


def bring_track(desk: Desk, territory: Territory) -> TrackReport | None:
    """Let people bring a track; return what there is to say of it."""
    st.caption(say("walks_page.track_about"))
    file = st.file_uploader(say("walks_page.track_file"), ENDINGS, key="walks_track")
    if file is None:
        desk.extra.pop(_REPORT, None)
        return None
    with shell.guarded():
        state = (file.file_id, territory.version, marks_version(territory, today()), language())
        key = hashlib.sha256(repr(state).encode()).hexdigest()
        kept = desk.extra.get(_REPORT)
        if kept is None or kept[0] != key:
            with st.spinner(say("walks_page.track_reading")):
                kept = (key, check_track(territory, read_track(file, name=Path(file.name).stem)))
            desk.extra[_REPORT] = kept
        report: TrackReport = kept[1]
        st.html(summary(report))
        return report
    return None


def summary(report: TrackReport) -> str:
    """Return the HTML of a track's figures."""
    up, down = report.profile.climb
    recorded = report.track.recorded_min
    rows = [
        (say("walks_page.length"), length(report.track.line.length)),
        (say("walks_page.ascent"), known(up, length)),
        (say("walks_page.descent"), known(down, length)),
        (say("walks_page.time"), time_text(report.minutes)),
        (say("walks_page.recorded"), time_text(recorded) if recorded else say("walks_page.not_recorded")),
        (say("walks_page.steepest"), known(report.profile.steepest_pct, share)),
        (say("walks_page.matched"), share(report.matched_pct)),
    ]
    lines = "".join(f"<div><dt>{_safe(name)}</dt><dd>{_safe(value)}</dd></div>" for name, value in rows)
    notes = "".join(f"<li>{_safe(note)}</li>" for note in (*report.notes, duration_text()))
    return (
        f'<section class="walk-card"><h2>{_safe(report.track.name or say("walks_page.track_unnamed"))}</h2>'
        f'<dl class="walk-more">{lines}</dl><ul class="walk-notes">{notes}</ul></section>'
    )


def draw_track(scene: Scene, report: TrackReport) -> None:
    """Draw a track, and a dot where each thing that it crosses begins; the first of a kind is numbered."""
    scene.line(report.track.line)
    for row, places in enumerate(crossing_groups(report.crossings), 1):
        for item in reversed(places):
            label = str(row) if item is places[0] else ""
            told = f"{item.name}. {item.text}"
            scene.dot(item.lonlat, label=label, colour=COLOURS[item.level], popup=told, small=not label)
    scene.look_at([report.track.line])
    scene.tell_heights(report.profile)


def show_crossings(report: TrackReport) -> None:
    """Show what a track crosses as a list, the gravest first, numbered as on the map."""
    title = f'<h2 class="walk-title">{_safe(say("walks_page.crosses"))}</h2>'
    if not report.crossings:
        st.html(f"{title}<p>{_safe(say('walk_cli.clear'))}</p>")
        return
    lines = "".join(_crossing(places) for places in crossing_groups(report.crossings))
    st.html(f'{title}<ol class="walk-crossings">{lines}</ol>')


def _crossing(places: list[Crossing]) -> str:
    first = places[0]
    level = f'<span class="walk-rule">({_safe(say(f"walks_page.level_{first.level}"))})</span>'
    name = first.name if len(places) == 1 else say(f"walks_page.kind_{first.kind}")
    head = f'<li class="walk-{first.level}"><b>{_safe(name)}</b> {level} {_safe(first.text)}<br>'
    if len(places) == 1:
        return f"{head}{_where(first)}</li>"
    total = length(sum(item.metres for item in places))
    words = _safe(say("walks_page.crossing_places", count=len(places), metres=total))
    each = "".join(f"<li>{_safe(item.name)}: {_where(item)}</li>" for item in places)
    return f"{head}<details><summary>{words}</summary><ul>{each}</ul></details></li>"


def _where(item: Crossing) -> str:
    words = say("walks_page.crossing_at", at=length(item.from_m), metres=length(item.metres))
    return f'<span class="walk-at">{_safe(words)} ({place_text(item.lonlat)})</span>'


def _safe(text: str) -> str:
    return html.escape(text)
