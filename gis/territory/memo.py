"""Work done once for each territory, or for what was worked out from one, kept as long as that is."""

from __future__ import annotations

import threading
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Subject = TypeVar("Subject")
Kept = TypeVar("Kept")
_lock = threading.Lock()
_SHELF, _LOCKS = "_kept", "_making"


def memoised(make: Callable[[Subject], Kept]) -> Callable[[Subject], Kept]:
    """Let a function of a territory work only once for each; every later call returns what it made first.

    The result lives on the territory itself, so that it goes when the territory goes. What was worked out
    from a territory, and is changed no more, may take its place. Who asks while it is being made waits for
    it; who asks for something else does not.
    """

    @wraps(make)
    def kept(subject: Subject) -> Kept:
        cache = vars(subject).setdefault(_SHELF, {})
        if make not in cache:
            with _lock:
                making = vars(subject).setdefault(_LOCKS, {}).setdefault(make, threading.RLock())
            with making:
                if make not in cache:
                    cache[make] = make(subject)
        return cache[make]

    return kept
