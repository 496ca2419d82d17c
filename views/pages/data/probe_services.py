"""The probe: whether each service still answers as the connectors expect, as a table and a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.export import FINDINGS, on_page
from gis.sources import service_text
from gis.words import say
from views.app import person
from views.app.sign_in import allowed
from views.pages.data.update_form import tell_trouble
from views.ui import jobs
from views.ui.downloads import download_button
from views.ui.html import joined, row, table, tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from markupsafe import Markup

    from gis.update import Finding
    from views.pages.data.state import DataState
    from views.ui.jobs import DataJob

COLUMNS = ("service", "question", "matches", "answer")


def show_probe(state: DataState, home: Path, code: str) -> None:
    """Let people put a small question to every service, and show what came."""
    st.html(tag("p", say("data_page.probe_means"), cls="data-note"))
    if allowed("update"):
        _probe(state, home, code, jobs.job_of(home))


def _probe(state: DataState, home: Path, code: str, job: DataJob | None) -> None:
    st.button(
        say("data_page.probe_start"),
        key="data_probe",
        type="primary",
        icon=":material/network_check:",
        disabled=job is not None and job.running,
        on_click=_start,
        args=(state, home, code),
    )
    tell_trouble(state)
    if job is None or job.running or not job.findings:
        return
    st.html(findings_table(job.findings))
    for item in on_page(FINDINGS):
        download_button(
            item.text,
            partial(item.write, job.findings),
            extension=item.extension,
            stem=(f"probe-{job.code}",),
            key=f"data_probe_{item.key}",
            icon="download",
        )


def findings_table(findings: Sequence[Finding]) -> Markup:
    """Return the findings as a table."""
    heads = [say(f"data_page.probe_{name}") for name in COLUMNS]
    return table(heads, map(_line, findings), cls="data-table data-probe")


def _start(state: DataState, home: Path, code: str) -> None:
    state.attempt(lambda: jobs.start_probe(home, code, actor=person.here()))


def _line(item: Finding) -> Markup:
    words = say(f"update.probe_is_{item.matches}").strip()
    service = joined((service_text(item.service), tag("small", item.url.partition("?")[0])))
    matches = tag("span", words, cls=f"data-state data-match-{item.matches}")
    return row((service, item.question, matches, item.answer), data_service=item.service)
