"""How one layer of an update ended."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from gis.words import from_code, many, number

Result = Literal["fetched", "empty", "no_data", "failed", "unchanged", "stopped"]


@dataclass(frozen=True)
class Outcome:
    """How one layer of an update ended.

    Attributes
    ----------
    outcome : Result
        `fetched`; `empty`, fetched and nothing there; `no_data`, no service speaks of this commune, or nobody
        knows whether it does; `failed`; `unchanged`, the service has nothing newer; `stopped` before it was
        done.
    matched : int or None
        Features that the service said it has.
    shared : bool
        Whether those of other layers are among them.
    received, kept, repaired, doubles, outside, rejected_count : int
        What became of the features.
    rejected : list
        Features left out, `{"id", "reason"}`, as far as they are named.
    because : Any
        Why it failed, as `gis.words.as_code` keeps it; `last_good` says since when the data in place are
        the last good ones.
    note : str
        What to know of the layer, a sentence.
    """

    layer: str
    outcome: Result
    service: str = ""
    url: str = ""
    matched: int | None = None
    shared: bool = False
    received: int = 0
    kept: int = 0
    repaired: int = 0
    doubles: int = 0
    outside: int = 0
    rejected_count: int = 0
    rejected: tuple[dict[str, str], ...] = ()
    because: Any = None
    last_good: str = ""
    note: str = ""

    @property
    def counted(self) -> str:
        """How many of the features that came are this layer's, where a reply serves several layers."""
        if not self.shared or self.matched is None:
            return ""
        return many("update.counted", self.received, matched=number(self.matched))

    @property
    def reason(self) -> str:
        """Why it failed, in the language in use."""
        return from_code(self.because)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, with `reason` in words."""
        told = asdict(self)
        del told["because"]
        return {**told, "reason": self.reason}
