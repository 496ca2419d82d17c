"""What one public service is: where it is, what to call it, and how to ask whether it is well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from gis.sources.place import Place
from gis.sources.source import Fetcher
from gis.words import catalogue, say

Ask = Callable[[Fetcher, Place], tuple[bool, str]]
"""A small question: whether the answer is what the module expects, and what came."""


@dataclass(frozen=True)
class Service:
    """One public service.

    Attributes
    ----------
    key : str
        Its name in the settings.
    url : str
        Its base address, without a slash at the end where paths follow.
    title : str
        What to call it where the catalogue has no `sources.service_<key>`; its host by default.
    min_interval_s : float
        Seconds that it wants between two requests.
    """

    key: str
    url: str
    title: str = ""
    min_interval_s: float = 0.0

    @property
    def text(self) -> str:
        """What to call it, in the language in use."""
        return _words(f"sources.service_{self.key}", self.title or str(urlsplit(self.url).hostname))


@dataclass(frozen=True)
class Probe:
    """A small question that tells whether a service still answers as its module expects.

    Attributes
    ----------
    key : str
        Its name.
    service : str
        Key of the service that is asked.
    ask : callable
        Asks it.
    title : str
        What is asked, where the catalogue has no `update.probe_<key>`.
    """

    key: str
    service: str
    ask: Ask
    title: str = ""

    @property
    def text(self) -> str:
        """What is asked, a sentence in the language in use."""
        return _words(f"update.probe_{self.key}", self.title or self.key)


def _words(key: str, otherwise: str) -> str:
    return say(key) if key in catalogue() else otherwise
