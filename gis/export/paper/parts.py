"""Small parts that documents share, as plain data for their templates."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import segno

from gis.export.paper.map_drawing import swatch
from gis.export.paper.printable import Svg
from gis.words import listed, number, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gis.export.paper.map_drawing import MapDrawing
    from gis.territory import Style

DASH = "–"


@dataclass(frozen=True)
class LegendLine:
    """One line of a legend; `kind` is `polygon`, `line` or `point`."""

    text: str
    style: Style
    kind: str


def legend_data(lines: Iterable[LegendLine]) -> list[dict[str, str]]:
    """Return a legend for a template: words and samples."""
    return [{"text": line.text, "swatch": swatch(line.style, line.kind)} for line in lines]


def map_alt(subject: str, drawing: MapDrawing, entries: Sequence[str]) -> str:
    """Tell what a map shows: its subject, its scale, what lies in it."""
    seen = listed([text[:1].lower() + text[1:] for text in dict.fromkeys(entries)])
    return say("paper.map_alt", subject=subject, scale=number(drawing.frame.scale), entries=seen)


def qr_code(link: str) -> dict[str, str] | None:
    """Return the QR code of an address for a template; nothing where it is empty."""
    if not link:
        return None
    return {"link": link, "svg": _code(link), "alt": say("paper.qr_alt", link=link)}


@lru_cache(maxsize=256)
def _code(link: str) -> Svg:
    buffer = io.BytesIO()
    segno.make(link, error="m").save(
        buffer, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None
    )
    return Svg(buffer.getvalue().decode())


def or_dash(value: Any) -> str:
    """Return a value as text, or a dash where nothing is known."""
    return DASH if value is None or value == "" else str(value)
