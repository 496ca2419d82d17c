"""A guide's own stops, notes and tours as plain documents, and back; whatever is wrong in one is named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gis.errors import UploadError, WalkError
from gis.tours.stops import HOURS, THEMES, Stop
from gis.tours.times import windows_of, windows_text
from gis.tours.tour_request import LONGEST_VISIT_MIN, MOST_VISITORS
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.crs import Projection

LONGEST_TEXT = 4_000
LONGEST_NAME = 120
OWN_PREFIX = "own-"
Document = dict[str, Any]
_TEXTS = ("name", "theme", "indoors", "hours", "host", "contact", "address", "tell_fr", "tell_en", "note",
          "season_fr", "season_en", "source", "source_url")  # fmt: skip
PRIVATE = frozenset({"host", "contact", "note"})
"""Fields of persons, which never go to visitors and to other guides only when their owner says so."""
_FLAGS = ("climb", "meal")
_CHOICES = {"theme": THEMES, "hours": HOURS, "indoors": ("", "in", "out", "both")}


def to_document(stop: Stop, base: Stop | None = None) -> Document:
    """Return a stop as a document: all of it, or what the guide changed of a published one."""
    whole: Document = {
        name: getattr(stop, name) for name in (*_TEXTS, *_FLAGS, "minutes", "group", "step_free")
    }
    whole["windows"] = windows_text(stop.windows)
    whole["season"] = sorted(stop.season)
    lonlat = stop.lonlat
    whole["lonlat"] = None if lonlat is None else [round(lonlat[0], 7), round(lonlat[1], 7)]
    if base is None:
        return {"id": stop.id, **whole}
    before = to_document(base)
    return {"id": stop.id, **{key: value for key, value in whole.items() if value != before[key]}}


def to_stop(document: Any, projection: Projection, base: Stop | None = None) -> Stop:
    """Return a document as a stop: one of the guide's own, or a published one with the guide's changes.

    Raises
    ------
    UploadError
        Naming the entry and the field that cannot be used.
    """
    if (
        not isinstance(document, dict)
        or not isinstance(document.get("id"), str)
        or not document["id"].strip()
    ):
        raise UploadError(say("tours.entry_no_id"))
    key = document["id"].strip()[:LONGEST_NAME]
    fields = {
        name: _field(key, name, value) for name, value in document.items() if name not in {"id", "lonlat"}
    }
    stop = base if base is not None else Stop(id=key, name=str(fields.get("name") or ""), own=True)
    fields = {name: value for name, value in fields.items() if name in _KNOWN}
    stop = replace(stop, **fields)
    if not stop.name.strip():
        raise UploadError(say("tours.entry_field", id=key, field="name", reason=say("tours.entry_empty")))
    return _at(stop, projection, key, document.get("lonlat"))


_KNOWN = frozenset({*_TEXTS, *_FLAGS, "minutes", "group", "step_free", "windows", "season"})


def _at(stop: Stop, projection: Projection, key: str, lonlat: Any) -> Stop:
    if lonlat is None:
        return stop
    try:
        lon, lat = (float(part) for part in lonlat)
        return stop.placed(projection, lon, lat)
    except (TypeError, ValueError, WalkError) as error:
        reason = say("tours.entry_lonlat")
        raise UploadError(say("tours.entry_field", id=key, field="lonlat", reason=reason)) from error


def _field(key: str, name: str, value: Any) -> Any:
    try:
        return _read(name, value)
    except (TypeError, ValueError, WalkError) as error:
        reason = str(error) or say("tours.entry_kind")
        raise UploadError(say("tours.entry_field", id=key, field=name, reason=reason)) from error


def _read(name: str, value: Any) -> Any:
    if name in _TEXTS:
        return _words(name, _typed(value, str))
    if name in _FLAGS or (name == "step_free" and value is not None):
        return _typed(value, bool)
    if name in {"minutes", "group"}:
        return _count(name, value)
    if name == "windows":
        return windows_of(_typed(value, str))
    return frozenset(map(_month, _typed(value, list))) if name == "season" else value


def _words(name: str, text: str) -> str:
    most = LONGEST_NAME if name == "name" else LONGEST_TEXT
    if len(text) > most:
        raise ValueError(say("tours.entry_long", most=most))
    if name in _CHOICES and text not in _CHOICES[name]:
        raise ValueError(say("tours.entry_choice", known=", ".join(filter(None, _CHOICES[name]))))
    return text


def _typed(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError
    return value


def _count(name: str, value: Any) -> int | None:
    if value is None and name == "group":
        return None
    most = MOST_VISITORS if name == "group" else LONGEST_VISIT_MIN
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(say("tours.entry_range", most=most))
    return value


def _month(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 12:  # noqa: PLR2004 - a year
        raise ValueError(say("tours.entry_range", most=12))
    return value


def merged(
    library: Mapping[str, Stop], documents: Mapping[str, Document], projection: Projection
) -> dict[str, Stop]:
    """Return the published stops with the guide's changes, and the guide's own behind them.

    Raises
    ------
    UploadError
        When a document cannot be used.
    """
    found = {
        key: to_stop(documents[key], projection, stop) if key in documents else stop
        for key, stop in library.items()
    }
    own = {key: to_stop(document, projection) for key, document in documents.items() if key not in library}
    return {**found, **own}
