"""`python -m gis undo`: back to the version of a layer from before."""

from __future__ import annotations

from typing import Annotated

import typer

from gis.cli.common import console, settings
from gis.rights import operator
from gis.territory import registry
from gis.update import undo
from gis.words import say


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("undo")(run)


def run(context: typer.Context, layer: Annotated[str, typer.Argument(metavar="LAYER")]) -> int:
    """Put the version of a layer from before back, up to three times."""
    chosen = settings(context)
    former = undo(layer, actor=operator(), code=chosen.code, home=chosen.home)
    console().print(say("update.undone", layer=registry()[layer].title, former=former.text), markup=False)
    return 0
