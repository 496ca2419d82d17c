"""What a walk's sheet lays out, as plain data: texts of the presenter and drawings, in the room there is."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from gis.export.paper import legend_data, profile_picture, qr_code, text_width
from gis.export.walk.present import month_of, ripe_lines, walk_text
from gis.export.walk.walk_map import walk_map
from gis.walks import duration_text
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gis.walks import Walk

WIDE_MM, PROFILE_MM = 180.0, 24.0
BESIDE_MM = 128.0
"""Width of a map that has its legend beside it."""
LOWEST_MM, HIGHEST_MM = 66.0, 128.0
"""Heights of a map that shares the page with the cues."""
ALONE_MM = 160.0
"""Height of a map whose cues have a page of their own."""
LARGE_PT, SMALL_PT = 8.4, 7.8
"""Sizes of the type: the small one where it keeps all on one page."""
_PAGE_MM, _COLUMN_MM = 256.0, 82.0
_FURNITURE_MM = 33.0
"""Strip beneath the map, headings, the words on the files inside, and the room between parts."""
_LINE_MM = 0.42
"""Height of a line for each point of type."""
_HEAD_MM, _TITLE_PT, _TITLE_LINE_MM = (154.0, 24.0), 17.7, 7.5
"""Width of the words at the head, and its least height, that of the QR code with its margin."""
_SPACES_MM = 4.0


def walk_sheet_data(walk: Walk, *, name: str, link: str = "") -> dict[str, Any]:
    """Return what the sheet of a walk lays out, in the language in use."""
    told: dict[str, Any] = {
        "title": name,
        "facts": walk_text(walk).line,
        "why": walk.why,
        "cues": [cue.text for cue in walk.cues],
        "ripe": ripe_lines(walk),
        "beware": [*walk.warnings, duration_text()],
    }
    rooms = {size: _room(told, size) for size in (LARGE_PT, SMALL_PT)}
    type_size = next((size for size, room in rooms.items() if room >= LOWEST_MM), LARGE_PT)
    alone = rooms[type_size] < LOWEST_MM
    size = (WIDE_MM, ALONE_MM) if alone else (BESIDE_MM, min(rooms[type_size], HIGHEST_MM))
    picture, legend = walk_map(walk, name=name, width=size[0], height=size[1])
    return {
        **told,
        "qr": qr_code(link),
        "type_size": type_size,
        "alone": alone,
        "map": picture.data,
        "legend": legend_data(legend),
        "profile": _profile(walk),
        "no_profile": say("walks.no_relief"),
        "words": _words(walk),
    }


def _profile(walk: Walk) -> dict[str, Any] | None:
    """Return the drawing of the heights; nothing where they are unknown."""
    if not walk.profile.known:
        return None
    return profile_picture(walk.profile, width=WIDE_MM, height=PROFILE_MM).data


def _words(walk: Walk) -> dict[str, str]:
    return {
        "legend": say("paper.legend"),
        "cues": say("walk_sheet.cues"),
        "ripe": say("walk_sheet.ripe", month=month_of(walk)),
        "beware": say("walk_sheet.beware"),
    }


def _room(told: Mapping[str, Any], size: float) -> float:
    """Return how high the map may be, in mm, so that all that is said stays on its page."""
    half = ceil(len(told["cues"]) / 2)
    columns = [(told["cues"][:half], told["cues"][half:]), (told["ripe"], told["beware"])]
    rows = sum(max(_lines(texts, _COLUMN_MM, size) for texts in pair) for pair in columns)
    above = _SPACES_MM + _TITLE_LINE_MM * _lines([told["title"]], _HEAD_MM[0], _TITLE_PT)
    above += _LINE_MM * 11 * _lines([told["facts"]], _HEAD_MM[0], 11)
    above += _LINE_MM * size * _lines([told["why"]], _HEAD_MM[0], size)
    return _PAGE_MM - max(above, _HEAD_MM[1]) - PROFILE_MM - _FURNITURE_MM - _LINE_MM * size * rows


def _lines(texts: Sequence[str], width: float, size: float) -> int:
    """Return how many lines some texts take; letters are measured in bold, so rather too many."""
    return sum(ceil(text_width(text, size) / width) for text in texts)
