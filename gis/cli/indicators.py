"""`python -m gis indicators`: what is published beside what the map measures, and what was farmed by year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from gis.cli.common import console, print_json, settings
from gis.cli.file_options import asked_for, file_options
from gis.export import CROPS, INDICATORS
from gis.export.indicators import crop_table, groups_by_size, indicator_text
from gis.indicators import are_declared, crop_years, indicators
from gis.territory import DRAWN
from gis.words import labelled, say

if TYPE_CHECKING:
    from gis.export.indicators import IndicatorText
    from gis.indicators import CropYear, Indicator
    from gis.territory import Territory

MOST_COLUMNS = 6
"""Years that stand side by side in 80 columns."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("indicators")(show)


@file_options((*INDICATORS, *CROPS), metavar="FILE")
def show(
    context: typer.Context,
    *,
    years: Annotated[bool, typer.Option("--years", help="what was farmed year by year")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
    **files: Path | None,
) -> None:
    """Tell published and measured figures side by side."""
    territory = settings(context).territory
    farmed = crop_years(territory)
    found = indicators(territory)
    _write(territory, found, farmed, asked_for(files))
    if as_json:
        print_json([item.as_dict() for item in (farmed if years else found)])
    elif years:
        _tell_years(farmed)
    else:
        _tell(found)


def _write(
    territory: Territory, found: tuple[Indicator, ...], farmed: tuple[CropYear, ...], files: dict[str, Path]
) -> None:
    for item in INDICATORS:
        if item.key in files:
            files[item.key].write_bytes(item.write(found))
    for one in CROPS:
        if one.key in files:
            files[one.key].write_bytes(one.write(territory, farmed))


def _tell(found: tuple[Indicator, ...]) -> None:
    table = Table(*(say(f"indicators.column_{key}") for key in ("title", "published", "measured", "verdict")))
    for item in found:
        text = indicator_text(item)
        verdict = "\n".join(filter(None, (text.short_verdict, text.difference)))
        table.add_row(Text(text.title), text.published, text.measured, verdict)
    console().print(table)
    for item in found:
        for line in _origins(indicator_text(item)):
            console().print(escape(line), soft_wrap=True)
    if any(item.status in DRAWN for item in found):
        console().print(say("indicators.notice"))


def _origins(text: IndicatorText) -> list[str]:
    """Return whom a figure comes from, a line a source."""
    said = [labelled(f"{text.title}, {one.value}", _of(one.source, one.year)) for one in text.sources]
    measured = [labelled(f"{text.title}, {text.measured}", text.rests_on)] if text.rests_on else []
    return [*said, *measured]


def _of(source: str, year: str) -> str:
    return f"{source} ({year})" if year else source


def _tell_years(farmed: tuple[CropYear, ...]) -> None:
    if not farmed:
        console().print(say("crops.none_known"))
        return
    groups = groups_by_size(farmed)
    for first in range(0, len(farmed), MOST_COLUMNS):
        told = crop_table(farmed[first : first + MOST_COLUMNS], groups=groups)
        table = Table(told.heads[0])
        for year in told.heads[1:]:
            table.add_column(year, justify="right")
        for row in told.rows:
            table.add_row(*row)
        console().print(table)
    for status, source in dict.fromkeys((year.status, year.source) for year in farmed if year.source):
        console().print(escape(f"{say(f'status.{status}')} – {source}"))
    if len(farmed) == 1:
        console().print(say("crops.one_known"))
    if are_declared(farmed):
        console().print(say("crops.declared_only"))
