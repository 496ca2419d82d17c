"""Fetch from the public services: choose, see the plan and how much, start, follow, stop, resume."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.errors import AtlasError
from gis.sources import service_text
from gis.update import plan, title_of
from gis.words import language, many, say, size_text
from views.app import shell
from views.pages.data.layer_rows import days, rhythm
from views.ui import jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gis.update import Step

SCOPES = ("due", "all", "some")
COLUMNS = ("layer", "service", "why", "age", "amount")
_CHOSEN, _SCOPE, TROUBLE = "data_layers", "data_scope", "data_trouble"


def show_update(home: Path, code: str) -> None:
    """Show the choice of layers and what an update would do."""
    job = jobs.job_of(home)
    busy = job is not None and job.running
    layers, again = _choose(home, code, busy=busy)
    if layers is None:
        st.html(f'<p class="data-note">{html.escape(say("data_page.choose_some"))}</p>')
        return
    counted = job.steps if job is not None and job.code == code else []
    steps = _with_amounts(plan(code, home=home, layers=layers, again=again), counted)
    wanted = [step for step in steps if step.will_fetch]
    _buttons(home, code, tuple(layers), again=again, count=len(wanted), busy=busy)
    tell_trouble()
    st.html(
        _plan(wanted, asked=bool(counted))
        if wanted
        else f'<p class="data-note">{html.escape(say("data_page.nothing_due"))}</p>'
    )
    left = [step for step in steps if not step.will_fetch]
    if left:
        st.html(_left(left))


def tell_trouble() -> None:
    """Show why the last thing asked for could not begin."""
    if st.session_state.get(TROUBLE):
        st.error(st.session_state[TROUBLE], icon=":material/error:")


def start(home: Path, code: str, layers: Sequence[str] = (), *, again: bool = False) -> None:
    """Start an update, in a callback."""
    attempt(lambda: jobs.start_update(home, code, layers, again=again))


def attempt(begin: Callable[[], object]) -> None:
    """Begin work, in a callback; what keeps it from beginning is kept as a sentence."""
    shell.speak()
    st.session_state[TROUBLE] = ""
    try:
        begin()
    except AtlasError as error:
        st.session_state[TROUBLE] = str(error)


def _choose(home: Path, code: str, *, busy: bool) -> tuple[list[str] | None, bool]:
    """Return the layers chosen, empty for all, nothing where none is; and whether fresh ones come, too."""
    scope = st.segmented_control(
        say("data_page.scope"),
        SCOPES,
        default=SCOPES[0],
        required=True,
        format_func=lambda name: say(f"data_page.scope_{name}"),
        key=f"{_SCOPE}_{code}",
        disabled=busy,
    )
    if scope != "some":
        return [], scope == "all"
    known = [step.layer for step in plan(code, home=home)]
    kept = [layer for layer in st.session_state.get(_CHOSEN, []) if layer in known]
    layers = st.multiselect(
        say("data_page.layers"),
        known,
        default=kept,
        format_func=title_of,
        key=f"{_CHOSEN}_{code}_{language()}",
        placeholder=say("data_page.layers_hint"),
        disabled=busy,
    )
    st.session_state[_CHOSEN] = layers
    return (layers or None), False


def _buttons(home: Path, code: str, layers: tuple[str, ...], *, again: bool, count: int, busy: bool) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("data_page.start_one") if count == 1 else say("data_page.start", count=count),
            key="data_start",
            type="primary",
            icon=":material/download:",
            disabled=busy or not count,
            on_click=start,
            args=(home, code, layers),
            kwargs={"again": again},
        )
        st.button(
            say("data_page.ask_amount"),
            key="data_amount",
            icon=":material/scale:",
            disabled=busy or not count,
            on_click=_estimate,
            args=(home, code, layers, again),
        )


def _estimate(home: Path, code: str, layers: tuple[str, ...], again: bool) -> None:  # noqa: FBT001
    attempt(lambda: jobs.start_estimate(home, code, layers, again=again))


def _with_amounts(steps: list[Step], counted: Sequence[Step]) -> list[Step]:
    """Return the steps, those that the services have counted in place of the others."""
    known = {step.layer: step for step in counted}
    return [
        replace(step, features=known[step.layer].features, size_bytes=known[step.layer].size_bytes)
        if step.layer in known
        else step
        for step in steps
    ]


def _plan(steps: Sequence[Step], *, asked: bool) -> str:
    head = "".join(f'<th scope="col">{html.escape(say(f"data_page.plan_{name}"))}</th>' for name in COLUMNS)
    body = "".join(_line(step, asked=asked) for step in steps)
    return (
        f'<table class="data-table data-plan"><caption>{html.escape(say("data_page.plan"))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _line(step: Step, *, asked: bool) -> str:
    age = "" if step.age_days is None else f"{days(step.age_days)} · "
    cells = (
        service_text(step.service),
        say(f"update.state_{step.reason}"),
        f"{age}{rhythm(step.rhythm_days)}",
        _amount(step, asked=asked),
    )
    return (
        f'<tr data-layer="{step.layer}"><th scope="row">{html.escape(step.title)}</th>'
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
        + "</tr>"
    )


def _amount(step: Step, *, asked: bool) -> str:
    parts = []
    if step.features is not None:
        parts.append(many("data_page.features", step.features))
    if step.size_bytes is not None:
        parts.append(size_text(step.size_bytes))
    return " · ".join(parts) or say("data_page.amount_unknown" if asked else "data_page.amount_not_asked")


def _left(left: Sequence[Step]) -> str:
    lines = []
    for reason in dict.fromkeys(step.reason for step in left):
        titles = ", ".join(step.title for step in left if step.reason == reason)
        lines.append(f"<li><b>{html.escape(say(f'update.state_{reason}'))}</b> {html.escape(titles)}</li>")
    return f'<ul class="data-left">{"".join(lines)}</ul>'
