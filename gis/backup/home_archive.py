"""A home as one ZIP: each commune as it stood at one moment, without what can be fetched or made again."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gis.files import written_whole
from gis.territory import STORE_VERSION, locked, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = 1
"""Form of the archive; one more wherever an older atlas could not read it."""
ABOUT = "backup.json"
COMMUNE = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
_PASSING = re.compile(r"\..*|.*(?:\.lock|\.part|-wal|-shm|-journal)")
"""Locks, unfinished files, and what SQLite keeps beside a file while it is open."""
_SQLITE = b"SQLite format 3\0"


def back_up(home: Path, target: Path) -> int:
    """Write all that a home holds into one file, and return how many files that are.

    Writers go on meanwhile: the layers of a commune are those that its manifest names at one moment, and each
    SQLite file is copied by SQLite itself.

    Raises
    ------
    StoreError
        When the home cannot be read, or the file not be written.
    """
    with (
        written_whole(target) as part,
        tempfile.TemporaryDirectory(prefix=".backup-", dir=_near(home)) as room,
    ):
        staged = Path(room)
        for folder in _communes(home):
            (staged / folder.name).mkdir()
            with locked(folder):
                _stage(folder, staged / folder.name, named=_layer_files(folder))
        _stage(home, staged, named=None)
        return _pack(staged, part)


def kept(folder: Path) -> Iterator[Path]:
    """Return the files of a folder that a backup holds."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.is_symlink() and not _PASSING.fullmatch(path.name):
            yield path


def _communes(home: Path) -> list[Path]:
    if not home.is_dir():
        return []
    return [path for path in sorted(home.iterdir()) if path.is_dir() and COMMUNE.fullmatch(path.name)]


def _layer_files(folder: Path) -> set[str]:
    return {Path(str(entry["file"])).name for entry in read_manifest(folder)["layers"].values()}


def _stage(folder: Path, staged: Path, *, named: set[str] | None) -> None:
    """Hold the files of a folder as they are; layers are replaced and never rewritten: a second name does."""
    for path in kept(folder) if folder.is_dir() else ():
        if named is not None and path.suffix == ".parquet" and path.name not in named:
            continue
        if _is_sqlite(path):
            _copy_sqlite(path, staged / path.name)
        elif path.suffix == ".parquet":
            _second_name(path, staged / path.name)
        else:
            shutil.copyfile(path, staged / path.name)


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def _copy_sqlite(path: Path, copy: Path) -> None:
    with closing(sqlite3.connect(path)) as base, closing(sqlite3.connect(copy)) as other:
        base.backup(other)
        other.execute("pragma journal_mode = delete")


def _second_name(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)


def _pack(staged: Path, part: Path) -> int:
    files = {
        path.relative_to(staged).as_posix(): path for path in sorted(staged.rglob("*")) if path.is_file()
    }
    digests = {}
    for name, path in files.items():
        with path.open("rb") as stream:
            digests[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    about = {"form": FORM, "store": STORE_VERSION, "made": datetime.now(UTC).isoformat(), "files": digests}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(ABOUT, json.dumps(about, indent=1))
        for name, path in files.items():
            archive.write(path, name)
    return len(files)


def _near(home: Path) -> Path:
    """Return a folder on the same disk as a home, where a file may have a second name."""
    return home if home.is_dir() else Path(tempfile.gettempdir())
