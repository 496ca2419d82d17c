"""`python -m gis indicators`: what the town publishes beside what the map measures."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from gis.cli.common import console, print_json, settings
from gis.export.indicators import indicator_text
from gis.indicators import indicators
from gis.territory import DRAWN
from gis.words import say


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("indicators")(show)


def show(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
) -> None:
    """Tell published and measured figures side by side."""
    found = indicators(settings(context).territory)
    if as_json:
        print_json([item.as_dict() for item in found])
        return
    table = Table(*(say(f"indicators.column_{key}") for key in ("title", "published", "measured", "verdict")))
    for item in found:
        text = indicator_text(item)
        table.add_row(text.title, text.published, text.measured, text.short_verdict)
    console().print(table)
    if any(item.status in DRAWN for item in found):
        console().print(say("indicators.notice"))
