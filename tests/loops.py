"""Coroutines run to their end from a test."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine


def finished(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Return what a coroutine gives, run in a thread of its own.

    A browser driven elsewhere in the run keeps a loop going in the thread of the tests.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
