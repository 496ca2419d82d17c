"""A layer goes back to what was in place before."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from gis.errors import InputError, StoreError
from gis.territory.kept_versions import RUNS, UNDONE, VERSIONS, versions
from gis.territory.store import MANIFEST, locked, read_manifest, sweep_layer, write_json
from gis.words import say

if TYPE_CHECKING:
    from pathlib import Path


def restore_layer(folder: Path, key: str, *, at: str) -> dict[str, Any] | None:
    """Put the layer that was in place before back, and return its provenance; None where there was none.

    What is undone is let go; up to two layers further back can be reached by undoing again.

    Parameters
    ----------
    at : str
        The time, ISO text, which provenance (`undone_at`) and the notes of the folder then say.

    Raises
    ------
    InputError
        When nothing was in place before.
    StoreError
        When the folder cannot be written, or the file from before is not what was written.
    """
    if not folder.is_dir():
        raise InputError(say("errors.nothing_before", layer=key))
    try:
        with locked(folder):
            manifest = read_manifest(folder)
            kept = versions(manifest, key)
            if not kept:
                raise InputError(say("errors.nothing_before", layer=key))
            before, *older = kept
            _put(folder, manifest, key, before, at=at)
            manifest[VERSIONS][key] = older
            write_json(folder / MANIFEST, manifest)
            sweep_layer(folder, key, manifest)
    except OSError as error:
        raise StoreError(say("errors.store_unwritable", folder=folder, reason=error)) from error
    entry: dict[str, Any] | None = manifest["layers"].get(key)
    return entry


def _put(folder: Path, manifest: dict[str, Any], key: str, before: dict[str, Any] | None, *, at: str) -> None:
    manifest.setdefault(RUNS, {})[key] = {"outcome": UNDONE, "at": at}
    if before is None:
        manifest["layers"].pop(key, None)
        return
    path = folder / str(before["file"])
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != before.get("sha256"):
        raise StoreError(say("errors.version_gone", layer=key))
    manifest["layers"][key] = {**before, "undone_at": at}
