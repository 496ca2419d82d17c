"""`python -m gis backup`: the home in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gis.cli.common import console, settings
from gis.words import say


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("backup")(backup)


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a ZIP, written whole or not at all")],
) -> int:
    """Write all that the home holds into one file, while people go on working."""
    from gis.backup import back_up  # noqa: PLC0415 - loads what reads layers
    from gis.files import default_home  # noqa: PLC0415 - the same

    count = back_up(settings(context).home or default_home(), file)
    console().print(say("backup.written", count=count, path=file), markup=False)
    return 0
