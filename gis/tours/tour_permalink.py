"""A tour as one short text, for a link or a QR code: whoever opens it finds the same tour."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import math
import re
import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from gis.errors import AtlasError, UploadError, WalkError
from gis.links import named
from gis.tours.stops import Stop
from gis.tours.times import DAY_MIN, Window
from gis.tours.tour_request import MOST_STOPS, Lunch, TourRequest, Visit
from gis.words import LANGUAGES, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.crs import Projection

VERSION = 1
MOST_CHARACTERS = 6_000
MOST_BYTES = 60_000
PAGE = "visites"
_FINE = 6


def to_document(request: TourRequest) -> dict[str, Any]:
    """Return a tour as a plain document. A guide's private notes stay out of it."""
    lunch = request.lunch
    document = {
        "v": VERSION, "t": request.title, "d": request.day.isoformat(), "s": request.start, "e": request.end,
        "g": request.group, "p": request.pace, "c": int(request.climb), "f": int(request.step_free),
        "k": int(request.keep_order), "a": _place(request.start_place), "b": _place(request.end_place),
        "l": None if lunch is None else [lunch.opens, lunch.latest, lunch.minutes, _place(lunch.stop)],
        "x": [_visit(visit) for visit in request.visits],
    }  # fmt: skip
    return {key: value for key, value in document.items() if value not in (None, "")}


def _visit(visit: Visit) -> Any:
    windows = [[one.opens, one.closes] for one in visit.open]
    more = {"m": visit.takes, "h": visit.at, "w": windows or None}
    more = {key: value for key, value in more.items() if value is not None}
    return [_place(visit.stop), more]


def _place(stop: Stop | None) -> Any:
    """Return a published stop by its identifier; where the guide put it, or made it, with place and name."""
    if stop is None:
        return None
    if stop.quality not in {"placed", "own"} or stop.lonlat is None:
        return stop.id
    lon, lat = (round(value, _FINE) for value in stop.lonlat)
    if not stop.own:
        return {"i": stop.id, "o": [lon, lat]}
    values = {"n": stop.name, "t": stop.theme, "m": stop.minutes, "r": stop.tell}
    return {"i": stop.id, "o": [lon, lat], **values}


def from_document(document: Any, stops: Mapping[str, Stop], projection: Projection) -> TourRequest:
    """Return the tour of a document.

    Parameters
    ----------
    stops : Mapping[str, Stop]
        The stops that are known here.
    projection : Projection
        The territory's legal system.

    Raises
    ------
    UploadError
        When it is no tour, or one of another version.
    """
    check_document(document)
    try:
        lunch = document.get("l")
        return TourRequest(
            tuple(_read_visit(item, stops, projection) for item in document["x"]), _minute(document["s"]),
            None if document.get("e") is None else _minute(document["e"]),
            dt.date.fromisoformat(document["d"]), _stop(document.get("a"), stops, projection),
            _stop(document.get("b"), stops, projection),
            None if document.get("g") is None else int(document["g"]),
            None if document.get("p") is None else _finite(document["p"]),
            None if lunch is None else _lunch(lunch, stops, projection),
            bool(document.get("c", 1)), bool(document.get("f")), bool(document.get("k")),
            str(document.get("t", ""))[:120],
        )  # fmt: skip
    except (TypeError, ValueError, LookupError, AtlasError) as error:
        raise UploadError(say("tours.link_broken")) from error


def check_document(document: Any) -> None:
    """Refuse what is no tour.

    Raises
    ------
    UploadError
        Also when it was written by another version.
    """
    if not isinstance(document, dict) or not isinstance(document.get("x"), list) or "d" not in document:
        raise UploadError(say("tours.link_broken"))
    if document.get("v") != VERSION:
        raise UploadError(say("tours.import_version", found=document.get("v"), known=VERSION))
    if not 1 <= len(document["x"]) <= MOST_STOPS or "s" not in document:
        raise UploadError(say("tours.link_broken"))


def _read_visit(item: Any, stops: Mapping[str, Stop], projection: Projection) -> Visit:
    place, more = item if isinstance(item, list) else (item, {})
    stop = _stop(place, stops, projection)
    if stop is None:
        raise WalkError(say("tours.link_broken"))
    windows = more.get("w")
    return Visit(
        stop,
        None if more.get("m") is None else _minute(more["m"]),
        None if more.get("h") is None else _minute(more["h"]),
        None
        if windows is None
        else tuple(Window(_minute(opens), _minute(closes)) for opens, closes in windows),
    )


def _stop(place: Any, stops: Mapping[str, Stop], projection: Projection) -> Stop | None:
    if place is None:
        return None
    if isinstance(place, str):
        return stops[place]
    key, (lon, lat) = str(place["i"])[:120], place["o"]
    known = stops.get(key)
    if known is None:
        known = Stop(
            id=key, name=str(place["n"])[:120], theme=str(place.get("t", "")), own=True,
            minutes=_minute(place.get("m", 0)), tell_fr=str(place.get("r", ""))[:4000],
        )  # fmt: skip
    return known.placed(projection, _finite(lon), _finite(lat))


def _lunch(values: Any, stops: Mapping[str, Stop], projection: Projection) -> Lunch:
    opens, latest, minutes, place = values
    return Lunch(_minute(opens), _minute(latest), _minute(minutes), _stop(place, stops, projection))


def _minute(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < DAY_MIN:
        raise ValueError(value)
    return value


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def to_token(request: TourRequest) -> str:
    """Return a tour as letters, digits, `-` and `_`."""
    text = json.dumps(to_document(request), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def from_token(token: str, stops: Mapping[str, Stop], projection: Projection) -> TourRequest:
    """Return the tour of a token.

    Raises
    ------
    UploadError
        When the token is cut, changed, or of another version.
    """
    if len(token) > MOST_CHARACTERS or not re.fullmatch(r"[\w-]+", token, re.ASCII):
        raise UploadError(say("tours.link_broken"))
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        text = zlib.decompressobj().decompress(raw, MOST_BYTES)
        document = json.loads(text)
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise UploadError(say("tours.link_broken")) from error
    return from_document(document, stops, projection)


def link(site: str, request: TourRequest, *, lang: str = LANGUAGES[0], territory: str = "") -> str:
    """Return the address that opens a tour of a commune on a site of the atlas."""
    query = named(territory) | {"tour": to_token(request)} | ({"lang": lang} if lang != LANGUAGES[0] else {})
    return f"{site.rstrip('/')}/{PAGE}?{urlencode(query)}"
