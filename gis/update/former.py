"""Back to the version of a layer from before, up to three times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.changes import note
from gis.errors import InputError
from gis.rights import require
from gis.territory import (
    COMMUNE,
    EMBEDDED,
    default_home,
    read_manifest,
    registry,
    restore_layer,
    territory_folder,
    versions,
)
from gis.update.journal import now
from gis.words import date_text, say

if TYPE_CHECKING:
    from pathlib import Path

    from gis.rights import Actor


@dataclass(frozen=True)
class Former:
    """What was in place of a layer before.

    Attributes
    ----------
    source, date : str
        Where that came from and when it was put in place; empty where nothing of it was in the home.
    embedded : bool
        Whether a layer that comes with the atlas is in use then.
    """

    layer: str
    source: str = ""
    date: str = ""
    embedded: bool = False

    @property
    def text(self) -> str:
        """What it is, in the language in use."""
        if self.source:
            return say("update.former", source=self.source, date=date_text(self.date[:10]))
        return say("update.former_embedded" if self.embedded else "update.former_nothing")


def undo(
    layer: str, *, actor: Actor, code: str, home: Path | None = None, embedded: Path = EMBEDDED
) -> Former:
    """Put the version of a layer from before back, and return what it is.

    Raises
    ------
    RightError
        When the one who asks may not.
    InputError
        When there was none before, or the commune would be left without its outline.
    LayerMissingError
        When no theme has that key.
    StoreError
        When the home cannot be written, or the version from before is no longer whole.
    """
    require(actor, "undo")
    _ = registry()[layer]
    home = home or default_home()
    former = former_of(layer, code=code, home=home, embedded=embedded)
    if former is None:
        raise InputError(say("errors.nothing_before", layer=layer))
    if layer == COMMUNE and not former.source and not former.embedded:
        raise InputError(say("update.undo_commune"))
    restore_layer(territory_folder(home, code), layer, at=now())
    note(actor, "undo", layer, code=code, home=home, about=former.source)
    return former


def former_of(layer: str, *, code: str, home: Path | None = None, embedded: Path = EMBEDDED) -> Former | None:
    """Return what was in place of a layer before; None where nothing was replaced."""
    folder = territory_folder(home or default_home(), code)
    kept = versions(read_manifest(folder), layer)
    if not kept:
        return None
    entry: dict[str, Any] | None = kept[0]
    if entry is None:
        below = read_manifest(territory_folder(embedded, code))["layers"]
        return Former(layer, embedded=layer in below)
    date = entry.get("imported_at") or entry.get("fetched_at") or entry.get("source_date") or ""
    return Former(layer, str(entry.get("source") or "?"), str(date))
