"""What one visitor does on the page of data: the open part, the layer and the file that they bring."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from views.ui.state import PageState

if TYPE_CHECKING:
    import tempfile
    from pathlib import Path

    from gis.imports import Preview
    from gis.sources import CommuneMatches


@dataclass(frozen=True)
class Sent:
    """A file that a visitor sent, on the server's disk for as long as its page is open.

    Attributes
    ----------
    file_id : str
        Changes with each file sent.
    """

    file_id: str
    path: Path
    folder: tempfile.TemporaryDirectory[str]


@dataclass
class DataState(PageState):
    """What was chosen, sent and found.

    Attributes
    ----------
    layer : str
        The theme that a file is brought for.
    layers : list
        The layers chosen to be fetched.
    count : int
        Grows with each file put in place, so that the uploader is empty again.
    sent : Sent, optional
        The file that was sent.
    previews : dict
        What that file gives, by the way in which it was read.
    communes : list
        The communes found by a name.
    """

    KEY: ClassVar[str] = "data_state"
    layer: str = ""
    layers: list[str] = field(default_factory=list)
    count: int = 0
    sent: Sent | None = None
    previews: dict[Any, Preview] = field(default_factory=dict)
    communes: list[CommuneMatches] = field(default_factory=list)
    not_looked_up: str = ""
