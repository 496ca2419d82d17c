"""Draw a map on paper from the same styles as the web map: hatches and dashes tell it in black and white."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.export.paper.paper import FONT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.export.paper.paper import Paper
    from gis.territory import Style

POINTS_PER_PIXEL = 0.5
MM_PER_POINT = 0.3528
HATCH_MM = 1.6
"""Distance between the lines of a hatch, in millimetres on paper."""
_ANGLES = {
    "diagonal": (45.0,),
    "back_diagonal": (-45.0,),
    "cross": (45.0, -45.0),
    "horizontal": (0.0,),
    "vertical": (90.0,),
}


@dataclass(frozen=True)
class Frame:
    """A rectangle of paper, in millimetres, and the ground in it, in EPSG:2154 metres."""

    x: float
    y: float
    width: float
    height: float
    bounds: tuple[float, float, float, float]

    @property
    def mm_per_metre(self) -> float:
        """Millimetres of paper for a metre of ground."""
        return self.width / (self.bounds[2] - self.bounds[0])

    @property
    def scale(self) -> int:
        """Denominator of the scale, 2000 for 1:2000."""
        return round(1_000 / self.mm_per_metre)

    @property
    def ground(self) -> BaseGeometry:
        """The ground in the frame."""
        return shapely.box(*self.bounds)

    def to_paper(self, coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return places on paper, (n, 2) in mm, for places on the ground, (n, 2) in EPSG:2154."""
        factor = self.mm_per_metre
        x = self.x + (coordinates[:, 0] - self.bounds[0]) * factor
        y = self.y + (self.bounds[3] - coordinates[:, 1]) * factor
        return np.column_stack([x, y])


def fit(
    bounds: Sequence[float],
    *,
    x: float,
    y: float,
    width: float,
    height: float,
    margin: float = 0.12,
    least_m: float = 120.0,
) -> Frame:
    """Return the frame that shows some ground in a rectangle of paper.

    Parameters
    ----------
    bounds : sequence of float
        Ground to show, (min x, min y, max x, max y) in EPSG:2154.
    x, y, width, height : float
        Rectangle of paper in mm.
    margin : float
        Ground added around, as a share of the larger side.
    least_m : float
        Least width of ground, in metres.
    """
    centre_x, centre_y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
    extra = 2 * margin * max(wide, high)
    ground_width = max(wide + extra, least_m, (high + extra) * width / height)
    ground_height = ground_width * height / width
    half_w, half_h = ground_width / 2, ground_height / 2
    return Frame(
        x, y, width, height, (centre_x - half_w, centre_y - half_h, centre_x + half_w, centre_y + half_h)
    )


def draw(pdf: Paper, frame: Frame, geometries: NDArray[np.object_], style: Style) -> None:
    """Draw geometries in a frame; what lies outside of it is cut off."""
    near = geometries[shapely.intersects(geometries, frame.ground)]
    if not len(near):
        return
    inside = shapely.intersection(near, frame.ground)
    parts = shapely.get_parts(shapely.get_parts(inside))
    dimensions = shapely.get_dimensions(parts)
    with pdf.local_context():
        _pen(pdf, style)
        _areas(pdf, frame, parts[dimensions == 2], style)  # noqa: PLR2004
        _lines(pdf, frame, parts[dimensions == 1])
        _points(pdf, frame, parts[dimensions == 0], style)


def legend(
    pdf: Paper,
    entries: Sequence[tuple[str, Style, str]],
    *,
    x: float,
    y: float,
    width: float,
    size: float = 8,
) -> float:
    """Draw a legend, one line an entry, and return the y below it.

    Parameters
    ----------
    entries : sequence of (text, style, kind)
        `kind` is `polygon`, `line` or `point`.
    """
    for text, style, kind in entries:
        _swatch(pdf, style, kind, x=x, y=y)
        pdf.set_font(FONT, "", size)
        pdf.set_xy(x + 9, y - 0.4)
        pdf.multi_cell(width - 9, size * 0.42, text, align="L")
        y = max(y + 5, pdf.get_y() + 1)
    return y


def label(pdf: Paper, frame: Frame, place: BaseGeometry, text: str, *, size: float = 8) -> None:
    """Write a text at a place, on a white ground so that it can be read over the map."""
    point = place.representative_point() if shapely.get_dimensions(place) else place
    ((x, y),) = frame.to_paper(shapely.get_coordinates(point))
    pdf.set_font(FONT, "B", size)
    width, height = pdf.get_string_width(text) + 1.4, size * 0.42
    with pdf.local_context(fill_opacity=0.85):
        pdf.set_fill_color(255)
        pdf.rect(x - width / 2, y - height / 2, width, height, style="F")
    pdf.set_xy(x - width / 2, y - height / 2)
    pdf.cell(width, height, text, align="C")


