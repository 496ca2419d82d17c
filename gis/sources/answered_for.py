"""Whether a reply is about what was asked: a service may answer for another commune or another plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.errors import ServiceError
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NAMED = 3


def refuse_others(given: Iterable[object], asked: Iterable[str]) -> None:
    """Refuse a reply that names others and nothing that was asked for; one that names nothing is taken.

    Parameters
    ----------
    given : iterable
        Codes of communes, or names of plans, that the features of a reply carry; empty ones say nothing.
    asked : iterable of str
        What was asked for.

    Raises
    ------
    ServiceError
        When none of what is named was asked for.
    """
    named, wanted = {str(item) for item in given if item}, set(asked)
    if named and not named & wanted:
        others = ", ".join(sorted(named)[:MOST_NAMED])
        msg = sentence("sources.other_answer", asked=", ".join(sorted(wanted)), given=others)
        raise ServiceError(msg)
