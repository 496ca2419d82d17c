"""Where each public service is, and how politely it is asked.

Base URLs and limits are those that the services publish; a TOML file named by `CAILLOUX_SOURCES` replaces
any of them, which is how tests and mirrors stand in for the real ones.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from gis.environment import environment
from gis.errors import InputError
from gis.sources.registry import SERVICES
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROJECT = "CaillouxBlancs/0.1"

URLS: Mapping[str, str] = MappingProxyType({key: service.url for key, service in SERVICES.items()})
"""Base address of each service."""
MIN_INTERVALS: Mapping[str, float] = MappingProxyType(
    {key: service.min_interval_s for key, service in SERVICES.items() if service.min_interval_s}
)
"""Seconds between two requests, where a service asks for some."""


@dataclass(frozen=True)
class SourceSettings:
    """How the public services are reached.

    Attributes
    ----------
    contact : str
        Web page or e-mail address that the User-Agent names; GBIF and Overpass ask for one.
    urls : Mapping[str, str]
        Base URL of each service, without a slash at the end.
    intervals : Mapping[str, float]
        Seconds that must pass between two requests to a service.
    timeout_s : float
        Longest silence of a server, in seconds.
    longest_reply_s : float
        Longest that one reply may take to arrive, in seconds.
    attempts : int
        How often one request is tried.
    longest_wait_s : float
        Longest `Retry-After` that is waited for, in seconds; beyond it the layer fails.
    per_host : int
        Requests at a time to one host.
    most_bytes : int
        Largest reply in bytes; `most_file_bytes` is the same for whole files.
    most_features : int
        Most features that one layer may bring.
    page : int
        Features asked for at a time from a WFS, 5,000 at most.
    resume_hours : float
        Age up to which the finished replies of an interrupted update are used again.
    """

    contact: str = "no contact set"
    urls: Mapping[str, str] = field(default_factory=lambda: URLS)
    intervals: Mapping[str, float] = field(default_factory=lambda: MIN_INTERVALS)
    timeout_s: float = 60.0
    longest_reply_s: float = 900.0
    attempts: int = 4
    longest_wait_s: float = 120.0
    per_host: int = 2
    most_bytes: int = 300_000_000
    most_file_bytes: int = 3_000_000_000
    most_features: int = 1_000_000
    page: int = 5_000
    resume_hours: float = 24.0

    @property
    def user_agent(self) -> str:
        """Text that names the project and a contact to every service."""
        return f"{PROJECT} (+{self.contact})"

    def url(self, service: str, path: str = "") -> str:
        """Return the address of a service, with a path after it."""
        base = self.urls[service].rstrip("/") if path else self.urls[service]
        return f"{base}/{path}" if path else base


def load_settings(path: Path | None = None) -> SourceSettings:
    """Return the settings in use: the published ones, changed by a TOML file where one is named.

    Parameters
    ----------
    path : Path, optional
        The file; by default the one that `CAILLOUX_SOURCES` names.

    Raises
    ------
    InputError
        When the file cannot be read, or holds a key or value that is not known.
    """
    path = path or environment().sources
    if path is None:
        return SourceSettings()
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = say("sources.settings_unreadable", path=path, reason=error)
        raise InputError(msg) from error
    return _merged(document, path)


def _merged(document: dict[str, Any], path: Path) -> SourceSettings:
    default = SourceSettings()
    urls = document.pop("urls", {})
    intervals = document.pop("intervals", {})
    plain = {item.name: item.type for item in fields(SourceSettings)}
    for name, value in document.items():
        wanted = str if plain.get(name) == "str" else (int, float)
        if name not in plain or not isinstance(value, wanted) or isinstance(value, bool):
            _refuse(path, name, value)
        if not isinstance(value, str) and value <= 0:
            _refuse(path, name, value)
    for name, value in urls.items():
        if name not in URLS or urlsplit(str(value)).scheme not in {"http", "https"}:
            _refuse(path, f"urls.{name}", value)
    for name, value in intervals.items():
        if name not in URLS or isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            _refuse(path, f"intervals.{name}", value)
    return replace(default, **document, urls={**URLS, **urls}, intervals={**MIN_INTERVALS, **intervals})


def _refuse(path: Path, name: str, value: object) -> None:
    known = ", ".join([*(f"urls.{key}" for key in URLS), *(item.name for item in fields(SourceSettings))])
    msg = say("sources.settings_value", path=path, name=name, value=value, known=known)
    raise InputError(msg)