def _pen(pdf: Paper, style: Style) -> None:
    pdf.set_draw_color(style.stroke)
    pdf.set_line_width(max(style.weight * POINTS_PER_PIXEL * MM_PER_POINT, 0.1))
    steps = [float(step) * POINTS_PER_PIXEL * MM_PER_POINT for step in style.dash.replace(",", " ").split()]
    if steps:
        # Caps reach over the ends of a dash: the gap is widened by the line's own width.
        gap = (steps[1] if len(steps) > 1 else steps[0]) + pdf.line_width
        pdf.set_dash_pattern(max(steps[0], 0.2), gap)


def _areas(pdf: Paper, frame: Frame, shapes: NDArray[np.object_], style: Style) -> None:
    for shape in shapes:
        rings = [shape.exterior, *shape.interiors]
        paper = [frame.to_paper(shapely.get_coordinates(ring)) for ring in rings]
        if style.fill:
            _fill(pdf, paper, style)
        if style.hatch:
            _hatch(pdf, frame, shape, style)
        for ring in paper:
            pdf.polyline(ring.tolist(), polygon=True)


def _fill(pdf: Paper, rings: list[NDArray[np.float64]], style: Style) -> None:
    with pdf.new_path() as path:
        path.style.fill_color = style.fill
        path.style.fill_opacity = style.opacity
        path.style.stroke_color = None
        path.style.intersection_rule = "evenodd"
        for ring in rings:
            path.move_to(*ring[0])
            for point in ring[1:]:
                path.line_to(*point)
            path.close()


def _hatch(pdf: Paper, frame: Frame, shape: BaseGeometry, style: Style) -> None:
    step = HATCH_MM / frame.mm_per_metre
    with pdf.local_context():
        pdf.set_line_width(0.12)
        pdf.set_dash_pattern()
        if style.hatch == "dots":
            _dots(pdf, frame, shape, step)
        for angle in _ANGLES.get(style.hatch, ()):
            lines = shapely.intersection(_rules(shape, angle, step), shape)
            _lines(pdf, frame, shapely.get_parts(shapely.get_parts(lines)))


def _rules(shape: BaseGeometry, angle: float, step: float) -> NDArray[np.object_]:
    """Return parallel lines over a shape, counted from a fixed origin so that neighbours' hatches meet."""
    turn = np.radians(angle)
    along, across = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    corners = shapely.get_coordinates(shape.envelope)
    low, high = (corners @ across).min(), (corners @ across).max()
    start, end = (corners @ along).min(), (corners @ along).max()
    offsets = np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
    first = offsets[:, None] * across + start * along
    last = offsets[:, None] * across + end * along
    return np.asarray(shapely.linestrings(np.stack([first, last], axis=1)))


def _dots(pdf: Paper, frame: Frame, shape: BaseGeometry, step: float) -> None:
    # A dash of no length is a dot: thousands of them take the room of a few lines.
    pdf.set_line_width(0.35)
    pdf.set_dash_pattern(0.01, HATCH_MM)
    rows = shapely.intersection(_rules(shape, 0.0, step), shape)
    _lines(pdf, frame, shapely.get_parts(shapely.get_parts(rows)))


def _lines(pdf: Paper, frame: Frame, shapes: NDArray[np.object_]) -> None:
    for shape in shapes:
        pdf.polyline(frame.to_paper(shapely.get_coordinates(shape)).tolist())


def _points(pdf: Paper, frame: Frame, shapes: NDArray[np.object_], style: Style) -> None:
    pdf.set_fill_color(style.fill or "#ffffff")
    pdf.set_line_width(0.35)
    for x, y in frame.to_paper(shapely.get_coordinates(shapes)):
        pdf.circle(x, y, 1.1, style="DF")


def _swatch(pdf: Paper, style: Style, kind: str, *, x: float, y: float) -> None:
    sample: dict[str, Any] = {
        "polygon": shapely.box(0, 0, 7, 3.4),
        "line": shapely.linestrings([[0, 1.7], [7, 1.7]]),
        "point": shapely.points(3.5, 1.7),
    }
    paper = Frame(x, y, 7.0, 3.4, (0.0, 0.0, 7.0, 3.4))
    draw(pdf, paper, np.array([sample.get(kind, sample["polygon"])], dtype=object), style)
