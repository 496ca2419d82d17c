"""Take the points out of GPX, KML and GeoJSON, and nothing else."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gis.errors import UploadError
from gis.words import number, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_POINTS = 5_000_000
NAME_CHARACTERS = 200


@dataclass
class RawTrack:
    """What a parser gathers: the points in degrees, first and last time, the name."""

    lon: array[float]
    lat: array[float]
    height: array[float]
    first: str = ""
    last: str = ""
    name: str = ""

    @classmethod
    def empty(cls) -> RawTrack:
        """Return one without any point."""
        return cls(array("d"), array("d"), array("d"))

    def add(self, lon: float, lat: float, height: float = np.nan) -> None:
        """Add a point in degrees.

        Raises
        ------
        UploadError
            When there are more than `MOST_POINTS`.
        """
        if len(self.lon) >= MOST_POINTS:
            raise UploadError(say("walks.track_points", most=number(MOST_POINTS)))
        self.lon.append(lon)
        self.lat.append(lat)
        self.height.append(height)


class PointTarget:
    """Takes points out of GPX and KML while they stream by; nothing else is kept."""

    def __init__(self, raw: RawTrack) -> None:
        self.raw = raw
        self._text: list[str] | None = None
        self._inside = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        name = tag.rpartition("}")[2]
        if name in {"trkpt", "rtept"}:
            self.raw.add(to_number(attributes.get("lon", "")), to_number(attributes.get("lat", "")))
            self._inside = True
        wanted = name in {"coordinates", "coord"} or (self._inside and name in {"ele", "time"})
        self._text = [] if wanted or (name == "name" and not self.raw.name) else None

    def data(self, text: str) -> None:
        """Take text."""
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Take a closing tag."""
        name = tag.rpartition("}")[2]
        if name in {"trkpt", "rtept"}:
            self._inside = False
        if self._text is None:
            return
        text, self._text = "".join(self._text).strip(), None
        if name == "ele":
            self.raw.height[-1] = to_number(text)
        elif name == "time":
            self.raw.first, self.raw.last = self.raw.first or text, text
        elif name == "name":
            self.raw.name = text[:NAME_CHARACTERS]
        elif name == "coord":
            self.raw.add(*(to_number(part) for part in text.split()[:3]))
        elif " " in text or "\n" in text:
            for place in text.split():
                self.raw.add(*(to_number(part) for part in place.split(",")[:3]))

    def close(self) -> RawTrack:
        """Return what was gathered."""
        return self.raw


def to_number(text: str) -> float:
    """Return a text as a number; NaN where it is none."""
    try:
        return float(text)
    except ValueError:
        return np.nan


def json_lines(document: Any) -> Iterator[list[list[float]]]:
    """Return the coordinates of every line of a GeoJSON document."""
    kind = document.get("type")
    if kind == "FeatureCollection":
        for feature in document["features"]:
            yield from json_lines(feature)
    elif kind == "Feature" and document["geometry"]:
        yield from json_lines(document["geometry"])
    elif kind == "GeometryCollection":
        for geometry in document["geometries"]:
            yield from json_lines(geometry)
    elif kind == "LineString":
        yield document["coordinates"]
    elif kind == "MultiLineString":
        yield from document["coordinates"]
