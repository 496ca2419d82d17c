"""`python -m gis check`: validate every layer in use."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from gis.cli.common import console, print_json, settings
from gis.words import say


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
        table = Table(*(say(f"cli.check_{name}") for name in ("layer", "feature", "reason", "mend")))
        for item in problems:
            table.add_row(item.layer, item.feature, item.reason, item.mend)
        console().print(table)
    else:
        console().print(say("cli.check_fine"))
    return 2 if any(item.level == "error" for item in problems) else 0
