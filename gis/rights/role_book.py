"""Which role someone has who signed in: by address, domain or claim, as one TOML file says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from gis.errors import InputError
from gis.rights.roles import ROLES
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from gis.rights.roles import Role

HOURS = "hours"
USUAL_HOURS = 12.0
"""So long a sign-in counts: a working day."""
ADDRESSES, DOMAINS, CLAIMS = "addresses", "domains", "claims"
KINDS = (ADDRESSES, DOMAINS, CLAIMS)


@dataclass(frozen=True)
class RoleRule:
    """Whom one role is given to.

    Attributes
    ----------
    addresses, domains : frozenset[str]
        E-mail addresses, and what stands behind their @, in small letters.
    claims : Mapping[str, frozenset[str]]
        Values of each claim, any of which will do.
    """

    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    claims: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def fits(self, claims: Mapping[str, Any]) -> bool:
        """Whether someone with these claims is meant."""
        address = address_of(claims)
        domain = address.rpartition("@")[2]
        by_claim = (not wanted.isdisjoint(_values(claims, name)) for name, wanted in self.claims.items())
        return (bool(address) and (address in self.addresses or domain in self.domains)) or any(by_claim)


@dataclass(frozen=True)
class RoleBook:
    """Who has which role.

    Attributes
    ----------
    hours : float
        How long a sign-in counts.
    """

    rules: Mapping[Role, RoleRule] = field(default_factory=dict)
    hours: float = USUAL_HOURS

    def role_of(self, claims: Mapping[str, Any]) -> Role:
        """Return the highest role that someone with these claims has; that of a visitor where none fits."""
        fitting = [role for role, rule in self.rules.items() if rule.fits(claims)]
        return max(fitting, key=ROLES.index, default=ROLES[0])


def address_of(claims: Mapping[str, Any]) -> str:
    """Return the e-mail address of someone, in small letters; empty where the provider doubts it."""
    doubted = str(claims.get("email_verified", True)).lower() == "false"
    address = str(claims.get("email") or "").strip().lower()
    return "" if doubted or address.count("@") != 1 else address


def read_roles(path: Path) -> RoleBook:
    """Read who has which role.

    Raises
    ------
    InputError
        When the file cannot be read, names a role that there is not, or a value is of the wrong type.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(say("rights.file_unreadable", file=path.name, reason=error)) from error
    hours = told.pop(HOURS, USUAL_HOURS)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or hours <= 0:
        raise InputError(say("rights.file_hours", file=path.name, value=hours))
    given = ROLES[1:]
    for name in told:
        if name not in given:
            raise InputError(say("rights.file_role", file=path.name, role=name, known=", ".join(given)))
    rules = {cast("Role", name): _rule(path.name, name, part) for name, part in told.items()}
    return RoleBook(rules, float(hours))


def _rule(file: str, role: str, told: Any) -> RoleRule:
    if not isinstance(told, dict) or not set(told) <= set(KINDS):
        raise InputError(say("rights.file_kind", file=file, role=role, known=", ".join(KINDS)))
    addresses = _texts(file, f"{role}.{ADDRESSES}", told.get(ADDRESSES, []))
    domains = _texts(file, f"{role}.{DOMAINS}", told.get(DOMAINS, []))
    wrong = [
        *(text for text in addresses if text.count("@") != 1),
        *(text for text in domains if "@" in text),
    ]
    if wrong:
        raise InputError(say("rights.file_address", file=file, role=role, value=wrong[0]))
    claims = told.get(CLAIMS, {})
    if not isinstance(claims, dict):
        raise InputError(say("rights.file_kind", file=file, role=role, known=", ".join(KINDS)))
    wanted = {
        name: frozenset(_texts(file, f"{role}.{CLAIMS}.{name}", given)) for name, given in claims.items()
    }
    return RoleRule(_small(addresses), _small(domains), wanted)


def _small(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text.strip().lower() for text in texts)


def _texts(file: str, name: str, told: Any) -> list[str]:
    texts = [told] if isinstance(told, str) and f".{CLAIMS}." in name else told
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise InputError(say("rights.file_texts", file=file, name=name))
    return texts


def _values(claims: Mapping[str, Any], name: str) -> set[str]:
    """Return the texts of a claim; `realm_access.roles` is found inside `realm_access`, too."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
    return {value for value in (found if isinstance(found, list) else [found]) if isinstance(value, str)}
