"""What one piece of heavy work may take."""

from __future__ import annotations

from dataclasses import dataclass

GIGABYTE = 1_000_000_000


@dataclass(frozen=True)
class WorkLimits:
    """What one piece of work may take before it is ended.

    Attributes
    ----------
    seconds : float
        From its begin on; what it waits in the queue does not count.
    memory_bytes : int
        Beside what its process holds already. Kept on Linux alone.
    """

    seconds: float = 120.0
    memory_bytes: int = 2 * GIGABYTE


DEFAULT = WorkLimits()
