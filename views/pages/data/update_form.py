"""Fetch from the public services: choose, see the plan and how much, start, follow, stop, resume."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from gis.sources import service_text
from gis.update import plan, title_of, years_wanted
from gis.words import language, many, say
from views.app import person
from views.app.sign_in import allowed
from views.pages.data.layer_rows import days, rhythm
from views.ui import jobs
from views.ui.as_text import as_text
from views.ui.html import joined, listing, row, table, tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from markupsafe import Markup

    from gis.update import Step
    from views.pages.data.state import DataState

SCOPES = ("due", "all", "some")
AMOUNTS = ("features", "size_bytes", "once_bytes", "here_bytes")
COLUMNS = ("layer", "service", "why", "age", "amount")


def show_update(state: DataState, home: Path, code: str) -> None:
    """Show the choice of layers and what an update would do."""
    job = jobs.job_of(home)
    busy = job is not None and job.running
    layers, again = _choose(state, home, code, busy=busy)
    if layers is None:
        st.html(_note("choose_some"))
        return
    counted = job.steps if job is not None and job.code == code else []
    steps = _with_amounts(plan(code, home=home, layers=layers, again=again), counted)
    wanted = [step for step in steps if step.will_fetch]
    if allowed("update"):
        _buttons(state, (home, code, tuple(layers)), again=again, count=len(wanted), busy=busy)
    tell_trouble(state)
    st.html(_plan(wanted, asked=bool(counted)) if wanted else _note("nothing_due"))
    left = [step for step in steps if not step.will_fetch]
    if left:
        st.html(_left(left))
    if person.has("update"):
        _years(state, home, code, busy=busy)


def _note(key: str) -> Markup:
    return tag("p", say(f"data_page.{key}"), cls="data-note")


def tell_trouble(state: DataState) -> None:
    """Show why the last thing asked for could not begin."""
    if state.trouble:
        st.error(as_text(state.trouble), icon=":material/error:")


def start(
    state: DataState, home: Path, code: str, layers: Sequence[str] = (), *, again: bool = False
) -> None:
    """Start an update, in a callback."""
    state.attempt(lambda: jobs.start_update(home, code, layers, actor=person.here(), again=again))


def _choose(state: DataState, home: Path, code: str, *, busy: bool) -> tuple[list[str] | None, bool]:
    """Return the layers chosen, empty for all, nothing where none is; and whether fresh ones come, too."""
    scope = st.segmented_control(
        say("data_page.scope"),
        SCOPES,
        default=SCOPES[0],
        required=True,
        format_func=lambda name: say(f"data_page.scope_{name}"),
        key=f"data_scope_{code}",
        disabled=busy,
    )
    if scope != "some":
        return [], scope == "all"
    known = [step.layer for step in plan(code, home=home)]
    still_known = [layer for layer in state.layers if layer in known]
    layers = st.multiselect(
        say("data_page.layers"),
        known,
        default=still_known,
        format_func=title_of,
        key=f"data_layers_{code}_{language()}",
        placeholder=say("data_page.layers_hint"),
        disabled=busy,
    )
    state.layers = layers
    return (layers or None), False


def _buttons(
    state: DataState, work: tuple[Path, str, tuple[str, ...]], *, again: bool, count: int, busy: bool
) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            as_text(say("data_page.start_one") if count == 1 else say("data_page.start", count=count)),
            key="data_start",
            type="primary",
            icon=":material/download:",
            disabled=busy or not count,
            on_click=start,
            args=(state, *work),
            kwargs={"again": again},
        )
        st.button(
            say("data_page.ask_amount"),
            key="data_amount",
            icon=":material/scale:",
            disabled=busy or not count,
            on_click=state.attempt,
            args=(lambda: jobs.start_estimate(*work, actor=person.here(), again=again),),
        )


def _years(state: DataState, home: Path, code: str, *, busy: bool) -> None:
    """Offer what was farmed year by year, which no update of layers brings."""
    wanted = years_wanted(code, home=home)
    st.html(tag("h2", say("data_page.years"), cls="data-heading"))
    st.html(tag("p", say("data_page.years_about"), cls="data-note"))
    st.button(
        as_text(many("data_page.years_start", len(wanted))),
        key="data_years",
        icon=":material/agriculture:",
        disabled=busy or not wanted,
        on_click=state.attempt,
        args=(lambda: jobs.start_years(home, code, actor=person.here()),),
    )


def _with_amounts(steps: list[Step], counted: Sequence[Step]) -> list[Step]:
    """Return the steps, those that the services have counted in place of the others."""
    known = {step.layer: step for step in counted}
    return [
        replace(step, **{name: getattr(known[step.layer], name) for name in AMOUNTS})
        if step.layer in known
        else step
        for step in steps
    ]


def _plan(steps: Sequence[Step], *, asked: bool) -> Markup:
    heads = [say(f"data_page.plan_{name}") for name in COLUMNS]
    lines = (_line(step, asked=asked) for step in steps)
    return table(heads, lines, caption=say("data_page.plan"), told=True, cls="data-table data-plan")


def _line(step: Step, *, asked: bool) -> Markup:
    age = "" if step.age_days is None else f"{days(step.age_days)} · "
    cells = (
        step.title,
        service_text(step.service),
        say(f"update.state_{step.reason}"),
        f"{age}{rhythm(step.rhythm_days)}",
        _amount(step, asked=asked),
    )
    return row(cells, data_layer=step.layer)


def _amount(step: Step, *, asked: bool) -> str:
    parts = []
    if step.features is not None:
        parts.append(many("data_page.features", step.features))
    if step.size_words:
        parts.append(step.size_words)
    return " · ".join(parts) or say("data_page.amount_unknown" if asked else "data_page.amount_not_asked")


def _left(left: Sequence[Step]) -> Markup:
    lines = []
    for reason in dict.fromkeys(step.reason for step in left):
        titles = ", ".join(step.title for step in left if step.reason == reason)
        lines.append(joined((tag("b", say(f"update.state_{reason}")), titles), " "))
    return listing(lines, cls="data-left")
