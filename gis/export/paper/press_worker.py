"""The press itself; run by its path it works in a process of its own, whose memory goes when it ends.

There it reads one JSON document from its input – where the templates and fonts are, and what to print – and
writes the PDF to its output; what the press refuses it tells on the error output, and ends with 2.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

import typst

REFUSED = 2


class Refused(Exception):  # noqa: N818 - it is no fault of the program
    """The press refused a document.

    Attributes
    ----------
    reason, diagnostic : str
        What it says in short, and in full.
    """

    def __init__(self, reason: str, diagnostic: str) -> None:
        super().__init__(reason)
        self.reason, self.diagnostic = reason, diagnostic


def compiled(task: dict[str, Any], fonts: typst.Fonts) -> bytes:
    """Return what the press makes of a task: the template, and everything that `typst.compile` takes.

    Raises
    ------
    Refused
        When it makes nothing.
    """
    moment = task.get("timestamp")
    try:
        made = typst.compile(
            task["template"],
            root=task["root"],
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": task["data"]},
            timestamp=None if moment is None else dt.datetime.fromisoformat(moment),
            **task["options"],
        )
    except typst.TypstError as error:
        raise Refused(error.message, error.diagnostic) from error
    # A picture is made of each page; the first one shows what the document is.
    return bytes(made[0] if isinstance(made, list) else made)


def fonts_of(folders: list[str]) -> typst.Fonts:
    """Return the fonts of some folders, and those of the press itself for what they lack."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def main() -> int:
    """Print one document."""
    task = json.load(sys.stdin.buffer)
    try:
        made = compiled(task, fonts_of(task["fonts"]))
    except Refused as error:
        sys.stderr.write(json.dumps([error.reason, error.diagnostic]))
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
