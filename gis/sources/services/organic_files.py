"""The files of organic farm parcels that data.gouv.fr lists: which of them hold a commune.

The file of the commune's region goes before the national one, which is up to seventy times its size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.sources.http.request import Request
from gis.sources.regions import REGIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.sources.place import Place
    from gis.sources.source import Fetcher

NAME = re.compile(r"rpg-bio-(?P<campaign>\d{4})-(?P<area>national|r\d{2})(?!\d)", re.IGNORECASE)
NATIONAL = "national"
FORMATS = ((".gpkg", "any"), (".shp.zip", "zip"), (".geojson", "any"), (".json", "any"))
"""Formats by preference: an index makes the first one quick to filter."""


@dataclass(frozen=True)
class File:
    """One file of a campaign.

    Attributes
    ----------
    rank : tuple[bool, int]
        Its place among the files of the campaign: regional before national, then by format.
    size : int or None
        Its bytes, where the service says so.
    checksum : str
        `algorithm:digest` of it, where the service says so.
    """

    campaign: int
    url: str
    check: str
    size: int | None
    rank: tuple[bool, int] = (True, 0)
    checksum: str = ""

    @property
    def request(self) -> Request:
        """The question that brings it."""
        return Request(
            "organic",
            self.url,
            check=self.check,
            whole_file=True,
            shared=True,
            checksum=self.checksum,
            size=self.size,
        )


def files(asker: Fetcher, place: Place) -> dict[int, list[File]]:
    """Return the files that hold the commune by campaign, oldest first: its region's, then the national one.

    Of each area there is one, in the format that is quickest to filter.
    """
    document = asker.ask(Request("organic", asker.settings.url("organic"))).json()
    areas = {NATIONAL, f"r{REGIONS.get(place.department, '')}"}
    found = [file for item in document.get("resources") or [] if (file := _file(item, areas)) is not None]
    by_campaign: dict[int, list[File]] = {}
    for file in sorted(found, key=lambda item: (item.campaign, item.rank)):
        held = by_campaign.setdefault(file.campaign, [])
        if all(file.rank[0] != other.rank[0] for other in held):
            held.append(file)
    return by_campaign


def _file(item: Mapping[str, Any], areas: set[str]) -> File | None:
    url = str(item.get("url") or "")
    named = NAME.search(url) or NAME.search(str(item.get("title") or ""))
    rank = next((at for at, (ending, _) in enumerate(FORMATS) if url.lower().endswith(ending)), None)
    if named is None or rank is None or named["area"].lower() not in areas:
        return None
    size, told = item.get("filesize"), item.get("checksum") or {}
    return File(
        campaign=int(named["campaign"]),
        url=url,
        check=FORMATS[rank][1],
        size=int(size) if size else None,
        rank=(named["area"].lower() == NATIONAL, rank),
        checksum=f"{told['type']}:{told['value']}" if told.get("type") and told.get("value") else "",
    )
