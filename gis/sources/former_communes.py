"""Communes that are part of another one since: associated or delegated ones, and where they are now."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.errors import ServiceError
from gis.sources.http.request import Request

if TYPE_CHECKING:
    from gis.sources.source import Fetcher

PATH = "communes_associees_deleguees"
FIELDS = "nom,code,chefLieu,type"


@dataclass(frozen=True)
class FormerCommune:
    """A commune that was joined to another one.

    Attributes
    ----------
    code, name : str
        What it was.
    part_of : str
        INSEE code of the commune that it is part of.
    """

    code: str
    name: str
    part_of: str


def former_communes(asker: Fetcher, **wanted: str) -> list[FormerCommune]:
    """Return the former communes of a name (`nom`) or a code (`code`); none where the service cannot say.

    Asks the commune API of the State (https://geo.api.gouv.fr/decoupage-administratif/communes).
    """
    request = Request("geo_api", asker.settings.url("geo_api", PATH), params={**wanted, "fields": FIELDS})
    with suppress(ServiceError):
        reply = asker.ask(request).json()
        items = reply if isinstance(reply, list) else []
        return [
            FormerCommune(str(item["code"]), str(item.get("nom") or item["code"]), str(item["chefLieu"]))
            for item in items
            if isinstance(item, dict) and item.get("code") and item.get("chefLieu")
        ]
    return []
