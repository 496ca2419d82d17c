"""Read a track that somebody brings: GPX, KML or GeoJSON, however large or broken."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import ParseError

import numpy as np
import shapely
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from gis.errors import UploadError
from gis.geometry import Limits, bearable
from gis.walks.track.parse import PointTarget, RawTrack, json_lines
from gis.words import number, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely import LineString

    from gis.crs import Projection

MOST_BYTES = 400_000_000
MOST_JSON_BYTES = 60_000_000
KEPT_POINTS = 20_000
"""A track with more points is simplified to about so many before it is measured."""
APART_M = 1.0
"""Points closer than this to the one before tell nothing, in metres."""
GAP_M = 100.0
MOST_WORK = Limits(crossings=50_000)
"""Of a track: a receiver that lies still for hours scribbles too."""
_LOOKED_AT = 200_000
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Track:
    """A track as it came, cleaned.

    Attributes
    ----------
    line : LineString
        In metres of `projection`.
    height_m : array of float
        Recorded heights of its points, NaN where there are none.
    points : int
        Points in the file.
    gaps_m : float
        Metres that were not recorded, between its pieces.
    recorded_min : float or None
        Minutes from the first to the last recorded time.
    projection : Projection
        The territory's legal system.
    """

    name: str
    line: LineString
    height_m: NDArray[np.float64]
    points: int
    gaps_m: float
    recorded_min: float | None
    projection: Projection


def read_track(stream: BinaryIO, projection: Projection, *, name: str = "") -> Track:
    """Read a track; what it is is told by its content.

    Parameters
    ----------
    stream : file
        Open for reading bytes.
    projection : Projection
        The legal system of the territory that the track is held against.
    name : str
        What to call the track where it has no name of its own.

    Raises
    ------
    UploadError
        When it is too large, broken, unsafe, or has no line in degrees.
    BudgetError
        When it crosses itself more often than can be worked on.
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
    except (ParseError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise UploadError(say("walks.track_broken", reason=error)) from error
    return _clean(raw, projection, name)


def _chunks(head: bytes, stream: BinaryIO, most: int) -> Iterator[bytes]:
    total, chunk = 0, head
    while chunk:
        total += len(chunk)
        if total > most:
            raise UploadError(say("walks.track_bytes", most=number(most / 1e6)))
        yield chunk
        chunk = stream.read(_CHUNK)


def _xml(head: bytes, stream: BinaryIO) -> RawTrack:
    parser = DefusedXMLParser(target=PointTarget(RawTrack.empty()), forbid_dtd=True)
    for chunk in _chunks(head, stream, MOST_BYTES):
        parser.feed(chunk)
    raw: RawTrack = parser.close()
    return raw


def _json(head: bytes, stream: BinaryIO) -> RawTrack:
    raw = RawTrack.empty()
    document = json.loads(b"".join(_chunks(head, stream, MOST_JSON_BYTES)).decode("utf-8-sig"))
    for points in json_lines(document):
        for point in points:
            raw.add(*(float(value) for value in point[:3]))
    return raw


def _clean(raw: RawTrack, projection: Projection, name: str) -> Track:
    lonlat = (
        np.column_stack([np.frombuffer(raw.lon), np.frombuffer(raw.lat)]) if raw.lon else np.empty((0, 2))
    )
    if len(lonlat) < 2:  # noqa: PLR2004 - a line has two ends
        raise UploadError(say("walks.track_no_line"))
    good = np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat) <= [180, 90]).all(axis=1)
    if good.sum() < 2:  # noqa: PLR2004
        raise UploadError(say("walks.track_not_degrees"))
    xy, height = projection.to_metres(lonlat[good]), np.frombuffer(raw.height)[good]
    fits = np.isfinite(xy).all(axis=1)
    xy, height = xy[fits], height[fits]
    moved = _moved(xy)
    xy, height = xy[moved], height[moved]
    if len(xy) < 2:  # noqa: PLR2004
        raise UploadError(say("walks.track_no_line"))
    steps = np.hypot(*np.diff(xy, axis=0).T)
    xy, height = _fewer(xy, height)
    gaps = float(steps[steps > GAP_M].sum()) if np.median(steps) < GAP_M / 4 else 0.0
    line, taken = shapely.LineString(xy), _minutes(raw.first, raw.last)
    bearable(np.array([line], dtype=object), limits=MOST_WORK)
    return Track(raw.name or name, line, height, len(lonlat), gaps, taken, projection)


def _moved(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the points that are at least `APART_M` from the last one kept: standing still is no way."""
    stride = 1 + len(xy) // _LOOKED_AT
    places: list[int] = []
    last_x = last_y = np.inf
    for row, (x, y) in enumerate(xy[::stride].tolist()):
        if not (x - last_x) ** 2 + (y - last_y) ** 2 < APART_M**2:
            places.append(row)
            last_x, last_y = x, y
    return np.array(places, dtype=np.int64) * stride


def _fewer(
    xy: NDArray[np.float64], height: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
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
