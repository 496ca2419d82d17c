"""A track that somebody brings: its profile, its time, and what it crosses, where and for how long."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from gis.export.walk import crossing_groups, known
from gis.network import today
from gis.walks import check_track, duration_text, read_track
from gis.words import language, length, place_text, say, share, time_text
from views.app import shell
from views.map.overlay import CARE, KNOW, STOP, Scene
from views.ui.html import BREAK, facts, fold, joined, listing, notes, tag
from views.ui.plan_cache import marks_version

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.territory import Territory
    from gis.walks import Crossing, TrackReport
    from views.pages.walks.state import WalksState

ENDINGS = ["gpx", "kml", "geojson", "json", "kmz", "zip"]
COLOURS = {"stop": STOP, "warning": CARE, "info": KNOW}
_REPORT = "report"


def bring_track(state: WalksState, territory: Territory) -> TrackReport | None:
    """Let people bring a track; return what there is to say of it."""
    st.caption(say("walks_page.track_about"))
    file = st.file_uploader(say("walks_page.track_file"), ENDINGS, key="walks_track")
    if file is None:
        state.extra.pop(_REPORT, None)
        return None
    with shell.guarded():
        version = (file.file_id, territory.version, marks_version(territory, today()), language())
        key = hashlib.sha256(repr(version).encode()).hexdigest()
        checked = state.extra.get(_REPORT)
        if checked is None or checked[0] != key:
            with st.spinner(say("walks_page.track_reading")):
                track = read_track(file, territory.projection, name=Path(file.name).stem)
                checked = (key, check_track(territory, track))
            state.extra[_REPORT] = checked
        report: TrackReport = checked[1]
        st.html(summary(report))
        return report
    return None


def summary(report: TrackReport) -> Markup:
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
    return tag(
        "section",
        tag("h2", report.track.name or say("walks_page.track_unnamed")),
        facts(rows, cls="walk-more"),
        notes((*report.notes, duration_text())),
        cls="atlas-card walk-card",
    )


def draw_track(scene: Scene, report: TrackReport) -> None:
    """Draw a track, and a dot where each thing that it crosses begins; the first of a kind is numbered."""
    scene.line(report.track.line)
    for row, places in enumerate(crossing_groups(report.crossings), 1):
        for item in reversed(places):
            label = str(row) if item is places[0] else ""
            text = f"{item.name}. {item.text}"
            scene.dot(item.lonlat, label=label, colour=COLOURS[item.level], popup=text, small=not label)
    scene.look_at([report.track.line])
    scene.tell_heights(report.profile)


def show_crossings(report: TrackReport) -> None:
    """Show what a track crosses as a list, the gravest first, numbered as on the map."""
    title = tag("h2", say("walks_page.crosses"), cls="walk-title")
    if not report.crossings:
        st.html(title + tag("p", say("walk_cli.clear")))
        return
    lines = (_crossing(places) for places in crossing_groups(report.crossings))
    st.html(title + tag("ol", *lines, cls="walk-crossings"))


def _crossing(places: list[Crossing]) -> Markup:
    first = places[0]
    level = tag("span", f"({say(f'walks_page.level_{first.level}')})", cls="walk-rule")
    name = first.name if len(places) == 1 else say(f"walks_page.kind_{first.kind}")
    head = joined((tag("b", name), level, first.text), " ") + BREAK
    if len(places) == 1:
        return tag("li", head, _where(first), cls=f"walk-{first.level}")
    total = length(sum(item.metres for item in places))
    words = say("walks_page.crossing_places", count=len(places), metres=total)
    each = listing(joined((item.name, ": ", _where(item))) for item in places)
    return tag("li", head, fold(words, each), cls=f"walk-{first.level}")


def _where(item: Crossing) -> Markup:
    words = say("walks_page.crossing_at", at=length(item.from_m), metres=length(item.metres))
    return tag("span", f"{words} ({place_text(item.lonlat)})", cls="walk-at")
