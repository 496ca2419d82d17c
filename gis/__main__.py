"""The command line of the atlas: `python -m gis`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from gis.cli.command_group import CommandGroup
from gis.cli.common import settings
from gis.errors import AtlasError
from gis.files import DEFAULT_CODE
from gis.words import Language, answering_commands, set_language

app = typer.Typer(
    cls=CommandGroup, no_args_is_help=True, add_completion=False, help="Atlas: python -m gis COMMAND"
)

# Typer brings a Click of its own in some releases and uses the installed one in others.
USAGE_ERRORS: tuple[type[Exception], ...] = tuple(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)


COMMON = ("--territory", "--home", "--lang")


@app.callback()
def choose(
    context: typer.Context,
    *,
    territory: Annotated[str, typer.Option(metavar="COMMUNE", help="INSEE code or name")] = DEFAULT_CODE,
    home: Annotated[Path | None, typer.Option(metavar="DIR", help="fetched and imported layers")] = None,
    lang: Annotated[Language, typer.Option(help="language")] = "fr",
) -> None:
    """Take the options that hold for every command."""
    set_language(lang)
    chosen = settings(context)
    chosen.commune, chosen.home = territory, home


def _common_first(arguments: list[str]) -> list[str]:
    """Return arguments with the options that hold for every command first, wherever they were written."""
    first: list[str] = []
    rest: list[str] = []
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--":
            return [*first, *rest, word, *left]
        chosen = first if word.partition("=")[0] in COMMON else rest
        chosen.append(word)
        if word in COMMON and left:
            chosen.append(left.pop(0))
    return [*first, *rest]


def _usage_text(error: Any) -> str:
    return " ".join(error.format_message().split())


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 2 wrong input, 3 a service failed."""
    try:
        with answering_commands():
            words = _common_first(sys.argv[1:] if arguments is None else arguments)
            status = app(words, standalone_mode=False)
    except AtlasError as error:
        sys.stderr.write(" ".join(str(error).split()) + "\n")
        return error.exit_status
    except USAGE_ERRORS as error:
        sys.stderr.write(_usage_text(error) + "\n")
        return AtlasError.exit_status
    except (typer.Abort, KeyboardInterrupt):
        return 130
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    sys.exit(main())
