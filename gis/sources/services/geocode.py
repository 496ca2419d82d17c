"""Address search of the Géoplateforme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.errors import ServiceError
from gis.sources.http.request import Request
from gis.sources.service import Probe, Service
from gis.territory import every_code
from gis.words import sentence

if TYPE_CHECKING:
    from gis.sources.place import Place
    from gis.sources.source import Fetcher

SURE = 0.5
"""Score below which a list is shown, and no jump made."""
ATTRIBUTION = "Base Adresse Nationale"


@dataclass(frozen=True)
class GeocodeHit:
    """An address found.

    Attributes
    ----------
    lon, lat : float
        WGS 84, degrees.
    score : float
        0 to 1.
    """

    label: str
    lon: float
    lat: float
    score: float
    kind: str
    insee: str

    @property
    def sure(self) -> bool:
        """Whether the score is high enough to go there without asking."""
        return self.score >= SURE


def search(asker: Fetcher, text: str, *, insee: str = "", limit: int = 5) -> list[GeocodeHit]:
    """Return the addresses that a text may mean, best first; of one commune where its code is given.

    Raises
    ------
    ServiceError
        When the service fails or answers something else.
    """
    params: dict[str, str | tuple[str, ...]] = {
        "q": text.strip()[:200],
        "limit": str(limit),
        "autocomplete": "1",
        "index": "address",
    }
    if insee:
        params["citycode"] = insee
    document = asker.ask(Request("geocode", asker.settings.url("geocode", "search"), params=params)).json()
    items = document.get("features") if isinstance(document, dict) else None
    if not isinstance(items, list):
        msg = sentence("sources.not_features")
        raise ServiceError(msg)
    found = [hit for item in items if (hit := _hit(item)) is not None]
    return sorted(found, key=lambda hit: -hit.score)


def _hit(item: dict[str, Any]) -> GeocodeHit | None:
    properties = item.get("properties") or {}
    try:
        lon, lat = (float(value) for value in (item.get("geometry") or {})["coordinates"][:2])
        score = float(properties.get("score") or 0.0)
    except (KeyError, TypeError, ValueError):
        return None
    label = str(properties.get("label") or properties.get("name") or "")
    kind, insee = str(properties.get("type") or ""), str(properties.get("citycode") or "")
    return GeocodeHit(label, lon, lat, score, kind, insee)


def _town_hall(asker: Fetcher, place: Place) -> tuple[bool, str]:
    found = search(asker, "mairie", insee=place.insee)
    best = found[0].label if found else ""
    return not {hit.insee for hit in found}.isdisjoint(every_code(place.insee)), best


SERVICES = (Service("geocode", "https://data.geopf.fr/geocodage"),)
PROBES = (Probe("addresses", "geocode", _town_hall),)
