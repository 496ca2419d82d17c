"""What a walk's sheet lays out, as plain data: texts of the presenter, drawings, and the room that they have."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from gis.export.paper import legend_data, profile_picture, qr_code, text_width
from gis.export.walk.present import month_of, ripe_lines, walk_text
from gis.export.walk.walk_map import walk_map
from gis.walks import duration_text
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.walks import Walk

WIDE_MM, PROFILE_MM = 180.0, 24.0
BESIDE_MM = 128.0
"""Width of a map that has its legend beside it."""
LOWEST_MM, HIGHEST_MM = 72.0, 128.0
"""Heights of a map that shares the page with the cues."""
ALONE_MM = 160.0
"""Height of a map whose cues have a page of their own."""
_PAGE_MM, _COLUMN_MM = 256.0, 82.0
_FURNITURE_MM = 31.0
"""Strip beneath the map, headings, the words on the files inside, and the room between parts."""
_TEXT_PT, _TEXT_LINE_MM = 8.2, 3.45
_HEAD_MM, _TITLE_PT, _TITLE_LINE_MM = (154.0, 24.0), 17.7, 7.5
"""Width of the words at the head, and its least height, that of the QR code with its margin."""
_SPACES_MM = 4.0


def walk_sheet_data(walk: Walk, *, name: str, link: str = "") -> dict[str, Any]:
    """Return what the sheet of a walk lays out, in the language in use."""
    facts, cues = walk_text(walk).line, [cue.text for cue in walk.cues]
    ripe, beware = ripe_lines(walk), [*walk.warnings, duration_text()]
    room = _room(name, facts, walk.why, cues=cues, ripe=ripe, beware=beware)
    alone = room < LOWEST_MM
    size = (WIDE_MM, ALONE_MM) if alone else (BESIDE_MM, min(room, HIGHEST_MM))
    picture, legend = walk_map(walk, name=name, width=size[0], height=size[1])
    known = walk.profile.known
    profile = profile_picture(walk.profile, width=WIDE_MM, height=PROFILE_MM) if known else None
    return {
        "title": name,
        "facts": facts,
        "why": walk.why,
        "qr": qr_code(link),
        "map": picture.data,
        "alone": alone,
        "legend": legend_data(legend),
        "profile": None if profile is None else profile.data,
        "no_profile": say("walks.no_relief"),
        "cues": cues,
        "ripe": ripe,
        "beware": beware,
        "words": {
            "legend": say("paper.legend"),
            "cues": say("walk_sheet.cues"),
            "ripe": say("walk_sheet.ripe", month=month_of(walk)),
            "beware": say("walk_sheet.beware"),
        },
    }


def _room(*head: str, cues: Sequence[str], ripe: Sequence[str], beware: Sequence[str]) -> float:
    """Return how high the map may be, in mm, so that all that is said stays on its page."""
    half = ceil(len(cues) / 2)
    columns = max(_lines(cues[:half]), _lines(cues[half:])) + max(_lines(ripe), _lines(beware))
    title, facts, why = head
    above = _SPACES_MM + _TITLE_LINE_MM * ceil(text_width(title, _TITLE_PT) / _HEAD_MM[0])
    above += 1.3 * _TEXT_LINE_MM * ceil(text_width(facts, 11) / _HEAD_MM[0])
    above += _TEXT_LINE_MM * ceil(text_width(why, _TEXT_PT) / _HEAD_MM[0])
    return _PAGE_MM - max(above, _HEAD_MM[1]) - PROFILE_MM - _FURNITURE_MM - _TEXT_LINE_MM * columns


def _lines(texts: Sequence[str]) -> int:
    """Return how many lines some texts take in a column; letters are measured in bold, so rather too many."""
    return sum(ceil(text_width(text, _TEXT_PT) / _COLUMN_MM) for text in texts)
