"""`python -m gis layers`: the catalogue of the territory."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from gis.cli.common import console, print_json, settings, tell_missing
from gis.territory import catalogue
from gis.words import HECTARE_M2, KILOMETRE_M, area, date_text, length, number, say

COLUMNS = ("title", "status", "features", "extent", "source", "date")
WIDTHS = {"title": 18, "extent": 12, "date": 8, "source": 12}
"""Least widths, in characters, in which words stay whole on a screen of 80."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("layers")(layers)


def layers(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
) -> int:
    """List every theme: its status, how much of it there is, and where it comes from."""
    territory = settings(context).territory
    records = catalogue(territory)
    if as_json:
        print_json(records)
    else:
        out = console()
        out.print(_table(records, title=say("cli.layers_heading", name=territory.name)))
        if territory.notice:
            out.print(territory.notice)
        out.print(say("cli.layers_no_data_note"))
        tell_missing(territory)
    return 0


def _table(records: list[dict[str, Any]], *, title: str) -> Table:
    table = Table(title=title, box=None, padding=(0, 2, 0, 0))
    for name in COLUMNS:
        table.add_column(
            say(f"cli.layers_{name}"),
            no_wrap=name in {"status", "features"},
            min_width=WIDTHS.get(name),
            max_width=WIDTHS.get(name) if name in {"extent", "date"} else None,
        )
    for group, members in groupby(records, key=lambda record: str(record["group"])):
        table.add_section()
        table.add_row(f"[bold]{say(f'groups.{group}')}[/bold]")
        for record in members:
            table.add_row(*(escape(cell) for cell in _row(record)))
    return table


def _row(record: dict[str, Any]) -> tuple[str, ...]:
    features = record["features"]
    return (
        record["title"],
        say(f"status.{record['status']}"),
        "–" if features is None else number(features),
        _extent(record),
        record["source"] or "–",
        date_text(record["source_date"] or "–"),
    )


def _extent(record: dict[str, Any]) -> str:
    """Return area or length, and in words whether it is published or measured."""
    if record["area_ha"] is not None:
        return f"{area(record['area_ha'] * HECTARE_M2)} ({say('cli.layers_' + record['area_is'])})"
    if record["length_km"] is not None:
        return f"{length(record['length_km'] * KILOMETRE_M)} ({say('cli.layers_' + record['length_is'])})"
    return "–"
