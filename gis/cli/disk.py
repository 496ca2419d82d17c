"""`python -m gis disk`: how much room the atlas takes, and freeing what can be fetched again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from gis.cli.common import console, print_json, settings
from gis.rights import operator
from gis.update import disk_use, free
from gis.words import say, size_text

if TYPE_CHECKING:
    from gis.update import DiskUse


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("disk")(run)


def run(
    context: typer.Context,
    *,
    make_room: Annotated[bool, typer.Option("--free", help="remove what can be fetched again")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
) -> int:
    """Tell how much room the atlas takes on the disk; free what can be fetched again."""
    home = settings(context).home
    freed = free(home, actor=operator()) if make_room else 0
    use = disk_use(home)
    if as_json:
        print_json({**use.as_dict(), "freed_bytes": freed})
        return 0
    if make_room:
        console().print(say("update.disk_freed", size=size_text(freed)))
    _tell(use)
    return 0


def _tell(use: DiskUse) -> None:
    communes = Table(*(say(f"update.disk_{name}") for name in ("commune", "layers", "replies")))
    for item in use.communes:
        name = f"{item.name} ({item.code})"
        communes.add_row(name, size_text(item.layers_bytes), size_text(item.replies_bytes))
    files = Table(*(say(f"update.disk_{name}") for name in ("file", "size")))
    for file in use.files:
        files.add_row(file.title, size_text(file.size_bytes))
    for table in (communes, files):
        if table.row_count:
            console().print(table)
    console().print(use.total_words)
    console().print(use.freeable_words)
