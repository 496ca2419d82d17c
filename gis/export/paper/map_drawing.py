"""A map for paper and pictures, drawn as SVG from the same styles as the web map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.export.paper.frame import Frame
from gis.export.paper.map_labels import FONT, Labels
from gis.export.paper.printable import Svg
from gis.export.paper.svg_paths import (
    LINE,
    POINT,
    POLYGON,
    area_path,
    figure_path,
    inside,
    line_path,
    units,
)
from gis.export.paper.svg_style import hatch, hatch_name, pen, symbol

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Style

SWATCH = Frame(7.0, 3.4, (0.0, 0.0, 7.0, 3.4))
"""Room of one entry of a legend, in mm, for shapes in mm."""
_SAMPLES = {
    "polygon": shapely.box(0.25, 0.25, 6.75, 3.15),
    "line": shapely.LineString([[0.0, 1.7], [7.0, 1.7]]),
    "point": shapely.Point(3.5, 1.7),
}


@dataclass(frozen=True)
class Picture:
    """A drawing for a template.

    Attributes
    ----------
    shapes, words : Svg
        Two drawings that lie one on the other: a screen reader is told `alt` in place of both.
    width, height : float
        In mm.
    alt : str
        What it shows, in a sentence; empty for what only decorates.
    """

    shapes: Svg
    words: Svg
    width: float
    height: float
    alt: str

    @property
    def data(self) -> dict[str, Any]:
        """The drawing as plain data."""
        return dict(vars(self))


class MapDrawing:
    """A map that grows from below: shapes first, then names.

    Parameters
    ----------
    frame : Frame
        Its paper and its ground.
    below : float
        Room beneath the frame for what stands beside the map, in mm.

    Examples
    --------
    >>> import numpy as np, shapely
    >>> from gis.export.paper import MapDrawing, fit
    >>> from gis.territory import Style
    >>> drawing = MapDrawing(fit((0, 0, 100, 100), width=50, height=50, margin=0.0))
    >>> drawing.draw(np.array([shapely.box(10, 10, 90, 90)]), Style("#000000", hatch="cross"))
    >>> drawing.picture(alt="A square field").width
    50
    """

    def __init__(self, frame: Frame, *, below: float = 0.0) -> None:
        self.frame, self.below = frame, below
        self.labels = Labels(frame)
        self._shapes: list[str] = []
        self._beside: list[str] = []
        self._hatches: dict[str, str] = {}

    def copy(self) -> MapDrawing:
        """Return a map that starts from what is drawn on this one; names are not taken over."""
        made = MapDrawing(self.frame, below=self.below)
        made._shapes, made._beside = [*self._shapes], [*self._beside]
        made._hatches = {**self._hatches}
        return made

    def draw(self, shapes: NDArray[np.object_], style: Style) -> None:
        """Draw shapes in metres; what lies outside of the frame is cut off."""
        parts, dimensions = inside(self.frame, shapes)
        areas, lines, points = (parts[dimensions == kind] for kind in (POLYGON, LINE, POINT))
        if len(areas):
            self._area(area_path(self.frame, areas), style)
        if len(lines):
            self._shapes.append(f'<path d="{line_path(self.frame, lines)}" fill="none" {pen(style)}/>')
        if len(points):
            self.marks(self.frame.to_paper(shapely.get_coordinates(points)), style)

    def marks(self, centres: NDArray[np.float64], style: Style) -> None:
        """Draw the symbol of a style at places of paper, (n, 2) in mm."""
        path = figure_path(centres, symbol(style.icon))
        fill = "#ffffff" if style.icon == "ring" else style.fill or "#ffffff"
        self._shapes.append(f'<path d="{path}" fill="#fff" stroke="#fff" stroke-width="70"/>')
        self._shapes.append(f'<path d="{path}" fill="{fill}" stroke="{style.stroke}" stroke-width="35"/>')

    def figures(self, centres: NDArray[np.float64], corners: NDArray[np.float64], look: str) -> None:
        """Draw one closed figure around places of paper, (n, 2) and (k, 2) in mm, with attributes of SVG."""
        self._shapes.append(f'<path d="{figure_path(centres, corners)}" {look}/>')

    def add(self, element: str, *, beside: bool = False) -> None:
        """Draw an element of SVG as it is, `beside` the map or in its frame."""
        (self._beside if beside else self._shapes).append(element)

    def name(self, place: BaseGeometry, text: str, *, size: float, must: bool = False) -> None:
        """Write a text at a place on the ground, where there is room."""
        point = place.representative_point() if shapely.get_dimensions(place) else place
        ((x, y),) = self.frame.to_paper(shapely.get_coordinates(point))
        self.labels.place(float(x), float(y), text, size=size, must=must)

    def picture(self, *, alt: str) -> Picture:
        """Return the finished drawing."""
        width, height = self.frame.width, self.frame.height
        size = f"0 0 {units(width)} {units(height + self.below)}"
        definitions = (
            "".join(self._hatches.values())
            + f'<clipPath id="frame"><path d="M0 0h{units(width)}v{units(height)}H0z"/></clipPath>'
        )
        drawn = f'<g clip-path="url(#frame)">{"".join(self._shapes)}</g>{"".join(self._beside)}'
        return Picture(
            shapes=_svg(size, f"<defs>{definitions}</defs>{drawn}"),
            words=_svg(size, f'<g font-family="{FONT}" font-weight="600">{self.labels.svg}</g>'),
            width=width,
            height=height + self.below,
            alt=alt,
        )

    def _area(self, path: str, style: Style) -> None:
        fill = f'fill="{style.fill}" fill-opacity="{style.opacity:g}"' if style.fill else 'fill="none"'
        name = hatch_name(style)
        if not name:
            self._shapes.append(f'<path d="{path}" {fill} {pen(style)}/>')
            return
        # The hatch lies between: an outline that it covered would be thinner than its sample.
        self._hatches[name] = hatch(style)
        below = (fill,) if style.fill else ()
        looks = (*below, f'fill="url(#{name})"', f'fill="none" {pen(style)}')
        self._shapes += [f'<path d="{path}" {look}/>' for look in looks]


@cache
def swatch(style: Style, kind: str) -> Svg:
    """Return the sample of a style in a legend, as an SVG of the size of `SWATCH`.

    Parameters
    ----------
    kind : str
        `polygon`, `line` or `point`.
    """
    drawing = MapDrawing(SWATCH)
    drawing.draw(np.array([_SAMPLES.get(kind, _SAMPLES["polygon"])], dtype=object), style)
    return drawing.picture(alt="").shapes


def _svg(size: str, content: str) -> Svg:
    return Svg(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}">{content}</svg>')
