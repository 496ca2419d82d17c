"""Names on a printed map, where there is room for them: none covers another, a scale bar or a sign."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np
from PIL import ImageFont

from gis.export.paper.printable import clean_text
from gis.export.paper.svg_paths import units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gis.export.paper.frame import Frame

FONT, FONT_PACKAGE = "Source Sans Pro", "font_source_sans_pro"
MM_PER_POINT = 25.4 / 72
HALO_MM = 0.4
_HEIGHT = 0.78
"""Height of letters with their ascents and descents, as a share of the size of the type."""
_MEASURED_AT = 100
_SHIFTS = ((0.0, 0.0), (0.0, -1.0), (0.0, 1.0), (0.56, 0.0), (-0.56, 0.0), (0.56, -1.0), (-0.56, 1.0))
"""Where a name may stand, in its own widths and heights from its place, best first."""

Box = tuple[float, float, float, float]


@cache
def _letters() -> Any:
    if find_spec(FONT_PACKAGE) is None:
        return ImageFont.load_default(_MEASURED_AT)
    path = resources.files(FONT_PACKAGE) / "files" / "SourceSansPro-Semibold.ttf"
    return ImageFont.truetype(str(path), _MEASURED_AT)


def text_width(text: str, size: float) -> float:
    """Return how wide a text in bold is, in mm; `size` in points."""
    return float(_letters().getlength(text)) / _MEASURED_AT * size * MM_PER_POINT


class Labels:
    """The names of a map as they are placed, each in the room that those before it left.

    Parameters
    ----------
    frame : Frame
        What they stay within.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._taken = np.empty((0, 4))
        self._written: list[str] = []

    def reserve(self, boxes: Iterable[Box]) -> None:
        """Keep rectangles of paper, (left, top, right, bottom) in mm, free of names."""
        self._taken = np.vstack([self._taken, *(np.array(box, dtype=float)[None] for box in boxes)])

    def place(self, x: float, y: float, text: str, *, size: float, must: bool = False) -> bool:
        """Write a text around a place in mm, and tell whether there was room for it.

        Parameters
        ----------
        size : float
            Of the type, in points.
        must : bool
            Write it at its place where there is room nowhere.
        """
        width, height = text_width(text, size) + 2 * HALO_MM, size * MM_PER_POINT * _HEIGHT + HALO_MM
        for right, down in _SHIFTS:
            box = _around(x + right * width, y + down * height, width, height)
            if self._free(box):
                self._write(box, text, size)
                return True
        if must:
            box = _around(x, y, width, height)
            self._write(self._held(box), text, size)
        return must

    def at(
        self, x: float, y: float, text: str, *, size: float, anchor: str = "middle", ink: str = "#000"
    ) -> None:
        """Write a text where room is kept for it, beside the map or on a plate; it stands on the line `y`."""
        self._written.append(_text(x, y, text, size, anchor, halo=False, ink=ink))

    @property
    def svg(self) -> str:
        """The names, as elements of an SVG."""
        return "".join(self._written)

    def _free(self, box: Box) -> bool:
        left, top, right, bottom = box
        within = left >= 0 and top >= 0 and right <= self._frame.width and bottom <= self._frame.height
        taken = self._taken
        crossed = (taken[:, 0] < right) & (taken[:, 2] > left) & (taken[:, 1] < bottom) & (taken[:, 3] > top)
        return within and not crossed.any()

    def _held(self, box: Box) -> Box:
        """Return a rectangle moved into the frame."""
        left, top, right, bottom = box
        right_by = max(0.0, -left) - max(0.0, right - self._frame.width)
        down_by = max(0.0, -top) - max(0.0, bottom - self._frame.height)
        return left + right_by, top + down_by, right + right_by, bottom + down_by

    def _write(self, box: Box, text: str, size: float) -> None:
        left, top, right, bottom = box
        self.reserve([box])
        line = (top + bottom) / 2 + size * MM_PER_POINT * 0.33
        self._written.append(_text((left + right) / 2, line, text, size, "middle", halo=True))


def _around(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _text(x: float, y: float, text: str, size: float, anchor: str, *, halo: bool, ink: str = "#000") -> str:
    place = f'x="{units(x)}" y="{units(y)}" font-size="{units(size * MM_PER_POINT)}" text-anchor="{anchor}"'
    letters = escape(clean_text(text))
    shown = f'<text {place} fill="{ink}">{letters}</text>'
    if not halo:
        return shown
    # Apart from the letters: the halo of one must not cover the one before it.
    edge = f'fill="#fff" stroke="#fff" stroke-width="{units(2 * HALO_MM)}" stroke-linejoin="round"'
    return f"<text {place} {edge}>{letters}</text>{shown}"
