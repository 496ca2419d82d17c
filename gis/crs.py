"""The legal projected system of each territory, and the ways between its metres and degrees in WGS 84."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely
from pyproj.enums import TransformDirection

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAMBERT93 = "EPSG:2154"
WGS84 = "EPSG:4326"
DECIMALS = 6
"""Decimals of a degree that are kept: a decimetre."""
OVERSEAS = {
    "971": "EPSG:5490",
    "972": "EPSG:5490",
    "973": "EPSG:2972",
    "974": "EPSG:2975",
    "975": "EPSG:4467",
    "976": "EPSG:4471",
    "977": "EPSG:5490",
    "978": "EPSG:5490",
}
"""Legal system by the first three characters of an INSEE code; everywhere else it is Lambert-93.

Source: décret n° 2000-1276 du 26 décembre 2000, as modified by décret n° 2019-165 du 5 mars 2019, and the
arrêté of the same day: RGAF09, RGFG95, RGR92, RGSPM06 and RGM04, each in UTM."""
OLDER = {
    "EPSG:2154": ("EPSG:3950", "EPSG:27561", "EPSG:32631"),
    "EPSG:5490": ("EPSG:4559", "EPSG:2970", "EPSG:2973"),
    "EPSG:2972": ("EPSG:2971",),
    "EPSG:2975": ("EPSG:3727",),
    "EPSG:4471": ("EPSG:2980",),
    "EPSG:4467": ("EPSG:2987",),
}
"""What files that say no system may also be in, by the legal one: systems of before, or of a region."""
NAMES = {
    "EPSG:2154": "Lambert-93",
    "EPSG:5490": "RGAF09 / UTM 20N",
    "EPSG:2972": "RGFG95 / UTM 22N",
    "EPSG:2975": "RGR92 / UTM 40S",
    "EPSG:4471": "RGM04 / UTM 38S",
    "EPSG:4467": "RGSPM06 / UTM 21N",
}


def legal_crs(insee: str) -> str:
    """Return the legal projected system of a commune, such as `EPSG:2154`, by its INSEE code."""
    return OVERSEAS.get(insee[:3], LAMBERT93)


def projection_of(insee: str) -> Projection:
    """Return the ways between degrees and the metres of a commune's legal system."""
    return Projection(legal_crs(insee))


@lru_cache(maxsize=64)
def between(crs: str | pyproj.CRS, other: str | pyproj.CRS) -> pyproj.Transformer:
    """Return the way from one system to another, x before y; making one takes longer than a dossier."""
    return pyproj.Transformer.from_crs(crs, other, always_xy=True)


@lru_cache(maxsize=64)
def same_system(crs: pyproj.CRS | None, wanted: str) -> bool:
    """Return whether a declared system is the wanted one."""
    return crs is not None and (crs.to_epsg() == pyproj.CRS(wanted).to_epsg() or crs == pyproj.CRS(wanted))


@lru_cache(maxsize=64)
def system_name(crs: str) -> str:
    """Return what people call a system: its usual name and its code."""
    known = NAMES.get(crs) or pyproj.CRS.from_user_input(crs).name
    return f"{known} ({crs})" if crs.startswith("EPSG:") else known


@dataclass(frozen=True)
class Projection:
    """A projected system in metres.

    Attributes
    ----------
    crs : str
        Its code, such as `EPSG:2154`.
    """

    crs: str

    @property
    def name(self) -> str:
        """What people call it, such as `Lambert-93`."""
        return NAMES.get(self.crs, self.crs)

    @property
    def label(self) -> str:
        """Its name and its code, such as `Lambert-93 (EPSG:2154)`."""
        return system_name(self.crs)

    @property
    def plausible(self) -> tuple[str, ...]:
        """Codes of what a file of its territory may be in that does not say so: the legal one first."""
        return self.crs, WGS84, *OLDER.get(self.crs, ())

    @property
    def transformer(self) -> pyproj.Transformer:
        """The way from its metres to longitude and latitude."""
        return between(self.crs, WGS84)

    def to_lonlat(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return longitude and latitude in degrees of points in metres, shape (points, 2)."""
        return np.column_stack(self.transformer.transform(xy[:, 0], xy[:, 1]))

    def to_metres(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return metres of points in degrees, shape (points, 2); infinite where there are none."""
        lon, lat = lonlat[:, 0], lonlat[:, 1]
        return np.column_stack(self.transformer.transform(lon, lat, direction=TransformDirection.INVERSE))

    def point_to_lonlat(self, x: float, y: float) -> tuple[float, float]:
        """Return metres as longitude and latitude in degrees."""
        lon, lat = self.transformer.transform(x, y)
        return float(lon), float(lat)

    def point_to_metres(self, lon: float, lat: float) -> tuple[float, float]:
        """Return degrees (WGS 84) as metres; infinite where there are none."""
        x, y = self.transformer.transform(lon, lat, direction=TransformDirection.INVERSE)
        return float(x), float(y)

    def to_wgs84(self, shapes: NDArray[np.object_], *, decimals: int = DECIMALS) -> NDArray[np.object_]:
        """Return geometries in metres as WGS 84 degrees, rounded, without heights.

        Parameters
        ----------
        shapes : array of geometries
            In this system.
        decimals : int
            Decimals of a degree that are kept.
        """

        def degrees(metres: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.round(self.to_lonlat(metres), decimals)

        moved: NDArray[np.object_] = shapely.transform(shapes, degrees)
        return moved

    @property
    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east and north of its area of use, in degrees."""
        return _area(self.crs)

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east and north of its area of use, in its own metres."""
        return _extent(self.crs)


@cache
def _area(crs: str) -> tuple[float, float, float, float]:
    area = pyproj.CRS(crs).area_of_use
    return (-180.0, -90.0, 180.0, 90.0) if area is None else area.bounds


@cache
def _extent(crs: str) -> tuple[float, float, float, float]:
    west, south, east, north = between(WGS84, crs).transform_bounds(*_area(crs))
    return west, south, east, north
