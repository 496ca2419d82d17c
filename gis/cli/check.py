"""`python -m gis check`: validate every layer in use, and tell what no language but French says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from gis.cli.common import console, print_json, settings, tell_missing
from gis.database import FILE, is_there, open_database, set_aside
from gis.errors import StoreError
from gis.territory import Problem, Territory
from gis.tours import ready_troubles
from gis.words import add_folder, catalogue, number, say, silent

COLUMNS = ("layer", "feature", "level", "reason", "mend")
WORDS = "views/words"
"""Words of the pages, which the command line does not say itself, beside the engine."""
MOST_NAMED = 20
"""Missing sentences that are named one by one; more are counted."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("check")(check)


def check(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
) -> int:
    """Validate every layer in use; exit status 2 when a layer or a feature had to be left out."""
    territory = settings(context).territory
    problems = [*territory.check(), *_of_the_database(territory)]
    told = ready_troubles(territory)
    if as_json:
        rows = [dict.fromkeys(COLUMNS, "") | {"level": "error", "reason": text} for text in told]
        print_json([*(item.as_dict() for item in problems), *rows])
    elif problems or told:
        table = Table(*(say(f"cli.check_{name}") for name in COLUMNS))
        for item in problems:
            cells = (item.layer, item.feature, say(f"cli.check_{item.level}"), item.reason, item.mend)
            table.add_row(*(escape(cell) for cell in cells))
        if problems:
            console().print(table)
        for text in told:
            console().print(escape(text))
    else:
        console().print(say("cli.check_fine"))
    if not as_json:
        tell_missing(territory)
        _tell_words()
    return 2 if told or any(item.level == "error" for item in problems) else 0


def _of_the_database(territory: Territory) -> Iterator[Problem]:
    """Yield what is wrong with the database of what people wrote, and which files were set aside."""
    if is_there(territory.home):
        try:
            open_database(territory.home)
        except StoreError as error:
            yield Problem(FILE, "", "error", "database", (("why", error),))
    for kept in set_aside(territory.home):
        yield Problem(kept.path.name, "", "warning", "database_aside", (("path", kept.path),))


def _tell_words() -> None:
    """Say of each language how many sentences it leaves to French, and name them where they are few."""
    add_folder(Path(__file__).parents[2] / WORDS)
    for code, keys in silent().items():
        if keys:
            counts = {"missing": number(len(keys)), "total": number(len(catalogue()))}
            named = f": {', '.join(keys)}" if len(keys) <= MOST_NAMED else ""
            console().print(say("cli.check_words", language=say(f"cli.language_{code}"), **counts) + named)
