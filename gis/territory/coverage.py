"""Where a service can speak: outside of it, that nothing came says nothing of the ground."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from gis.files import EMBEDDED

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "coverage.toml"
Voice = Literal["speaks", "silent", "unknown"]
"""Of a commune a service `speaks`, and then nothing found is nothing there; is `silent`, and then it is not
asked; or nobody knows, and then it is asked and nothing found proves nothing."""


@dataclass(frozen=True)
class Coverage:
    """The communes of which a service speaks.

    Attributes
    ----------
    key : str
        Name of the area, under which `sources.outside_<key>` tells what is unknown outside it.
    departments, communes : frozenset of str
        Codes of which the area is made: a commune is inside by either.
    outside : Voice
        What the service is anywhere else.
    services : frozenset of str
        Services that are silent outside the area, whatever the layer.
    layers : frozenset of str
        Layers that no other service fills.
    since : int or None
        First year of which it publishes data, where it does so year by year: what was before is unknown.
    """

    key: str
    departments: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()
    outside: Voice = "silent"
    services: frozenset[str] = frozenset()
    layers: frozenset[str] = frozenset()
    since: int | None = None

    def voice(self, insee: str) -> Voice:
        """Return what the service is for a commune."""
        inside = insee in self.communes or department_of(insee) in self.departments
        return "speaks" if inside else self.outside


FRANCE = Coverage("france", outside="speaks")
"""Wherever the atlas goes, as the service itself says."""
UNKNOWN_COVERAGE = Coverage("unknown", outside="unknown")
"""Nobody knows where the service speaks."""


def department_of(insee: str) -> str:
    """Return the code of a commune's department: two characters, three overseas."""
    return insee[:3] if insee.startswith("97") else insee[:2]


def covered_area(key: str, *, outside: Voice = "silent") -> Coverage:
    """Return an area of `data/coverage.toml` as the coverage of a source.

    Parameters
    ----------
    outside : Voice
        What the source is outside the area.
    """
    told = _tables()[key]
    return Coverage(
        key,
        frozenset(told.get("departments", ())),
        frozenset(told.get("communes", ())),
        outside,
        frozenset(told.get("services", ())),
        frozenset(told.get("layers", ())),
    )


def silence(layer: str, insee: str) -> Coverage | None:
    """Return the area outside which a commune is, where no service that fills a layer speaks of it."""
    found = (area for area in _areas() if layer in area.layers)
    return next((area for area in found if area.voice(insee) == "silent"), None)


def silent_services(insee: str) -> set[str]:
    """Return the services that say nothing whatever of a commune."""
    return {service for area in _areas() if area.voice(insee) == "silent" for service in area.services}


def without_silent(manifest: dict[str, Any], insee: str) -> dict[str, Any]:
    """Return a manifest without the layers of services that are silent about a commune.

    An atlas that did not know it yet has taken their empty replies for knowledge.
    """
    layers = manifest["layers"]
    silent = silent_services(insee)
    kept = {
        key: entry
        for key, entry in layers.items()
        if entry.get("service") not in silent and not (_is_nothing(entry) and silence(key, insee))
    }
    return manifest if len(kept) == len(layers) else {**manifest, "layers": kept}


def _is_nothing(entry: Mapping[str, Any]) -> bool:
    return entry.get("features") == 0 and entry.get("status") != "own"


@cache
def _areas() -> tuple[Coverage, ...]:
    return tuple(covered_area(key) for key in _tables())


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((EMBEDDED / FILE).read_text(encoding="utf-8"))
