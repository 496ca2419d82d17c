"""`python -m gis restore`: a home from its backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gis.cli.common import console, settings
from gis.words import say


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("restore")(restore)


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="what `backup` wrote")],
) -> int:
    """Put a backup in place of what the home holds, which is kept aside."""
    from gis.backup import restore as put_back  # noqa: PLC0415 - loads what reads layers
    from gis.files import default_home  # noqa: PLC0415 - the same

    home = settings(context).home or default_home()
    aside = put_back(file, home)
    console().print(say("backup.restored", path=file, home=home), markup=False)
    if aside is not None:
        console().print(say("backup.aside", folder=aside), markup=False)
    return 0
