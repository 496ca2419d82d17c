"""The coordinate systems that people may choose from, and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.crs import WGS84, system_name
from gis.words import say

if TYPE_CHECKING:
    from gis.crs import Projection

WEB = "EPSG:3857"
SPOKEN = frozenset({"EPSG:3950", "EPSG:27561", WEB, WGS84})
"""Systems that are called otherwise in each language; all others go by their own name."""


def systems(projection: Projection) -> tuple[str, ...]:
    """Return what the file of a territory may be in that does not say so: its legal system first."""
    return *projection.plausible, WEB


def system_words(code: str) -> str:
    """Return what to call a system in the language in use."""
    return say(f"systems.crs_{code.removeprefix('EPSG:')}") if code in SPOKEN else system_name(code)
