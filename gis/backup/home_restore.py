"""A home taken back from a backup: checked as a whole first; what was there is kept aside."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
import zlib
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gis.backup.home_archive import ABOUT, COMMUNE, FORM, kept
from gis.errors import NewerStoreError, StoreError, UploadError
from gis.territory import STORE_VERSION, locked, read_manifest
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = re.compile(rf"(?:{COMMUNE.pattern}/)?[\w-][\w.-]*")
"""Names that a backup holds: files of the home, and of the communes in it."""
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile, zlib.error)


def restore(source: Path, home: Path) -> Path | None:
    """Put what a backup holds in place of what a home holds, and return where that is kept.

    Returns
    -------
    Path or None
        The folder inside the home with all that was there; none where nothing was.

    Raises
    ------
    UploadError
        When the file is no backup, or is damaged; nothing was changed.
    NewerStoreError
        When a newer atlas made it.
    StoreError
        When the home cannot be written, or somebody else writes it; what was there is there.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as room:
            _unpack(source, Path(room))
            return _swap(Path(room), home)
    except OSError as error:
        raise StoreError(say("errors.store_unwritable", folder=home, reason=error)) from error


def _unpack(source: Path, room: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            about = json.loads(archive.read(ABOUT))
            _check_version(about, source)
            files = {str(name): str(digest) for name, digest in about["files"].items()}
            if set(archive.namelist()) != {ABOUT, *files} or not all(map(_NAME.fullmatch, files)):
                raise _no_backup(source, "names")
            _check_room(archive, room)
            for name, digest in files.items():
                _take_out(archive, name, room / name, digest)
        for folder in room.iterdir():
            if folder.is_dir():
                _check_commune(folder, source)
    except _UNREADABLE as error:
        raise _no_backup(source, error) from error


def _check_version(about: dict[str, Any], source: Path) -> None:
    if int(about["form"]) > FORM or int(about["store"]) > STORE_VERSION:
        raise NewerStoreError(say("backup.newer", path=source))


def _check_room(archive: zipfile.ZipFile, room: Path) -> None:
    wanted = sum(item.file_size for item in archive.infolist())
    free = shutil.disk_usage(room).free
    if wanted > free:
        raise StoreError(say("backup.no_room", wanted=wanted, free=free))


def _take_out(archive: zipfile.ZipFile, name: str, target: Path, digest: str) -> None:
    target.parent.mkdir(exist_ok=True)
    with archive.open(name) as packed, target.open("wb") as stream:
        shutil.copyfileobj(packed, stream)
    with target.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
            raise ValueError(name)


def _check_commune(folder: Path, source: Path) -> None:
    lost = [
        str(entry["file"])
        for entry in read_manifest(folder)["layers"].values()
        if not (folder / Path(str(entry["file"])).name).is_file()
    ]
    if lost:
        raise _no_backup(source, ", ".join(lost[:3]))


def _no_backup(source: Path, reason: object) -> UploadError:
    return UploadError(say("backup.unreadable", path=source, reason=reason))


def _swap(room: Path, home: Path) -> Path | None:
    """Exchange all files while no writer holds a commune; where one cannot be moved, all go back."""
    aside = home / f".before-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    codes = {
        path.name for folder in (home, room) for path in folder.iterdir() if COMMUNE.fullmatch(path.name)
    }
    done: list[tuple[Path, Path]] = []
    with ExitStack() as held:
        for code in sorted(codes):
            (home / code).mkdir(exist_ok=True)
            held.enter_context(locked(home / code))
        try:
            for folder in ("", *sorted(codes)):
                if (home / folder).is_dir():
                    _move(_whole(home / folder), aside / folder, done)
                if (room / folder).is_dir():
                    _move(kept(room / folder), home / folder, done)
        except OSError:
            for there, here in reversed(done):
                here.replace(there)
            raise
    return aside if aside.exists() else None


def _whole(folder: Path) -> list[Path]:
    """Return the files that a backup holds, and what SQLite keeps beside them while they are open."""
    files = list(kept(folder))
    beside = [path.with_name(f"{path.name}{end}") for path in files for end in ("-wal", "-shm")]
    return [*files, *(path for path in beside if path.exists())]


def _move(files: Iterable[Path], folder: Path, done: list[tuple[Path, Path]]) -> None:
    for path in list(files):
        folder.mkdir(parents=True, exist_ok=True)
        path.replace(folder / path.name)
        done.append((path, folder / path.name))
