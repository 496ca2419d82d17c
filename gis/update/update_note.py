"""What the last update has to say of a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.errors import StoreError
from gis.territory import default_home, read_manifest, territory_folder
from gis.update.journal import RELIEF, RELIEF_FILE, file_entry, last_run
from gis.words import say

if TYPE_CHECKING:
    from pathlib import Path


def note(code: str, layer: str, *, home: Path | None = None) -> str:
    """Return what the last update has to say of a layer, such as why it has no data; empty when nothing.

    Raises
    ------
    TerritoryError
        When the code is no INSEE code.
    """
    folder = territory_folder(home or default_home(), code)
    return noted(update_run(folder, layer), update_entry(folder, layer))


def update_entry(folder: Path, layer: str) -> dict[str, Any]:
    """Return what a folder's manifest says of a layer, or of the relief; nothing where it cannot be read."""
    try:
        if layer == RELIEF:
            return file_entry(folder, RELIEF_FILE)
        return dict(read_manifest(folder)["layers"].get(layer, {}))
    except StoreError:
        return {}


def update_run(folder: Path, layer: str) -> dict[str, Any]:
    """Return how the last attempt at a layer ended; nothing where it cannot be read."""
    try:
        return last_run(folder, layer)
    except StoreError:
        return {}


def noted(run: dict[str, Any], entry: dict[str, Any]) -> str:
    """Return what to know of a layer, a sentence in the language in use; empty when nothing."""
    key = str(run.get("note") or entry.get("note") or "")
    return say(f"sources.{key}") if key else ""
