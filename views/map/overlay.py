"""What the map shows of a walk, a track or a mark: plain GeoJSON in WGS 84, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.crs import to_wgs84

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from gis.walks import Profile
    from views.map.spec import Bounds, Tool

STRONG, CASING, FAINT = "#0b5fa5", "#ffffff", "#5c7f9c"
STOP, CARE, KNOW = "#b3261e", "#b26a00", "#52605a"
MUD = "#7a5230"
MOST_POINTS = 500
"""Points of a profile that the browser gets; more would not be seen."""
MARGIN = 0.0008
"""Room around what is fitted, in degrees; about 70 m."""


@dataclass
class Scene:
    """What one run asks of the map.

    Attributes
    ----------
    features : list
        GeoJSON features, drawn in their order.
    fit : tuple, optional
        West, south, east, north.
    profile : list, optional
        Points of `MapSpec.profile`.
    cards : bool
        Whether a click opens the card of what lies there; not while it places something.
    """

    features: list[dict[str, Any]] = field(default_factory=list)
    fit: Bounds | None = None
    profile: list[list[float]] | None = None
    cards: bool = True
    draw: tuple[Tool, ...] = ()

    @property
    def overlay(self) -> dict[str, Any] | None:
        """The features as one collection; nothing when there are none."""
        return {"type": "FeatureCollection", "features": self.features} if self.features else None

    def line(
        self, shape: BaseGeometry, *, label: str = "", strong: bool = True, colour: str = STRONG
    ) -> None:
        """Draw a line, EPSG:2154; a strong one on a white casing, a faint one thin and dashed."""
        if strong:
            self.features.append(feature(shape, {"stroke": CASING, "weight": 10}))
            self.features.append(feature(shape, {"stroke": colour, "weight": 5}, label=label))
        else:
            self.features.append(feature(shape, {"stroke": colour, "weight": 3, "dash": "7 6"}, label=label))

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
        told = {
            "style": {"stroke": CASING, "fill": colour, "opacity": 1, **size},
            "label": label,
            "popup": popup,
        }
        place = {"type": "Point", "coordinates": [float(lonlat[0]), float(lonlat[1])]}
        self.features.append({"type": "Feature", "properties": told, "geometry": place})

    def look_at(self, shapes: Iterable[BaseGeometry]) -> None:
        """Fit the map to shapes in EPSG:2154."""
        found = to_wgs84(np.array([shapely.box(*shape.bounds) for shape in shapes], dtype=object))
        if len(found):
            west, south, east, north = (float(value) for value in shapely.total_bounds(found))
            self.fit = (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)

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
    shape: BaseGeometry, style: dict[str, Any], *, label: str = "", popup: str = ""
) -> dict[str, Any]:
    """Return a geometry in EPSG:2154 as a GeoJSON feature with its look."""
    moved = to_wgs84(np.array([shape], dtype=object))[0]
    geometry = shapely.geometry.mapping(moved)
    return {
        "type": "Feature",
        "properties": {"style": style, "label": label, "popup": popup},
        "geometry": geometry,
    }
