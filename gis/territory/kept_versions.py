"""What a manifest knows of layers that were replaced: the last three of each, and their files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSIONS = "versions"
"""Part of a manifest: by layer, the entries from before, the latest first; null where there was none."""
RUNS = "runs"
"""Part of a manifest: by layer, how the last attempt at it ended."""
UNDONE = "undone"
MOST_KEPT = 3


def keep_version(manifest: dict[str, Any], key: str, entry: dict[str, Any] | None) -> None:
    """Keep in a manifest what it says of a layer that another entry, or none, is about to replace."""
    if manifest.get(RUNS, {}).get(key, {}).get("outcome") == UNDONE:
        del manifest[RUNS][key]
    before = manifest["layers"].get(key)
    if before is None and entry is None:
        return
    if before is not None and entry is not None and before.get("sha256") == entry.get("sha256"):
        return
    kept = [before, *versions(manifest, key)][:MOST_KEPT]
    manifest.setdefault(VERSIONS, {})[key] = kept


def versions(manifest: dict[str, Any], key: str) -> list[dict[str, Any] | None]:
    """Return what was in place of a layer before, the latest first; None stands for no layer."""
    return list(manifest.get(VERSIONS, {}).get(key, ()))


def named_files(manifest: dict[str, Any], keys: Iterable[str] | None = None) -> set[str]:
    """Return the names of the files that a manifest needs, of some layers or of all."""
    wanted = {*manifest["layers"], *manifest.get(VERSIONS, {})} if keys is None else set(keys)
    entries = [entry for key in wanted for entry in (manifest["layers"].get(key), *versions(manifest, key))]
    return {Path(str(entry["file"])).name for entry in entries if entry is not None}
