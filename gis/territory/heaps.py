"""What holds for single slag heaps, whatever a layer says: closed ones, rescue posts, viewpoints."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.errors import LayerError
from gis.files import EMBEDDED
from gis.territory.memo import memoised
from gis.words import in_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from gis.territory.layer import Layer
    from gis.territory.territory import Territory

FILE = "heaps.toml"
HEAPS = "slag_heaps"


@dataclass(frozen=True)
class HeapRule:
    """What holds for one heap.

    Attributes
    ----------
    closed : bool
        Nobody goes there.
    grazed : bool
        Animals keep it open.
    rescue_posts : bool
        Numbered posts stand there, to be named in a call for help.
    stop : str
        Identifier of the place where it is visited; empty for the heap itself.
    note_fr, note_en, safety_fr, safety_en, instead_fr, instead_en : str
        For walkers who come by, for road-books, and what to do in place of going there.
    """

    closed: bool = False
    grazed: bool = False
    rescue_posts: bool = False
    stop: str = ""
    note_fr: str = ""
    note_en: str = ""
    safety_fr: str = ""
    safety_en: str = ""
    instead_fr: str = ""
    instead_en: str = ""
    source: str = ""
    source_url: str = ""

    @property
    def note(self) -> str:
        """What walkers should know, in the language in use."""
        return in_language(vars(self), "note")

    @property
    def safety(self) -> str:
        """What keeps a group safe, in the language in use."""
        return in_language(vars(self), "safety")

    @property
    def instead(self) -> str:
        """What to do in place of going there, in the language in use."""
        return in_language(vars(self), "instead")


NO_RULE = HeapRule()


@memoised
def heap_rules(territory: Territory) -> Mapping[str, HeapRule]:
    """Return the rules of the heaps of a territory by identifier: the general ones, and its own over them.

    Raises
    ------
    LayerError
        When a file of rules cannot be read.
    """
    heaps = territory.find(HEAPS)
    if heaps is None:
        return {}
    own = territory.file(FILE)
    rules = _read(EMBEDDED / FILE) | ({} if own is None else _read(own))
    return {key: rule for key, rule in rules.items() if key in heaps.ids}


def _read(path: Path) -> dict[str, HeapRule]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return {key: HeapRule(**rule) for key, rule in content.items()}
    except (OSError, ValueError, TypeError) as error:
        raise LayerError(say("errors.rules_broken", path=path, reason=error)) from error


def closed_heaps(territory: Territory, heaps: Layer) -> NDArray[np.bool_]:
    """Return which features of the heaps layer are closed, by the layer or by a rule."""
    shut = [key for key, rule in heap_rules(territory).items() if rule.closed]
    closed: NDArray[np.bool_] = heaps.data["id"].isin(shut).to_numpy(dtype=bool)
    if "access" in heaps.data:
        closed = closed | heaps.data["access"].eq("closed").to_numpy(dtype=bool)
    return closed
