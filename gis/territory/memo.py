"""Work done once for each territory, kept as long as the territory is."""

from __future__ import annotations

import threading
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.territory.territory import Territory

Kept = TypeVar("Kept")
_lock = threading.RLock()
_SHELF = "_kept"


def memoised(make: Callable[[Territory], Kept]) -> Callable[[Territory], Kept]:
    """Let a function of a territory work only once for each; every later call returns what it made first.

    The result lives on the territory itself, so that it goes when the territory goes.
    """

    @wraps(make)
    def kept(territory: Territory) -> Kept:
        cache = vars(territory).setdefault(_SHELF, {})
        if make not in cache:
            with _lock:
                if make not in cache:
                    cache[make] = make(territory)
        return cache[make]

    return kept
