"""The probe: whether each service still answers as the connectors expect, as a table and a file."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

import streamlit as st

from gis.sources import service_text
from gis.words import say
from views.pages.data.update_form import attempt, tell_trouble
from views.ui import jobs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gis.update import Finding

COLUMNS = ("service", "question", "matches", "answer")


def show_probe(home: Path, code: str) -> None:
    """Let people put a small question to every service, and show what came."""
    job = jobs.job_of(home)
    st.html(f'<p class="data-note">{html.escape(say("data_page.probe_means"))}</p>')
    st.button(
        say("data_page.probe_start"),
        key="data_probe",
        type="primary",
        icon=":material/network_check:",
        disabled=job is not None and job.running,
        on_click=_start,
        args=(home, code),
    )
    tell_trouble()
    if job is None or job.running or not job.findings:
        return
    st.html(table(job.findings))
    st.download_button(
        say("data_page.probe_file"),
        json.dumps([item.as_dict() for item in job.findings], ensure_ascii=False, indent=1),
        file_name=f"probe-{job.code}.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
    )


def table(findings: Sequence[Finding]) -> str:
    """Return the findings as a table."""
    head = "".join(f'<th scope="col">{html.escape(say(f"data_page.probe_{name}"))}</th>' for name in COLUMNS)
    body = "".join(_line(item) for item in findings)
    return f'<table class="data-table data-probe"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _start(home: Path, code: str) -> None:
    attempt(lambda: jobs.start_probe(home, code))


def _line(item: Finding) -> str:
    words = html.escape(say(f"update.probe_is_{item.matches}").strip())
    service = html.escape(service_text(item.service))
    return (
        f'<tr data-service="{item.service}">'
        f'<th scope="row">{service}<small>{html.escape(item.url.partition("?")[0])}</small></th>'
        f"<td>{html.escape(item.question)}</td>"
        f'<td><span class="data-state data-match-{item.matches}">{words}</span></td>'
        f"<td>{html.escape(item.answer)}</td></tr>"
    )
