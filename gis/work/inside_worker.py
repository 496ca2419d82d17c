"""What a function that runs in a worker may say and ask there; elsewhere it says nothing and goes on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

stop = threading.Event()
"""Set when whoever waits for the work in hand wants what there is of it."""
_hearers: list[Callable[[int, int], None]] = []


def tell(done: int, total: int) -> None:
    """Tell how far the work is, of how much."""
    for hear in _hearers:
        hear(done, total)


def stopping() -> bool:
    """Whether the work shall end early, and give what it has."""
    return stop.is_set()


def hear(hearer: Callable[[int, int], None]) -> None:
    """Let one hearer alone be told from here on."""
    _hearers[:] = [hearer]
