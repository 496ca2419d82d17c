"""`python -m gis update`: fetch layers from the public services."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from gis.cli.common import print_json, settings
from gis.cli.update_table import print_ages, print_outcomes, print_paragraph, print_plan
from gis.errors import InputError, ServiceError
from gis.rights import operator
from gis.update import Summary, UpdateProgress, ages, estimate, title_of, update, update_years
from gis.words import labelled, say, size_text


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
    years: Annotated[bool, typer.Option("--years", help="what was farmed year by year, no layer")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
) -> int:
    """Fetch layers from the public services; exit status 3 when a service failed."""
    chosen = settings(context)
    names = layers or []
    if years and (names or check or plan):
        raise InputError(say("update.years_alone"))
    if check:
        return _check(chosen.code_anywhere, context, as_json=as_json)
    if plan:
        return _plan(chosen.code_anywhere, context, names, again=again, as_json=as_json)
    stop = threading.Event()
    with _bar(quiet=as_json) as progress:
        how: dict[str, Any] = {
            "actor": operator(),
            "home": chosen.home,
            "again": again,
            "progress": progress,
            "stop": stop,
        }
        code = chosen.code_anywhere
        summary = update_years(code, **how) if years else update(code, layers=names, **how)
    if as_json:
        print_json(summary.as_dict())
    else:
        _tell(summary)
    return _status(summary)


def _status(summary: Summary) -> int:
    if not summary.failed:
        return 0
    failed = ", ".join(title_of(item.layer) for item in summary.failed)
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


def _tell(summary: Summary) -> None:
    print_outcomes(summary.outcomes)
    left = [step for step in summary.steps if step.is_left]
    for reason in dict.fromkeys(step.reason for step in left):
        titles = ", ".join(step.title for step in left if step.reason == reason)
        print_paragraph(labelled(say(f"update.state_{reason}"), titles))
    size = size_text(summary.moved_bytes)
    print_paragraph(say("update.total", size=size, requests=summary.requests))


def _check(code: str, context: typer.Context, *, as_json: bool) -> int:
    found = ages(code, home=settings(context).home)
    if as_json:
        print_json([item.as_dict() for item in found])
    else:
        print_ages(found)
    return 0


def _plan(code: str, context: typer.Context, names: list[str], *, again: bool, as_json: bool) -> int:
    steps = estimate(code, actor=operator(), home=settings(context).home, layers=names, again=again)
    if as_json:
        print_json([step.as_dict() for step in steps])
    else:
        print_plan(steps)
    return 0
