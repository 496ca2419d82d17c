"""One JSON line a change, in one file a commune; who reads it must be an agent."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Literal, cast, get_args

from filelock import FileLock, Timeout

from gis.errors import StoreError
from gis.files import default_home, territory_folder
from gis.rights import require
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gis.rights import Actor

What = Literal[
    "import",
    "remove",
    "update",
    "undo",
    "mark",
    "check_mark",
    "end_mark",
    "stop",
    "share_stop",
    "end_stop",
]
CHANGES_FOLDER = ".changes"
"""Folder of a home for the journals of its communes."""
WAIT_SECONDS = 10
MOST_BYTES = 2 * 1024 * 1024
"""From here on the older half of the lines is let go."""
KEPT_DAYS = 365
"""Names of people are not kept longer."""


@dataclass(frozen=True)
class Change:
    """One thing that somebody changed.

    Attributes
    ----------
    at : str
        When, ISO text, UTC.
    who, name, role : str
        Who did it, as in `gis.rights.Actor`.
    what : What
        What was done.
    key : str
        To what: the key of a layer, the id of a mark or of a stop.
    about : str
        What to know of it, such as the name of a file.
    """

    at: str
    who: str
    name: str
    role: str
    what: What
    key: str
    about: str = ""

    @property
    def text(self) -> str:
        """What was done, in the language in use."""
        return say(f"changes.{self.what}")

    @property
    def by(self) -> str:
        """Who did it, as it is shown: the name, or else the role."""
        return self.name or say(f"rights.role_{self.role}")


def note(actor: Actor, what: What, key: str, *, code: str, home: Path | None = None, about: str = "") -> None:
    """Write down a change that somebody made.

    Parameters
    ----------
    key, about : str
        As in `Change`.
    code : str
        INSEE code of the commune.

    Raises
    ------
    StoreError
        When the home cannot be written.
    """
    at = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    line = json.dumps(
        asdict(Change(at, actor.id, actor.name, actor.role, what, key, about)), ensure_ascii=False
    )
    with _held(_path(home, code)) as path:
        lines = _lines(path)
        # A line that a killed writer left open ends here.
        ending = "" if not lines or lines[-1].endswith("\n") else "\n"
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"{ending}{line}\n")
        if path.stat().st_size > MOST_BYTES:
            lines = lines[len(lines) // 2 :]
        elif not lines or _is_kept(lines[0]):
            return
        part = path.with_suffix(".part")
        part.write_text("".join([*filter(_is_kept, lines), f"{line}\n"]), encoding="utf-8")
        part.replace(path)


def changes(code: str, *, actor: Actor, home: Path | None = None, most: int = 200) -> list[Change]:
    """Return what was changed of a commune within `KEPT_DAYS`, the latest first.

    Raises
    ------
    RightError
        When the one who asks may not read it.
    StoreError
        When it cannot be read.
    """
    require(actor, "journal")
    try:
        lines = _lines(_path(home, code))
    except OSError as error:
        raise StoreError(say("changes.unreadable")) from error
    found = (change for line in reversed(lines) if _is_kept(line) and (change := _change(line)))
    return list(islice(found, most))


def _is_kept(line: str) -> bool:
    """Whether a line tells a change within `KEPT_DAYS`."""
    since = dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=KEPT_DAYS)
    change = _change(line)
    return change is not None and change.at >= since.isoformat(timespec="seconds")


def _path(home: Path | None, code: str) -> Path:
    folder = home or default_home()
    return folder / CHANGES_FOLDER / f"{territory_folder(folder, code).name}.jsonl"


@contextmanager
def _held(path: Path) -> Iterator[Path]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=WAIT_SECONDS):
            yield path
    except (OSError, Timeout) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise StoreError(say("changes.unwritable", reason=reason)) from error


def _lines(path: Path) -> list[str]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", errors="replace", newline="\n") as stream:
        return list(stream)


def _change(line: str) -> Change | None:
    """Return the change that a line tells; nothing where it cannot be understood."""
    try:
        told = json.loads(line)
        values = {field.name: str(told.get(field.name, "")) for field in fields(Change)}
    except (ValueError, AttributeError):
        return None
    what = values.pop("what")
    return Change(what=cast("What", what), **values) if what in get_args(What) else None
