"""Who acts on the pages: who signed in, who sits at the machine itself, or a visitor not known further."""

from __future__ import annotations

import logging
import secrets
import sys
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.environment import environment
from gis.errors import InputError
from gis.rights import Actor, RoleBook, address_of, may, operator, read_roles, require
from views.http.machine import HEADER, TOKEN, is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gis.rights import Right

HOUR_S = 3600
LONGEST_NAME = 80
_KEY = "person_session"
_log = logging.getLogger(__name__)


def here() -> Actor:
    """Return who acts in this session.

    Where sign-in is set up, it holds for everybody, at the machine itself, too.
    """
    if provided():
        claims = signed_in()
        return _visitor() if claims is None else _person(claims)
    return operator() if _at_the_machine() else _visitor()


def has(right: Right) -> bool:
    """Whether who acts here has a right."""
    return may(here(), right)


def permitted(right: Right) -> Actor:
    """Return who acts here, once it is known that they have a right.

    Raises
    ------
    RightError
        When they have it not.
    """
    actor = here()
    require(actor, right)
    return actor


def provided() -> bool:
    """Whether a provider is set up with whom people can sign in."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def signed_in() -> Mapping[str, Any] | None:
    """Return what the provider says of who signed in; None where nobody did, or too long ago."""
    claims: dict[str, Any] = dict(st.user.to_dict())
    if not claims.get("is_logged_in") or not claims.get("sub"):
        return None
    since = claims.get("iat")
    old = not isinstance(since, int | float) or time.time() - since > hours() * HOUR_S
    return None if old else claims


def hours() -> float:
    """Return how long a sign-in counts."""
    return _book().hours


def check_roles() -> None:
    """End the program with one sentence where the file of roles is wrong."""
    named = environment().roles
    try:
        if named:
            read_roles(named)
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(error.exit_status) from None


def _person(claims: Mapping[str, Any]) -> Actor:
    given = " ".join(str(claims.get(part) or "") for part in ("given_name", "family_name")).strip()
    name = str(claims.get("name") or given or address_of(claims) or claims["sub"])
    shown = "".join(sign for sign in name if sign.isprintable())[:LONGEST_NAME]
    return Actor(f"person:{claims.get('iss', '')} {claims['sub']}", _book().role_of(claims), shown)


def _visitor() -> Actor:
    token = st.session_state.setdefault(_KEY, secrets.token_urlsafe(16))
    return Actor(f"session:{token}", "visitor")


def _at_the_machine() -> bool:
    listens = st.get_option("server.address")
    marked = secrets.compare_digest(st.context.headers.get(HEADER, ""), TOKEN)
    return marked and isinstance(listens, str) and is_loopback(listens)


def _book() -> RoleBook:
    """Return the roles as their file says now; nobody has one while it cannot be read."""
    named = environment().roles
    if not named:
        return RoleBook()
    try:
        return _read(named, named.stat().st_mtime_ns)
    except (OSError, InputError) as error:
        _log.warning("nobody has a role: %s", error)
        return RoleBook()


@lru_cache(maxsize=2)
def _read(path: Path, _stamp: int) -> RoleBook:
    return read_roles(path)
