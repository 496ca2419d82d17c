"""Why a walk is proposed, in one sentence made of what sets it apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.walks.preferences import attraction
from gis.walks.waypoints.viewpoints import seen_from
from gis.words import length, say, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gis.walks.model import Walk

PULLS_PCT = 15.0
"""A share of the way that is worth telling, in per cent."""
MOST_PCT = 90.0
SOFT = ("earth", "gravel", "shale")
MOST_REASONS = 3


def why(walk: Walk) -> str:
    """Return the strongest reasons for a walk, in the language in use."""
    reasons = list(_reasons(walk))[:MOST_REASONS]
    return say("walks.why", reasons=say("walks.why_and").join(reasons))


def _reasons(walk: Walk) -> Iterator[str]:
    """Yield reasons, strongest first; the last two hold for every walk."""
    edges = walk.network.edges
    seen = seen_from(walk)
    if seen:
        yield say("walks.why_view", names=say("walks.why_and").join(seen))
    if walk.theme and walk.theme != "easy":
        pull = 100 * walk.mean(attraction(edges, walk.theme))
        if pull >= PULLS_PCT:
            yield say("walks.why_theme", share=share(pull), theme=say(f"walks.theme_{walk.theme}"))
    if walk.green_pct >= PULLS_PCT and walk.theme != "green_belt":
        yield say("walks.why_green", share=share(walk.green_pct))
    allowed = sum(item.rule.picking == "allowed" for item in walk.ripe)
    if allowed:
        yield say("walks.why_ripe", count=allowed)
    unnamed = sum(item.rule.picking == "allowed" for item in walk.unnamed)
    if unnamed and not allowed and walk.theme == "gathering":
        yield say("ripe.why_one") if unnamed == 1 else say("ripe.why_many", count=unnamed)
    quiet = 100 * walk.mean(edges["traffic"].eq("none").to_numpy(dtype=float))
    soft = sum(walk.surface.get(name, 0.0) for name in SOFT)
    if quiet >= MOST_PCT:
        yield say("walks.why_quiet", share=share(quiet))
    elif soft >= PULLS_PCT:
        yield say("walks.why_soft", share=share(soft))
    if walk.profile.known:
        yield say("walks.why_climb", ascent=length(walk.ascent_m))
    yield say("walks.why_fresh", share=share(100 - walk.repeated_pct))
