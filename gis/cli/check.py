"""`python -m gis check`: validate every layer in use."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from gis.cli.common import console, print_json, settings
from gis.words import say

COLUMNS = ("layer", "feature", "level", "reason", "mend")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("check")(check)


def check(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
) -> int:
    """Validate every layer in use; exit status 2 when a layer or a feature had to be left out."""
    problems = settings(context).territory.check()
    if as_json:
        print_json([item.as_dict() for item in problems])
    elif problems:
        table = Table(*(say(f"cli.check_{name}") for name in COLUMNS))
        for item in problems:
            cells = (item.layer, item.feature, say(f"cli.check_{item.level}"), item.reason, item.mend)
            table.add_row(*(escape(cell) for cell in cells))
        console().print(table)
    else:
        console().print(say("cli.check_fine"))
    return 2 if any(item.level == "error" for item in problems) else 0
