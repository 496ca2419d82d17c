"""What is told of the marks on a way: mud, closures not checked yet, and marks that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.words import date_text, say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gis.network import DayMarks, Mark, Network


def marks_told(marks: DayMarks, network: Network, edges: NDArray[np.int64]) -> list[str]:
    """Return what to know of the marks on some edges, in the language in use."""
    found = [] if marks.known else [say("walks.marks_unknown")]
    return found + [mark_text(mark) for mark in marks.passed(network, edges)]


def mark_text(mark: Mark) -> str:
    """Return what to know of one mark on the way, and whether it was checked."""
    key = mark.state if mark.checked else f"{mark.state}_unchecked"
    return say(f"walks.track_{key}", reason=mark.reason, until=date_text(mark.until))
