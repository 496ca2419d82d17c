"""The command line of the atlas: `python -m gis`."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path
from typing import Annotated, Literal

import click
import typer

from gis import cli
from gis.cli.common import settings
from gis.errors import AtlasError
from gis.territory import DEFAULT_CODE
from gis.words import set_language

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Atlas: python -m gis COMMAND")


@app.callback()
def choose(
    context: typer.Context,
    *,
    territory: Annotated[str, typer.Option(metavar="INSEE", help="commune")] = DEFAULT_CODE,
    home: Annotated[Path | None, typer.Option(metavar="DIR", help="fetched and imported layers")] = None,
    lang: Annotated[Literal["fr", "en"], typer.Option(help="language")] = "fr",
) -> None:
    """Take the options that hold for every command."""
    set_language(lang)
    chosen = settings(context)
    chosen.code, chosen.home = territory, home


def build() -> typer.Typer:
    """Return the application with every command of `gis.cli`."""
    for module in pkgutil.iter_modules(cli.__path__):
        register = getattr(importlib.import_module(f"gis.cli.{module.name}"), "register", None)
        if register is not None:
            register(app)
    return app


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 2 wrong input, 3 a service failed."""
    try:
        status = build()(arguments, standalone_mode=False)
    except AtlasError as error:
        sys.stderr.write(" ".join(str(error).split()) + "\n")
        return error.exit_status
    except click.ClickException as error:
        sys.stderr.write(" ".join(error.format_message().split()) + "\n")
        return AtlasError.exit_status
    except (click.Abort, KeyboardInterrupt):
        return 130
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    sys.exit(main())
