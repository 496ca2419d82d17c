"""What to know before believing the figures of connectivity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.territory import DRAWN
from gis.words import say

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
    return notices
