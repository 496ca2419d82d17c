"""What an update writes besides layers: how each attempt ended, the words of the commune, its relief."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from gis.errors import StoreError
from gis.territory import MANIFEST, locked, named_files, read_manifest, write_json
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

RELIEF = "relief"
RELIEF_FILE = "relief.tif"
RUNS = "runs"
FILES = "files"
SPOOL = ".spool"
SHARED = ".files"
"""Folder of a home for the files that all its communes need."""
FREEING = "freeing.lock"
FREEING_WAIT_S = 10.0
LEFTOVER_SECONDS = 3600
"""Age from which a file that no manifest names was left by a process that died."""


def now() -> str:
    """Return the time as ISO text, UTC, to the second."""
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")


@contextmanager
def sole_update(home: Path, code: str) -> Iterator[Path]:
    """Hold the right to update one commune, and return the folder of its replies.

    Raises
    ------
    StoreError
        When another update of it runs, or the home cannot be written.
    """
    folder = home / SPOOL / code
    lock = FileLock(home / SPOOL / f"{code}.lock", timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
        # Room is not made while an update runs, and none begins while room is made.
        with FileLock(home / SPOOL / FREEING, timeout=FREEING_WAIT_S):
            pass
    except Timeout as error:
        lock.release()
        msg = say("errors.store_busy", folder=home / code)
        raise StoreError(msg) from error
    except OSError as error:
        msg = say("errors.store_unwritable", folder=home, reason=error)
        raise StoreError(msg) from error
    try:
        yield folder
    finally:
        lock.release()


@contextmanager
def no_update(home: Path) -> Iterator[None]:
    """Hold the right that no update of any commune runs.

    Raises
    ------
    StoreError
        When one runs, or the home cannot be written.
    """
    folder = home / SPOOL
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as held:
            held.enter_context(FileLock(folder / FREEING, timeout=0))
            for path in sorted(folder.glob("*.lock")):
                if path.name != FREEING:
                    held.enter_context(FileLock(path, timeout=0))
            yield
    except Timeout as error:
        msg = say("errors.disk_busy")
        raise StoreError(msg) from error
    except OSError as error:
        msg = say("errors.store_unwritable", folder=home, reason=error)
        raise StoreError(msg) from error


def last_run(folder: Path, layer: str) -> dict[str, Any]:
    """Return how the last attempt at a layer ended, empty where there was none.

    Keys: `outcome` (`fetched`, `empty` or `failed`), `at`, `note`, `reason`, `failed_at`, `last_good`.
    """
    run: dict[str, Any] = read_manifest(folder).get(RUNS, {}).get(layer, {})
    return run


def note_run(folder: Path, layer: str, run: Mapping[str, Any]) -> None:
    """Write how an attempt at a layer ended; the layer's own entry says so too, where it has one.

    Raises
    ------
    StoreError
        When the folder cannot be written.
    """

    def change(manifest: dict[str, Any]) -> None:
        manifest.setdefault(RUNS, {})[layer] = dict(run)
        entry = manifest["layers"].get(layer)
        if entry is not None:
            entry.pop("failed_at", None)
            entry.pop("failed_because", None)
            if run["outcome"] == "failed":
                entry |= {"failed_at": run["failed_at"], "failed_because": run["reason"]}
            else:
                entry["checked_at"] = run["at"]

    _amend(folder, change)


def place_file(folder: Path, part: Path, name: str, provenance: Mapping[str, Any]) -> None:
    """Put a file that is not a layer (the relief) in place of an older one, and note where it comes from.

    Raises
    ------
    StoreError
        When the folder cannot be written.
    """
    with writing(folder):
        digest = hashlib.sha256(part.read_bytes()).hexdigest()

    def change(manifest: dict[str, Any]) -> None:
        part.replace(folder / name)
        manifest.setdefault(FILES, {})[name] = {**provenance, "sha256": digest}

    _amend(folder, change)


def file_entry(folder: Path, name: str) -> dict[str, Any]:
    """Return where a file that is not a layer comes from, empty where nothing is noted."""
    entry: dict[str, Any] = read_manifest(folder).get(FILES, {}).get(name, {})
    return entry


def sweep(folder: Path) -> None:
    """Remove what a process that died left behind: parts, and layers that the manifest does not name."""
    if not folder.exists():
        return
    with locked(folder):
        named = named_files(read_manifest(folder))
        for path in {*folder.glob(".part-*"), *folder.glob("*.parquet")}:
            old = time.time() - path.stat().st_mtime > LEFTOVER_SECONDS
            if path.name not in named and old:
                path.unlink(missing_ok=True)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Tell in words that a folder cannot be written.

    Raises
    ------
    StoreError
        When the file system refuses what is done inside.
    """
    try:
        yield
    except OSError as error:
        msg = say("errors.store_unwritable", folder=folder, reason=error)
        raise StoreError(msg) from error


def _amend(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            manifest = read_manifest(folder)
            change(manifest)
            write_json(folder / MANIFEST, manifest)
