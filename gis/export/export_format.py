"""What one export format is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from gis.words import catalogue, say

Write = TypeVar("Write")


@dataclass(frozen=True)
class ExportFormat(Generic[Write]):
    """One form in which something leaves the atlas as a file.

    Attributes
    ----------
    key : str
        Its name in the command line, in keys of pages and among the formats of one subject.
    extension : str
        Ending of the files, without a dot.
    media_type : str
        Media type of the files (https://www.iana.org/assignments/media-types).
    label : str
        Key of the words on its button; its key in capitals where the catalogue has none.
    write : callable
        Makes the file; what it takes depends on the subject.
    place : int
        Place of its button on the page; that of 0 is the main one.
    option : str or None
        What `--help` says of the option that writes it; without one, none does.
    """

    key: str
    extension: str
    media_type: str
    label: str
    write: Write
    place: int = 1
    option: str | None = None

    @property
    def text(self) -> str:
        """The words on its button, in the language in use."""
        return say(self.label) if self.label in catalogue() else self.key.upper()
