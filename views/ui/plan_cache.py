"""What the engine plans, kept for all visitors until the data or the paths' state change."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from gis.network import PathStates
from gis.words import language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from gis.territory import Territory

Request = TypeVar("Request")
Plan = TypeVar("Plan")
MOST_KEPT = 100
KEPT_SECONDS = 6 * 3600


def kept_plan(
    plan: Callable[[Territory, Request], Plan], territory: Territory, request: Request, *, day: dt.date
) -> Plan:
    """Return what `plan` makes of a request for a day, in the language in use; errors are not kept.

    Parameters
    ----------
    request : Any
        A record whose `repr` tells all of it, with whose marks bind them where these bind nobody else.
    """
    key = (
        f"{plan.__module__}.{plan.__qualname__}",
        territory.code,
        territory.version,
        marks_version(territory, day),
        language(),
        f"{day} {request!r}",
    )
    made: Plan = _kept(key, lambda: plan(territory, request))
    return made


def marks_version(territory: Territory, day: dt.date) -> str:
    """Return a text that changes when a mark on a path comes, goes or ends."""
    digest = hashlib.sha256()
    marks = PathStates.of(territory).on(day)
    digest.update(f"{marks.known} {[(mark.id, mark.revision) for mark in marks.marks]}".encode())
    return digest.hexdigest()[:16]


@st.cache_resource(max_entries=MOST_KEPT, ttl=KEPT_SECONDS, show_spinner=False)
def _kept(key: tuple[str, ...], _plan: Callable[[], Any]) -> Any:  # noqa: ARG001 - what it is kept under
    return _plan()
