"""Names of files made from names in the data: short, plain, and harmless on every system."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)}
)
"""Names that Windows keeps for devices: https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""


def safe_name(text: str, *, fallback: str = "export", longest: int = LONGEST) -> str:
    """Return a text as part of a file name: ASCII letters, digits, `-` and `_` only.

    Parameters
    ----------
    text : str
        Any text; accents are taken off, everything else unusual becomes one hyphen.
    fallback : str
        What to return where nothing of the text is left.
    longest : int
        Most characters of the result.
    """
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae"))
    ascii_only = plain.encode("ascii", "ignore").decode("ascii").lower()
    name = re.sub(r"[^a-z0-9_]+", "-", ascii_only).strip("-_")[:longest].rstrip("-_")
    return f"{name}-" if name in _RESERVED else name or fallback


def file_name(*parts: str, extension: str) -> str:
    """Return a file name such as `grenay_slag_heaps.gpkg` from texts and an extension."""
    return f"{'_'.join(safe_name(part) for part in parts if part)}.{safe_name(extension)}"
