"""The work under way, followed without a run of the page, and how it ended: three outcomes, never two."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from gis.errors import TerritoryError
from gis.update import title_of
from gis.words import language, many, number, say, size_text
from views.app import person
from views.http.base_path import base_path
from views.pages.data.layer_rows import day
from views.pages.data.probe_services import findings_table
from views.pages.data.update_form import start
from views.territories import territory
from views.ui import jobs
from views.ui.as_text import as_text
from views.ui.html import fold, joined, listing, row, table, tag
from views.ui.state import speak

if TYPE_CHECKING:
    from pathlib import Path

    from markupsafe import Markup

    from gis.update import Outcome
    from views.pages.data.state import DataState
    from views.ui.jobs import DataJob

TICK_S = 1.0
ORDER = ("failed", "stopped", "no_data", "empty", "fetched", "unchanged")
"""What needs a look comes first."""
MOST_REJECTED = 20


def show_work(state: DataState, home: Path) -> None:
    """Show the work under way on a home, or how the last one ended."""
    job = jobs.job_of(home)
    if job is None:
        return
    with st.container(key="data_work", border=True):
        if job.running:
            st.fragment(run_every=TICK_S)(_follow)(home)
        else:
            _ended(state, job)


def _follow(home: Path) -> None:
    speak()
    job = jobs.job_of(home)
    if job is None or not job.running:
        # The clock of a fragment only stops by a run of the whole page, which then tells how it ended.
        st.rerun()
        return
    st.html(_bar(job))
    if job.kind in jobs.FETCHING:
        st.button(
            say("data_page.stop"),
            key="data_stop",
            icon=":material/stop_circle:",
            disabled=job.stopping.is_set(),
            on_click=_stop,
            args=(job,),
        )


def _bar(job: DataJob) -> Markup:
    title = _title(job)
    if job.kind == "estimate":
        return _now(title) + tag("progress", aria_label=title)
    if job.kind == "probe":
        return _now(title) + _meter(job, title) + findings_table(job.findings)
    text = say("data_page.progress", done=job.done, total=job.total, size=size_text(job.moved_bytes))
    if job.file_total:
        had, whole = size_text(job.file_bytes), size_text(job.file_total)
        text = f"{text} {say('data_page.progress_file', had=had, whole=whole)}"
    if job.stopping.is_set():
        text = say("data_page.stopping")
    now = ", ".join(title_of(layer) for layer in sorted(job.asking))
    asking = tag("small", say("data_page.asking", layers=now)) if now else ""
    done = listing(map(_item, reversed(job.outcomes)), cls="data-done")
    return _now(title, " ", text, asking) + _meter(job, title) + done


def _now(title: str, *more: str) -> Markup:
    """Return what is under way, or how it ended, as screen readers are told of it."""
    return tag("p", tag("b", title), *more, cls="data-now", role="status")


def _meter(job: DataJob, title: str) -> Markup:
    return tag("progress", aria_label=title, value=job.done, max=max(job.total, 1))


def _title(job: DataJob) -> str:
    return say(f"data_page.work_{job.kind}", name=_name(job))


def _name(job: DataJob) -> str:
    try:
        return territory(job.code, job.home).name
    except TerritoryError:
        return job.code


def _item(item: Outcome) -> Markup:
    return joined((_outcome(item), title_of(item.layer)), " ")


def _outcome(item: Outcome) -> Markup:
    words = say(f"update.outcome_{item.outcome}")
    return tag("span", words, cls=f"data-outcome data-{item.outcome}")


def _ended(state: DataState, job: DataJob) -> None:
    if job.trouble:
        st.error(as_text(job.trouble), icon=":material/error:")
    elif job.summary is not None:
        st.html(_summary(job))
    else:
        st.html(_now(say(f"data_page.ended_{job.kind}")))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if job.kind in jobs.FETCHING:
            _next(state, job)
        st.button(
            say("data_page.close"),
            key="data_close",
            icon=":material/close:",
            on_click=_forget,
            args=(job,),
        )


def _stop(job: DataJob) -> None:
    if person.has("update"):
        job.stop()


def _forget(job: DataJob) -> None:
    if person.has("update"):
        jobs.forget(job)


def _next(state: DataState, job: DataJob) -> None:
    if job.trouble or job.unfinished:
        st.button(
            say("data_page.resume"),
            key="data_resume",
            type="primary",
            icon=":material/resume:",
            on_click=_resume,
            args=(state, job),
        )
    if not job.trouble:
        st.html(tag("p", map_link(job.code, _name(job)), cls="atlas-downloads"))


def _resume(state: DataState, job: DataJob) -> None:
    if job.kind == "years":
        state.attempt(lambda: jobs.start_years(job.home, job.code, actor=person.here()))
    else:
        start(state, job.home, job.code, job.unfinished or job.layers, again=job.again)


def map_link(code: str, name: str) -> Markup:
    """Return a link that opens the map of a commune."""
    address = f"{base_path()}/?{urlencode({'territory': code, 'lang': language()})}"
    return tag("a", say("data_page.open_map", name=name), href=address, target="_self")


def _summary(job: DataJob) -> Markup:
    counts = Counter(str(item.outcome) for item in job.outcomes)
    chips = (
        tag("span", many(f"data_page.count_{name}", counts[name]), cls=f"data-outcome data-{name}")
        for name in ORDER
        if counts[name]
    )
    how = "stopped" if job.result.stopped else "ended"
    title = say(f"data_page.{how}_update", name=_name(job))
    size = size_text(job.result.moved_bytes)
    moved = say("update.total", size=size, requests=job.result.requests)
    heads = [say(f"update.column_{name}") for name in ("layer", "outcome", "kept", "rejected", "note")]
    ordered = sorted(job.outcomes, key=lambda item: ORDER.index(item.outcome))
    by_layer = table(heads, map(_ended_line, ordered), cls="data-table")
    details = fold(say("data_page.by_layer"), by_layer, cls="data-details")
    parts = (tag("small", item.note) for item in job.outcomes if item.outcome == "stopped" and item.note)
    return _now(title, " ", moved, *parts) + listing(chips, cls="data-counts") + details


def _ended_line(item: Outcome) -> Markup:
    figures = (number(item.kept), number(item.rejected_count))
    cells = (title_of(item.layer), _outcome(item), *figures, _told(item))
    return row(cells, data_layer=item.layer)


def _told(item: Outcome) -> str:
    if item.outcome == "failed":
        since = say("data_page.kept_since", date=day(item.last_good)) if item.last_good else ""
        return f"{item.reason} {since}".strip()
    named = "; ".join(f"{one['id']}: {one['reason']}" for one in item.rejected[:MOST_REJECTED])
    return " ".join(part for part in (item.counted, item.note, named) if part)
