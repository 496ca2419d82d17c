"""What to know before believing the figures of connectivity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.connectivity.resistance import MARGIN_M
from gis.connectivity.stepping_stones import known_around_m
from gis.territory import DRAWN
from gis.words import number, radius_text, say

if TYPE_CHECKING:
    from gis.connectivity.analysis import Connectivity


def connectivity_notices(found: Connectivity) -> list[str]:
    """Return what to know before believing the figures, in the language in use."""
    patches = found.patches
    notices = [say("connectivity.notice_model")]
    if patches.status in DRAWN:
        notices.append(say(f"connectivity.notice_{patches.status}"))
    if len(patches) <= 1:
        notices.append(say("connectivity.notice_one" if len(patches) else "connectivity.notice_none"))
    if found.median_m == 0:
        notices.append(say("connectivity.notice_still"))
    if patches.left_out:
        notices.append(say("connectivity.notice_left_out", count=patches.left_out))
    return [*notices, *_around(found)]


def _around(found: Connectivity) -> list[str]:
    """Return what is known of habitats outside the commune; drawn layers have none, and say what they are."""
    margin = known_around_m(found.territory)
    if not margin:
        surveyed = len(found.patches) and found.patches.status not in DRAWN
        return [say("connectivity.notice_around_unknown")] if surveyed else []
    if found.mode != "euclidean":
        return [say("connectivity.notice_around_cost", distance=radius_text(MARGIN_M))]
    return [say("connectivity.notice_around", count=number(found.stones), distance=radius_text(margin))]
