"""What the last update has to say of a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.errors import StoreError
from gis.territory import default_home, read_manifest, silence, territory_folder, without_silent
from gis.update.journal import RELIEF, RELIEF_FILE, file_entry, last_run
from gis.words import catalogue, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gis.territory import Coverage, Theme

COVERAGE_UNKNOWN = "coverage_unknown"
OUTSIDE = "outside_coverage"


def note(code: str, layer: str, *, home: Path | None = None) -> str:
    """Return what the last update has to say of a layer, such as why it has no data; empty when nothing.

    Raises
    ------
    TerritoryError
        When the code is no INSEE code.
    """
    folder = territory_folder(home or default_home(), code)
    return noted(run_of(folder, code, layer), update_entry(folder, layer))


def unasked(code: str, layer: str) -> str:
    """Return the code of why no source of a layer is asked about a commune; empty where one is."""
    coverage = silence(layer, code)
    return "" if coverage is None else outside_note(coverage)


def run_of(folder: Path, code: str, layer: str) -> dict[str, Any]:
    """Return how the last attempt at a layer ended, or that none can be made."""
    run, why = update_run(folder, layer), unasked(code, layer)
    own = bool(why) and bool(update_entry(folder, layer))
    return {**run, "outcome": "no_data", "note": why} if why and not own else run


def without_data(code: str, themes: Iterable[Theme], *, home: Path | None = None) -> dict[str, list[str]]:
    """Return the titles of themes by what is to be said of them, of those of which there is something."""
    found: dict[str, list[str]] = {}
    for theme in themes:
        if why := note(code, theme.key, home=home):
            found.setdefault(why, []).append(theme.title)
    return found


def outside_note(coverage: Coverage) -> str:
    """Return the code of why nothing is known outside an area."""
    key = f"outside_{coverage.key}"
    return key if f"sources.{key}" in catalogue() else OUTSIDE


def update_entry(folder: Path, layer: str) -> dict[str, Any]:
    """Return what a folder's manifest says of a layer, or of the relief; nothing where it cannot be read."""
    try:
        if layer == RELIEF:
            return file_entry(folder, RELIEF_FILE)
        return dict(without_silent(read_manifest(folder), folder.name)["layers"].get(layer, {}))
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
