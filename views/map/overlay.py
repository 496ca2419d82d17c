"""What a page lays over the map: plain GeoJSON in WGS 84, where the map goes, and the profile of a way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.crs import Projection
    from gis.walks import Profile
    from views.map.spec import Bounds, Tool

STRONG, CASING, FAINT = "#0b5fa5", "#ffffff", "#5c7f9c"
STOP, CARE, KNOW = "#b3261e", "#b26a00", "#52605a"
FOUND, CHOSEN, MUD, OWN = "#7a1fa2", "#1d2a26", "#7a5230", "#5a2c66"
MOST_POINTS = 500
"""Points of a profile that the browser gets; more would not be seen."""
MARGIN_M = 70.0
"""Room around what is fitted."""
Collection = dict[str, Any]


@dataclass
class Scene:
    """What one run asks of the map.

    Attributes
    ----------
    projection : Projection
        The system of the shapes that are drawn: that of the territory.
    features : list
        GeoJSON features, drawn in their order.
    fit : tuple, optional
        West, south, east, north.
    profile : list, optional
        Points of `MapSpec.profile`.
    cards : bool
        Whether a click opens the card of what lies there; not while it places something.
    """

    projection: Projection
    features: list[dict[str, Any]] = field(default_factory=list)
    fit: Bounds | None = None
    profile: list[list[float]] | None = None
    cards: bool = True
    draw: tuple[Tool, ...] = ()

    @property
    def overlay(self) -> Collection | None:
        """The features as one collection; nothing when there are none."""
        return collection(self.features) if self.features else None

    def line(
        self, shape: BaseGeometry, *, label: str = "", strong: bool = True, colour: str = STRONG
    ) -> None:
        """Draw a line in metres; a strong one on a white casing, a faint one thin and dashed."""
        if strong:
            self.shape(shape, {"stroke": CASING, "weight": 10})
            self.shape(shape, {"stroke": colour, "weight": 5}, label=label)
        else:
            self.shape(shape, {"stroke": colour, "weight": 3, "dash": "7 6"}, label=label)

    def shape(self, shape: BaseGeometry, style: dict[str, Any], *, label: str = "", popup: str = "") -> None:
        """Draw a shape in metres with its look."""
        self.features.append(feature(self.projection, shape, style, label=label, popup=popup))

    def dot(
        self,
        lonlat: Sequence[float],
        *,
        label: str = "",
        colour: str = STRONG,
        popup: str = "",
        small: bool = False,
    ) -> None:
        """Draw a place, WGS 84."""
        size = {"radius": 5, "weight": 2} if small else {"radius": 8, "weight": 3}
        properties = {
            "style": {"stroke": CASING, "fill": colour, "opacity": 1, **size},
            "label": label,
            "popup": popup,
        }
        place = {"type": "Point", "coordinates": [float(lonlat[0]), float(lonlat[1])]}
        self.features.append({"type": "Feature", "properties": properties, "geometry": place})

    def look_at(self, shapes: Iterable[BaseGeometry]) -> None:
        """Fit the map to shapes in metres."""
        found = list(shapes)
        if found:
            self.fit = around(self.projection, found, margin_m=MARGIN_M)

    def tell_heights(self, profile: Profile) -> None:
        """Draw the profile of a way, where its heights are known all along."""
        if not profile.known:
            return
        rows = np.unique(np.linspace(0, len(profile.distance_m) - 1, MOST_POINTS).round().astype(int))
        columns = (
            profile.lonlat[rows].round(6),
            profile.distance_m[rows].round(1),
            profile.height_m[rows].round(1),
        )
        self.profile = np.column_stack(columns).tolist()


def feature(
    projection: Projection, shape: BaseGeometry, style: dict[str, Any], *, label: str = "", popup: str = ""
) -> dict[str, Any]:
    """Return a geometry in metres as a GeoJSON feature with its look."""
    (made,) = features(projection, [shape], style, popups=[popup])
    made["properties"]["label"] = label
    return made


def features(
    projection: Projection,
    shapes: Sequence[BaseGeometry] | NDArray[np.object_],
    style: dict[str, Any],
    *,
    popups: Iterable[str] = (),
) -> list[dict[str, Any]]:
    """Return geometries in metres as GeoJSON features of one look.

    Parameters
    ----------
    popups : iterable of str, optional
        What a click tells of each, one text a shape.
    """
    moved = projection.to_wgs84(np.asarray(shapes, dtype=object))
    texts = list(popups) or [""] * len(moved)
    return [
        {
            "type": "Feature",
            "properties": {"style": style, "label": "", "popup": popup},
            "geometry": shapely.geometry.mapping(shape),
        }
        for shape, popup in zip(moved, texts, strict=True)
    ]


def collection(made: list[dict[str, Any]]) -> Collection:
    """Return features as one collection."""
    return {"type": "FeatureCollection", "features": made}


def around(
    projection: Projection, shapes: Sequence[BaseGeometry] | NDArray[np.object_], *, margin_m: float
) -> Bounds:
    """Return the bounds in WGS 84 of shapes in metres, and of so many metres around them."""
    low_x, low_y, high_x, high_y = shapely.total_bounds(np.asarray(shapes, dtype=object))
    ground = shapely.box(low_x - margin_m, low_y - margin_m, high_x + margin_m, high_y + margin_m)
    (degrees,) = projection.to_wgs84(np.array([ground], dtype=object))
    west, south, east, north = (round(float(edge), 5) for edge in degrees.bounds)
    return west, south, east, north
