"""Read a track that somebody brings: GPX, KML or GeoJSON, however large or broken."""

from __future__ import annotations

import datetime as dt
import json
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import ParseError  # noqa: S405 - the name of an error; defusedxml does the parsing

import numpy as np
import shapely
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from gis.errors import UploadError
from gis.walking.degrees import to_lambert
from gis.words import number, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray
    from shapely import LineString

MOST_BYTES = 400_000_000
MOST_JSON_BYTES = 60_000_000
MOST_POINTS = 5_000_000
KEPT_POINTS = 20_000
"""A track with more points is simplified to about so many before it is measured."""
APART_M = 1.0
"""Points closer than this to the one before tell nothing, in metres."""
GAP_M = 100.0
_LOOKED_AT = 200_000
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Track:
    """A track as it came, cleaned.

    Attributes
    ----------
    line : LineString
        EPSG:2154.
    height_m : array of float
        Recorded heights of its points, NaN where there are none.
    points : int
        Points in the file.
    gaps_m : float
        Metres that were not recorded, between its pieces.
    recorded_min : float or None
        Minutes from the first to the last recorded time.
    """

    name: str
    line: LineString
    height_m: NDArray[np.float64]
    points: int
    gaps_m: float
    recorded_min: float | None


@dataclass
class _Raw:
    """What a parser gathers."""

    lon: array[float]
    lat: array[float]
    height: array[float]
    first: str = ""
    last: str = ""
    name: str = ""

    @classmethod
    def empty(cls) -> _Raw:
        return cls(array("d"), array("d"), array("d"))

    def add(self, lon: float, lat: float, height: float = np.nan) -> None:
        if len(self.lon) >= MOST_POINTS:
            raise UploadError(say("walks.track_points", most=number(MOST_POINTS)))
        self.lon.append(lon)
        self.lat.append(lat)
        self.height.append(height)


class _Target:
    """Takes points out of GPX and KML while they stream by; nothing else is kept."""

    def __init__(self, raw: _Raw) -> None:
        self.raw = raw
        self._text: list[str] | None = None
        self._inside = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name in {"trkpt", "rtept"}:
            self.raw.add(_number(attributes.get("lon", "")), _number(attributes.get("lat", "")))
            self._inside = True
        wanted = name in {"coordinates", "coord"} or (self._inside and name in {"ele", "time"})
        self._text = [] if wanted or (name == "name" and not self.raw.name) else None

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name in {"trkpt", "rtept"}:
            self._inside = False
        if self._text is None:
            return
        text, self._text = "".join(self._text).strip(), None
        if name == "ele":
            self.raw.height[-1] = _number(text)
        elif name == "time":
            self.raw.first, self.raw.last = self.raw.first or text, text
        elif name == "name":
            self.raw.name = text[:200]
        elif name == "coord":
            self.raw.add(*(_number(part) for part in text.split()[:3]))
        elif " " in text or "\n" in text:
            for place in text.split():
                self.raw.add(*(_number(part) for part in place.split(",")[:3]))

    def close(self) -> _Raw:
        return self.raw


def read_track(stream: BinaryIO, *, name: str = "") -> Track:
    """Read a track; what it is is told by its content.

    Parameters
    ----------
    stream : file
        Open for reading bytes.
    name : str
        What to call the track where it has no name of its own.

    Raises
    ------
    UploadError
        When it is too large, broken, unsafe, or has no line in degrees.
    """
    head = stream.read(_CHUNK)
    if not head.strip():
        raise UploadError(say("walks.track_empty"))
    if head[:2] == b"PK":
        raise UploadError(say("walks.track_zipped"))
    try:
        raw = _json(head, stream) if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" else _xml(head, stream)
    except DefusedXmlException as error:
        raise UploadError(say("walks.track_unsafe")) from error
    except (ParseError, ValueError, TypeError, RecursionError) as error:
        raise UploadError(say("walks.track_broken", reason=error)) from error
    return _clean(raw, name)


