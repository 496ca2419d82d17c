"""`python -m gis update`: fetch layers from the public services."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from gis.cli.common import console, print_json, settings
from gis.errors import ServiceError
from gis.rights import operator
from gis.update import Summary, UpdateProgress, ages, estimate, title_of, update
from gis.words import date_text, number, say, size_text


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("update")(run)


def run(
    context: typer.Context,
    layers: Annotated[list[str] | None, typer.Argument(metavar="[LAYER…]", help="all when none")] = None,
    *,
    check: Annotated[bool, typer.Option("--check", help="say what is stale, move no data")] = False,
    plan: Annotated[bool, typer.Option("--plan", help="say what would come, and how much")] = False,
    again: Annotated[bool, typer.Option("--again", help="fetch fresh layers, too")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
) -> int:
    """Fetch layers from the public services; exit status 3 when a service failed."""
    chosen = settings(context)
    names = layers or []
    if check:
        return _check(chosen.code_anywhere, context, as_json=as_json)
    if plan:
        return _plan(chosen.code_anywhere, context, names, again=again, as_json=as_json)
    stop = threading.Event()
    with _bar(quiet=as_json) as progress:
        summary = update(
            chosen.code_anywhere,
            actor=operator(),
            home=chosen.home,
            layers=names,
            again=again,
            progress=progress,
            stop=stop,
        )
    if as_json:
        print_json(summary.as_dict())
    else:
        _tell(summary)
    return _status(summary)


def _status(summary: Summary) -> int:
    if not summary.failed:
        return 0
    failed = ", ".join(item.layer for item in summary.failed)
    raise SomeFailedError(say("update.some_failed", layers=failed))


class SomeFailedError(ServiceError):
    """Layers could not be fetched; the last good data stay in use."""


@contextmanager
def _bar(*, quiet: bool) -> Iterator[Callable[[UpdateProgress], None]]:
    # Progress is for eyes at a terminal: in a pipe, stderr holds errors only.
    screen = Console(stderr=True)
    hidden = quiet or not screen.is_terminal
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=screen, transient=True, disable=hidden) as bar:
        task = bar.add_task(say("update.working"), total=None)

        def progress(event: UpdateProgress) -> None:
            text = event.moved_words
            bar.update(task, completed=event.done, total=event.total, description=text)
            if event.outcome is not None and not hidden:
                bar.console.print(
                    f"{title_of(event.layer)}: {say(f'update.outcome_{event.outcome.outcome}')}"
                )

        yield progress


def _table(*columns: str) -> Table:
    return Table(*(say(f"update.column_{name}") for name in columns))


def _tell(summary: Summary) -> None:
    table = Table(
        *(say(f"update.column_{name}") for name in ("layer", "outcome", "kept", "rejected", "note"))
    )
    for item in summary.outcomes:
        since = date_text(item.last_good[:10]) if item.last_good else say("update.never")
        failed = say("update.kept_since", since=since, reason=item.reason) if item.reason else ""
        note = failed or f"{item.counted} {item.note}".strip()
        table.add_row(
            title_of(item.layer),
            say(f"update.outcome_{item.outcome}"),
            number(item.kept),
            number(item.rejected_count),
            note,
        )
    if summary.outcomes:
        console().print(table)
    left = [step for step in summary.steps if step.is_left]
    for reason in dict.fromkeys(step.reason for step in left):
        titles = ", ".join(step.title for step in left if step.reason == reason)
        console().print(f"{say(f'update.state_{reason}')}: {titles}")
    size = size_text(summary.moved_bytes)
    console().print(say("update.total", size=size, requests=summary.requests))


def _check(code: str, context: typer.Context, *, as_json: bool) -> int:
    found = ages(code, home=settings(context).home)
    if as_json:
        print_json([item.as_dict() for item in found])
        return 0
    table = _table("layer", "state", "age", "rhythm")
    for item in found:
        age = "" if item.age_days is None else say("update.days", days=item.age_days)
        table.add_row(item.title, item.text, age, say("update.days", days=item.rhythm_days))
    console().print(table)
    return 0


def _plan(code: str, context: typer.Context, names: list[str], *, again: bool, as_json: bool) -> int:
    steps = estimate(code, actor=operator(), home=settings(context).home, layers=names, again=again)
    if as_json:
        print_json([step.as_dict() for step in steps])
        return 0
    table = Table(
        *(say(f"update.column_{name}") for name in ("layer", "service", "state", "features", "size"))
    )
    for step in steps:
        features = "" if step.features is None else number(step.features)
        state = say(f"update.state_{step.reason}")
        table.add_row(step.title, step.service, state, features, step.size_words)
    console().print(table)
    return 0
