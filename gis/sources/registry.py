"""The services that the atlas knows, what each of them fills, and how each is asked whether it is well.

A service is one module of `gis.sources.services`, and one name here. The module may declare `SERVICES` (where
it is), `SOURCES` (the layers that it fills) and `PROBES` (a small question).
"""

from __future__ import annotations

import importlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gis.sources.service import Probe, Service
    from gis.sources.source import Source

NAMES = (
    "geoplateforme",
    "admin",
    "cadastre",
    "rpg",
    "organic",
    "bdtopo",
    "bdtopo_paths",
    "protected",
    "planning",
    "public_easements",
    "mbm_heaps",
    "mbm",
    "mbm_property",
    "georisques",
    "gbif",
    "overpass",
    "osm",
    "osm_relations",
    "altimetry",
    "geocode",
)
"""Modules of services, in the order of the layers that they fill; a first choice comes first."""


def _declared(name: str) -> Iterator[Any]:
    for module in NAMES:
        yield from getattr(importlib.import_module(f"gis.sources.services.{module}"), name, ())


def _by_layer() -> Mapping[str, tuple[Source, ...]]:
    grouped: dict[str, tuple[Source, ...]] = {}
    for source in _declared("SOURCES"):
        grouped[source.layer] = (*grouped.get(source.layer, ()), source)
    return MappingProxyType(grouped)


SERVICES: Mapping[str, Service] = MappingProxyType({item.key: item for item in _declared("SERVICES")})
"""The services by their keys."""
SOURCES = _by_layer()
"""The sources of each layer, first choice first; the commune comes first, as all others need its outline."""
PROBES: tuple[Probe, ...] = tuple(_declared("PROBES"))
"""What each service is asked to see whether it is well."""


def service_text(key: str) -> str:
    """Return what to call a service, in the language in use; its key where it is not known."""
    return SERVICES[key].text if key in SERVICES else key
