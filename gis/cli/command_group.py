"""The commands by their names; the module of one is only loaded when it is run."""

from __future__ import annotations

import importlib
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

COMMANDS = {
    "backup": "Write all that the home holds into one file, while people go on working.",
    "check": "Validate every layer in use; exit status 2 when a layer or a feature had to be left out.",
    "connectivity": "Tell the connectivity of the commune's habitats, with a new hedge or without.",
    "disk": "Tell how much room the atlas takes on the disk; free what can be fetched again.",
    "dossier": "Hold one parcel, or a drawn shape, against every theme.",
    "import": "Bring the town's own file as a layer; what does not fit is listed with its row and the mend.",
    "indicators": "Tell published and measured figures side by side.",
    "layers": "List every theme: its status, how much of it there is, and where it comes from.",
    "probe": "Ask every service a small question; exit status 3 when an answer is not what was expected.",
    "restore": "Put a backup in place of what the home holds, which is kept aside.",
    "screen": (
        "Hold many parcels against every theme, keep those that fulfil conditions, write one row for each."
    ),
    "tour": "Plan a guided tour: order, timetable, what does not fit; road-book, GPX, calendar, field page.",
    "undo": "Put the version of a layer from before back, up to three times.",
    "update": "Fetch layers from the public services; exit status 3 when a service failed.",
    "walk": "Propose loops of a length or duration, or a way; or check a track that someone brings.",
}
"""What `--help` says of each command: the first line of its own help."""
_MODULES = {"import": "import_"}
"""Modules whose name is not that of their command, which is a word of Python."""


class CommandGroup(TyperGroup):
    """The commands: listed from `COMMANDS`, loaded one at a time."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = {name: TyperCommand(name, help=told) for name, told in COMMANDS.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the name of the command that is called, the command, and its arguments."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed and load(str(name)), rest


def load(name: str) -> Any:
    """Return a command, its module loaded."""
    app = typer.Typer(add_completion=False)
    importlib.import_module(f"gis.cli.{_MODULES.get(name, name)}").register(app)
    return typer.main.get_command(app)
