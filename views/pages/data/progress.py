"""The work under way, followed without a run of the page, and how it ended: three outcomes, never two."""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from gis.errors import TerritoryError
from gis.update import title_of
from gis.words import language, many, number, say, size_text
from views.app import shell
from views.pages.data.layer_rows import day
from views.pages.data.probe_services import table
from views.pages.data.update_form import start
from views.territories import territory
from views.ui import jobs

if TYPE_CHECKING:
    from pathlib import Path

    from gis.update import Outcome
    from views.ui.jobs import Job

TICK_S = 1.0
ORDER = ("failed", "stopped", "empty", "fetched", "unchanged")
"""What needs a look comes first."""
MOST_REJECTED = 20


def show_work(home: Path) -> None:
    """Show the work under way on a home, or how the last one ended."""
    job = jobs.job_of(home)
    if job is None:
        return
    with st.container(key="data_work", border=True):
        if job.running:
            st.fragment(run_every=TICK_S)(_follow)(home)
        else:
            _ended(job)


def _follow(home: Path) -> None:
    shell.speak()
    job = jobs.job_of(home)
    if job is None or not job.running:
        st.rerun()
        return
    st.html(_bar(job))
    if job.kind == "update":
        st.button(
            say("data_page.stop"),
            key="data_stop",
            icon=":material/stop_circle:",
            disabled=job.stop.is_set(),
            on_click=job.stop.set,
        )


def _bar(job: Job) -> str:
    title = html.escape(_title(job))
    if job.kind == "estimate":
        return (
            f'<p class="data-now" role="status"><b>{title}</b></p><progress aria-label="{title}"></progress>'
        )
    if job.kind == "probe":
        return (
            f'<p class="data-now" role="status"><b>{title}</b></p>{_meter(job, title)}{table(job.findings)}'
        )
    told = say("data_page.progress", done=job.done, total=job.total, size=size_text(job.moved_bytes))
    if job.stop.is_set():
        told = say("data_page.stopping")
    now = ", ".join(title_of(layer) for layer in sorted(job.asking))
    asking = f"<small>{html.escape(say('data_page.asking', layers=now))}</small>" if now else ""
    items = "".join(_item(item) for item in reversed(job.outcomes))
    return (
        f'<p class="data-now" role="status"><b>{title}</b> {html.escape(told)}{asking}</p>'
        f"{_meter(job, title)}"
        f'<ul class="data-done">{items}</ul>'
    )


def _meter(job: Job, title: str) -> str:
    return f'<progress aria-label="{title}" value="{job.done}" max="{max(job.total, 1)}"></progress>'


def _title(job: Job) -> str:
    return say(f"data_page.work_{job.kind}", name=_name(job))


def _name(job: Job) -> str:
    try:
        return territory(job.code, job.home).name
    except TerritoryError:
        return job.code


def _item(item: Outcome) -> str:
    words = html.escape(say(f"update.outcome_{item.outcome}"))
    return (
        f'<li><span class="data-outcome data-{item.outcome}">{words}</span>'
        f" {html.escape(title_of(item.layer))}</li>"
    )


def _ended(job: Job) -> None:
    if job.trouble:
        st.error(job.trouble, icon=":material/error:")
    elif job.summary is not None:
        st.html(_summary(job))
    else:
        st.html(
            f'<p class="data-now" role="status"><b>{html.escape(say(f"data_page.ended_{job.kind}"))}</b></p>'
        )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if job.kind == "update":
            _next(job)
        st.button(
            say("data_page.close"),
            key="data_close",
            icon=":material/close:",
            on_click=jobs.forget,
            args=(job,),
        )


def _next(job: Job) -> None:
    if job.trouble or job.unfinished:
        st.button(
            say("data_page.resume"),
            key="data_resume",
            type="primary",
            icon=":material/resume:",
            on_click=start,
            args=(job.home, job.code, job.unfinished or job.layers),
            kwargs={"again": job.again},
        )
    if not job.trouble:
        st.html(f'<p class="atlas-downloads">{map_link(job.code, _name(job))}</p>')


def map_link(code: str, name: str) -> str:
    """Return a link that opens the map of a commune."""
    address = f"/?{urlencode({'territory': code, 'lang': language()})}"
    words = html.escape(say("data_page.open_map", name=name))
    return f'<a href="{html.escape(address, quote=True)}" target="_self">{words}</a>'


def _summary(job: Job) -> str:
    counts = Counter(item.outcome for item in job.outcomes)
    chips = "".join(
        f'<li><span class="data-outcome data-{name}">'
        f"{html.escape(many(f'data_page.count_{name}', counts[name]))}</span></li>"
        for name in ORDER
        if counts[name]
    )
    how = "stopped" if job.result.stopped else "ended"
    title = html.escape(say(f"data_page.{how}_update", name=_name(job)))
    size = size_text(job.result.moved_bytes)
    moved = say("update.total", size=size, requests=job.result.requests)
    ordered = sorted(job.outcomes, key=lambda item: ORDER.index(item.outcome))
    lines = "".join(_ended_line(item) for item in ordered)
    head = "".join(
        f'<th scope="col">{html.escape(say(f"update.column_{name}"))}</th>'
        for name in ("layer", "outcome", "kept", "rejected", "note")
    )
    return (
        f'<p class="data-now" role="status"><b>{title}</b> {html.escape(moved)}</p>'
        f'<ul class="data-counts">{chips}</ul>'
        f'<details class="data-details"><summary>{html.escape(say("data_page.by_layer"))}</summary>'
        f'<table class="data-table"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></details>'
    )


def _ended_line(item: Outcome) -> str:
    words = html.escape(say(f"update.outcome_{item.outcome}"))
    return (
        f'<tr data-layer="{item.layer}"><th scope="row">{html.escape(title_of(item.layer))}</th>'
        f'<td><span class="data-outcome data-{item.outcome}">{words}</span></td>'
        f"<td>{number(item.kept)}</td><td>{number(item.rejected_count)}</td><td>{_told(item)}</td></tr>"
    )


def _told(item: Outcome) -> str:
    if item.outcome == "failed":
        kept = say("data_page.kept_since", date=day(item.last_good)) if item.last_good else ""
        return html.escape(f"{item.reason} {kept}".strip())
    named = "; ".join(f"{one['id']}: {one['reason']}" for one in item.rejected[:MOST_REJECTED])
    return html.escape(" ".join(part for part in (item.note, named) if part))
