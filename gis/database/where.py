"""Where the database is, which files of older atlases wait to be taken over, and which were set aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.environment import environment
from gis.words import say

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "CAILLOUX_DATABASE"
"""Environment variable with the address of a PostgreSQL database."""
FILE = "atlas.sqlite3"
MARKS_FILE, GUIDE_FILE = "path_state.sqlite3", "guide.sqlite3"
"""What an older atlas wrote into the folder of each commune."""
ASIDE, TAKEN = ".aside", ".taken-over"
"""Endings of files that could not be read whole, and of those whose rows the database has."""


@dataclass(frozen=True)
class Aside:
    """A file that could not be read whole, kept beside what could be read of it.

    Attributes
    ----------
    path : Path
        Where it is kept.
    """

    path: Path

    @property
    def sentence(self) -> str:
        """What happened and what to do, in the language in use, without a path of the machine."""
        return say("database.aside", file=self.path.name, folder=self.path.parent.name)


def address() -> str:
    """Return the address of the PostgreSQL database that is set; empty where there is none."""
    return environment().database


def is_there(home: Path) -> bool:
    """Whether there may be anything to read: without it nobody needs to open the database."""
    return bool(address()) or (home / FILE).exists() or bool(older_files(home))


def older_files(home: Path) -> list[Path]:
    """Return the files of an older atlas that are still to be taken over, in order."""
    return sorted(path for name in (MARKS_FILE, GUIDE_FILE) for path in home.glob(f"*/{name}"))


def set_aside(home: Path) -> list[Aside]:
    """Return what was set aside, in order; whoever runs the atlas takes it away once it has been seen."""
    found = {*home.glob(f"{FILE}.*{ASIDE}"), *home.glob(f"*/*.sqlite3.*{ASIDE}")}
    return [Aside(path) for path in sorted(found)]


def free_name(path: Path, ending: str) -> Path:
    """Return a name beside a file that nothing has yet, with a number and an ending."""
    number = 1
    while (found := path.with_name(f"{path.name}.{number}{ending}")).exists():
        number += 1
    return found
