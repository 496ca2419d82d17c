"""Telling an address that somebody opened from one that the browser had not yet seen replaced."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

LATE_SECONDS = 5.0
"""So long after the page wrote its address, a busy browser may still send the one before."""


@dataclass
class Replaced:
    """What stood in the address before the page wrote there itself, and when it did."""

    at: dict[str | None, float] = field(default_factory=dict)

    def note(self, before: str | None) -> None:
        """Remember what the page is about to replace."""
        self.at = {text: when for text, when in self.at.items() if time.monotonic() - when < LATE_SECONDS}
        self.at[before] = time.monotonic()

    def late(self, text: str | None) -> bool:
        """Tell whether an address is one that the page has just replaced: obeying it would undo a change."""
        when = self.at.get(text)
        return when is not None and time.monotonic() - when < LATE_SECONDS
