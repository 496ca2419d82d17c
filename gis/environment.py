"""What whoever runs the atlas sets by the variables `CAILLOUX_…`, checked before anything starts."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gis.errors import InputError
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX = "CAILLOUX_"
FOR_TESTS = f"{PREFIX}TESTS_"
LONGEST_HSTS_S = 63_072_000
"""Two years, the longest that browsers are told to insist on TLS (https://hstspreload.org)."""
_INSEE = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
_HOST = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]")


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The settings of one process.

    Attributes
    ----------
    territory : str
        INSEE code of the commune that the pages show; empty for the embedded one.
    database : str
        Address of a PostgreSQL database for what people write; empty for a file in the home.
    home, sources, roles : Path, optional
        Folder of fetched and imported layers; TOML files with the addresses of the services, and with who has
        which role.
    address : str
        Address under which visitors reach the atlas, without a slash at its end; empty on one's own machine.
    embed : tuple[str, ...]
        Origins of the sites that may show the atlas in a frame.
    hsts : int
        Seconds for which browsers shall insist on TLS; 0 says nothing of it.
    metrics : tuple[str, int], optional
        Host and port of the metrics; without it there are none.
    log : str
        `text`, or `json` for one JSON object a line.
    """

    territory: str = ""
    database: str = ""
    home: Path | None = None
    sources: Path | None = None
    roles: Path | None = None
    address: str = ""
    embed: tuple[str, ...] = ()
    hsts: int = 0
    metrics: tuple[str, int] | None = None
    log: str = "text"


def environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Return the settings in force.

    Parameters
    ----------
    variables : Mapping[str, str]
        Names and values; those of the process by default. An empty value counts as not set.

    Raises
    ------
    InputError
        When one of them is not known, or its value is wrong; the message names each and what it may be.
    """
    return _read(tuple(sorted((name, value) for name, value in variables.items() if name.startswith(PREFIX))))


@lru_cache(maxsize=16)
def _read(variables: tuple[tuple[str, str], ...]) -> Environment:
    values, wrong = {}, []
    for name, text in variables:
        if name.startswith(FOR_TESTS) or not text.strip():
            continue
        key = name.removeprefix(PREFIX).lower()
        if key not in READERS:
            wrong.append(_unknown(name))
            continue
        try:
            values[key] = READERS[key](text.strip())
        except ValueError:
            wanted = say(f"environment.{key}")
            # The address of a database may hold a password.
            value = "…" if key == "database" else text[:80]
            wrong.append(say("environment.wrong", name=name, value=value, wanted=wanted))
    if wrong:
        raise InputError(" ".join(wrong))
    return Environment(**values)  # type: ignore[arg-type] # each reader returns what its field holds


def _unknown(name: str) -> str:
    known = [f"{PREFIX}{key.upper()}" for key in READERS]
    near = get_close_matches(name, known, n=1)
    return say("environment.unknown", name=name[:80], known=near[0] if near else ", ".join(known))


def _territory(text: str) -> str:
    if not _INSEE.fullmatch(text):
        raise ValueError
    return text


def _database(text: str) -> str:
    if urlsplit(text).scheme not in {"postgresql", "postgresql+psycopg"}:
        raise ValueError
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if not _is_web(text) or parts.query or parts.fragment:
        raise ValueError
    return text.rstrip("/")


def _embed(text: str) -> tuple[str, ...]:
    sites = tuple(site.rstrip("/") for site in re.split(r"[\s,]+", text) if site)
    if not all(_is_web(site) and not urlsplit(site).path for site in sites):
        raise ValueError
    return sites


def _is_web(text: str) -> bool:
    """Tell whether a text is an address of the web; a wrong port raises ValueError."""
    parts = urlsplit(text)
    named = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    host = parts.netloc.rpartition(":")[0] if parts.port else parts.netloc
    return named and parts.scheme in {"http", "https"} and bool(_HOST.fullmatch(host)) and text.isascii()


def _hsts(text: str) -> int:
    seconds = int(text)
    if not 0 <= seconds <= LONGEST_HSTS_S:
        raise ValueError
    return seconds


def _metrics(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not (_HOST.fullmatch(host or "127.0.0.1") and 0 < int(port) < 2**16):
        raise ValueError
    return host.strip("[]") or "127.0.0.1", int(port)


def _log(text: str) -> str:
    if text not in {"text", "json"}:
        raise ValueError
    return text


READERS: Mapping[str, Callable[[str], object]] = {
    "territory": _territory,
    "database": _database,
    "home": Path,
    "sources": Path,
    "roles": Path,
    "address": _address,
    "embed": _embed,
    "hsts": _hsts,
    "metrics": _metrics,
    "log": _log,
}
"""What makes a value of the text of a variable, by the name of its field; ValueError where it cannot."""