def _chunks(head: bytes, stream: BinaryIO, most: int) -> Iterator[bytes]:
    total, chunk = 0, head
    while chunk:
        total += len(chunk)
        if total > most:
            raise UploadError(say("walks.track_bytes", most=number(most / 1e6)))
        yield chunk
        chunk = stream.read(_CHUNK)


def _xml(head: bytes, stream: BinaryIO) -> _Raw:
    parser = DefusedXMLParser(target=_Target(_Raw.empty()), forbid_dtd=True)
    for chunk in _chunks(head, stream, MOST_BYTES):
        parser.feed(chunk)
    raw: _Raw = parser.close()
    return raw


def _json(head: bytes, stream: BinaryIO) -> _Raw:
    raw = _Raw.empty()
    document = json.loads(b"".join(_chunks(head, stream, MOST_JSON_BYTES)).decode("utf-8-sig"))
    for points in _json_lines(document):
        for point in points:
            raw.add(*(float(value) for value in point[:3]))
    return raw


def _json_lines(document: Any) -> Iterator[list[list[float]]]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        for feature in document["features"]:
            yield from _json_lines(feature)
    elif kind == "Feature" and document["geometry"]:
        yield from _json_lines(document["geometry"])
    elif kind == "GeometryCollection":
        for geometry in document["geometries"]:
            yield from _json_lines(geometry)
    elif kind == "LineString":
        yield document["coordinates"]
    elif kind == "MultiLineString":
        yield from document["coordinates"]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return np.nan


def _clean(raw: _Raw, name: str) -> Track:
    lonlat = np.column_stack([np.frombuffer(raw.lon), np.frombuffer(raw.lat)]) if raw.lon else np.empty((0, 2))
    if len(lonlat) < 2:  # noqa: PLR2004 - a line has two ends
        raise UploadError(say("walks.track_no_line"))
    good = np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat) <= [180, 90]).all(axis=1)
    if good.sum() < 2:  # noqa: PLR2004
        raise UploadError(say("walks.track_not_degrees"))
    xy, height = to_lambert(lonlat[good]), np.frombuffer(raw.height)[good]
    fits = np.isfinite(xy).all(axis=1)
    xy, height = xy[fits], height[fits]
    moved = _moved(xy)
    xy, height = xy[moved], height[moved]
    if len(xy) < 2:  # noqa: PLR2004
        raise UploadError(say("walks.track_no_line"))
    steps = np.hypot(*np.diff(xy, axis=0).T)
    xy, height = _fewer(xy, height)
    gaps = float(steps[steps > GAP_M].sum()) if np.median(steps) < GAP_M / 4 else 0.0
    return Track(
        raw.name or name, shapely.LineString(xy), height, len(lonlat), gaps, _minutes(raw.first, raw.last)
    )


def _moved(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the points that are at least `APART_M` from the last one kept: standing still is no way."""
    stride = 1 + len(xy) // _LOOKED_AT
    kept: list[int] = []
    last_x = last_y = np.inf
    for row, (x, y) in enumerate(xy[::stride].tolist()):
        if not (x - last_x) ** 2 + (y - last_y) ** 2 < APART_M**2:
            kept.append(row)
            last_x, last_y = x, y
    return np.array(kept, dtype=np.int64) * stride


def _fewer(xy: NDArray[np.float64], height: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if len(xy) <= KEPT_POINTS:
        return xy, height
    # Evenly spaced along the way: what matters here is where it goes, not how often it was recorded.
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    wanted = np.linspace(0.0, along[-1], KEPT_POINTS)
    rows = np.unique(np.minimum(np.searchsorted(along, wanted), len(xy) - 1))
    return xy[rows], height[rows]


def _minutes(first: str, last: str) -> float | None:
    try:
        start, end = (dt.datetime.fromisoformat(text) for text in (first, last))
        taken = (end - start).total_seconds() / 60
    except (ValueError, TypeError):
        return None
    return taken if taken > 0 else None
