"""The commune that a service is asked about, as each service wants it named or drawn."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from gis.crs import Projection, projection_of
from gis.sources.amount import UnknownOutlineError
from gis.territory import department_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
"""West, south, east, north."""


@dataclass(frozen=True)
class Place:
    """The commune that is asked about.

    Attributes
    ----------
    insee : str
        Its code.
    outline : geometry or None
        Its outline in its legal system; unknown until it has been fetched.
    around_m : float
        Metres around it that are asked about too.
    """

    insee: str
    name: str = ""
    outline: BaseGeometry | None = None
    around_m: float = 0.0

    @property
    def shape(self) -> BaseGeometry:
        """The outline, where it must be known."""
        if self.outline is None:
            raise UnknownOutlineError
        return self.outline

    @property
    def department(self) -> str:
        """Code of the department: two characters, three overseas."""
        return department_of(self.insee)

    @property
    def projection(self) -> Projection:
        """The legal system of the commune, in which all that is brought is stored."""
        return projection_of(self.insee)

    @property
    def crs(self) -> str:
        """Code of the legal system, such as `EPSG:2154`."""
        return self.projection.crs

    def box(self, margin_m: float = 0.0) -> Box:
        """Return west, south, east, north in metres of what is asked about and a margin."""
        west, south, east, north = self.shape.bounds
        margin_m += self.around_m
        return west - margin_m, south - margin_m, east + margin_m, north + margin_m

    def box_degrees(self, margin_m: float = 0.0) -> Box:
        """Return west, south, east, north in WGS 84 degrees."""
        west, south, east, north = self.projection.transformer.transform_bounds(*self.box(margin_m))
        return west, south, east, north

    def point(self) -> dict[str, Any]:
        """Return a point inside the commune as GeoJSON, longitude first."""
        lon, lat = self.projection.point_to_lonlat(*self.shape.representative_point().coords[0])
        return {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}

    def polygon(self, simplified_m: float = 5.0) -> dict[str, Any]:
        """Return the outline with a little around it as GeoJSON, longitude first, short enough to send."""
        around = shapely.buffer(self.shape, self.around_m + simplified_m).simplify(simplified_m)
        degrees = shapely.transform(around, lambda xy: self.projection.to_lonlat(xy).round(6))
        shape: dict[str, Any] = json.loads(shapely.to_geojson(degrees))
        return shape
