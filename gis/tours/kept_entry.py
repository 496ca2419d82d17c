"""One stop or tour that somebody keeps, as others and its owner see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gis.tours.guide_documents import Document


@dataclass(frozen=True)
class Entry:
    """One stop or tour that somebody keeps.

    Attributes
    ----------
    kind : str
        `stops` or `tours`.
    document : dict
        Without contacts and notes where the reader may not see them.
    mine : bool
        Whether it belongs to who reads it.
    by : str
        How its owner is called; empty for a session.
    shared, shared_private : bool
        Whether everybody sees it, and whether guides and agents see its contacts and notes, too.
    """

    kind: str
    key: str
    document: Document
    mine: bool
    by: str = ""
    owner: str = ""
    shared: bool = False
    shared_private: bool = False
