"""A track that somebody brings: its profile, its time, and what it crosses, where and for how long."""

from __future__ import annotations

import hashlib
import html
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from gis.export.walk_sheet import time_text
from gis.path_state import today
from gis.walking.track_check import check_track
from gis.walking.tracks import read_track
from gis.words import language, length, say, share
from views import shell
from views.walks.answers import marks_version
from views.walks.cards import known
from views.walks.scene import CARE, KNOW, STOP, Scene

if TYPE_CHECKING:
    from gis.territory import Territory
    from gis.walking.track_check import TrackReport
    from views.walks.desk import Desk

ENDINGS = ["gpx", "kml", "geojson", "json", "kmz", "zip"]
COLOURS = {"stop": STOP, "warning": CARE, "info": KNOW}
_REPORT = "report"


def bring_track(desk: Desk, territory: Territory) -> TrackReport | None:
    """Let people bring a track; return what there is to say of it."""
    st.caption(say("balades.track_about"))
    file = st.file_uploader(say("balades.track_file"), ENDINGS, key="walks_track")
    if file is None:
        desk.extra.pop(_REPORT, None)
        return None
    with shell.guarded():
        state = (file.file_id, territory.version, marks_version(territory, today()), language())
        key = hashlib.sha256(repr(state).encode()).hexdigest()
        kept = desk.extra.get(_REPORT)
        if kept is None or kept[0] != key:
            with st.spinner(say("balades.track_reading")):
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
        (say("balades.length"), length(report.track.line.length)),
        (say("balades.ascent"), known(up, length)),
        (say("balades.descent"), known(down, length)),
        (say("balades.time"), time_text(report.minutes)),
        (say("balades.recorded"), time_text(recorded) if recorded else say("balades.not_recorded")),
        (say("balades.steepest"), known(report.profile.steepest_pct, share)),
        (say("balades.matched"), share(report.matched_pct)),
    ]
    lines = "".join(f"<div><dt>{_safe(name)}</dt><dd>{_safe(value)}</dd></div>" for name, value in rows)
    notes = "".join(f"<li>{_safe(note)}</li>" for note in report.notes)
    return (
        f'<section class="walk-card"><h2>{_safe(report.track.name or say("balades.track_unnamed"))}</h2>'
        f'<dl class="walk-more">{lines}</dl><ul class="walk-notes">{notes}</ul></section>'
    )


def draw_track(scene: Scene, report: TrackReport) -> None:
    """Draw a track, and a numbered dot where each thing that it crosses begins."""
    scene.line(report.track.line)
    for row, item in enumerate(report.crossings, 1):
        scene.dot(item.lonlat, label=str(row), colour=COLOURS[item.level], popup=f"{item.name}. {item.text}")
    scene.look_at([report.track.line])
    if np.isfinite(report.profile.height_m).all():
        scene.tell_heights(report.profile)


def show_crossings(report: TrackReport) -> None:
    """Show what a track crosses as a list, the gravest first, numbered as on the map."""
    title = f'<h2 class="walk-title">{_safe(say("balades.crosses"))}</h2>'
    if not report.crossings:
        st.html(f"{title}<p>{_safe(say('walk_cli.clear'))}</p>")
        return
    lines = []
    for item in report.crossings:
        lat, lon = item.lonlat[1], item.lonlat[0]
        where = say("balades.crossing_at", at=length(item.from_m), metres=length(item.metres))
        lines.append(
            f'<li class="walk-level walk-{item.level}"><b>{_safe(item.name)}</b> '
            f'<span class="walk-rule">{_safe(say(f"balades.level_{item.level}"))}</span><br>'
            f'<span class="walk-at">{_safe(where)} ({lat:.5f}, {lon:.5f})</span> {_safe(item.text)}</li>'
        )
    st.html(f'{title}<ol class="walk-crossings">{"".join(lines)}</ol>')


def _safe(text: str) -> str:
    return html.escape(text)
