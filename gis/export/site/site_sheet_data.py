"""What a site's sheet lays out, as plain data: texts of the presenter and drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.export.paper import legend_data, or_dash, qr_code
from gis.export.site.present import site_text
from gis.export.site.site_map import site_map
from gis.words import labelled, say

if TYPE_CHECKING:
    from gis.export.site.present import SiteText
    from gis.sites import Site
    from gis.territory import Territory

LONGEST_BESIDE = 130
"""Longer values stand below the map, over the whole width."""
_SPECIES = ("name", "scientific_name", "season", "year", "group")
_COLUMNS = ("name", "scientific_name", "season", "seen_year", "group")


def site_sheet_data(territory: Territory, site: Site, *, link: str = "") -> dict[str, Any]:
    """Return what the sheet of a site lays out, in the language in use."""
    told = site_text(territory, site)
    picture, legend = site_map(territory, site)
    return {
        "title": told.name,
        "status": {"key": told.status, "text": say(f"status.{told.status}")},
        "place": f"{told.kind} · {territory.name}",
        "map": picture.data,
        "legend": legend_data(legend),
        "beside": [figure for figure in told.figures if not _long(figure)],
        "below": [labelled(*figure) for figure in told.figures if _long(figure)],
        "access": told.access,
        "species": [[or_dash(getattr(line, key)) for key in _SPECIES] for line in told.species],
        "none_seen": told.none_seen,
        "notes": " ".join(told.notes),
        "source": _source(told),
        "qr": qr_code(link),
        "words": _words(),
    }


def _long(figure: tuple[str, str]) -> bool:
    return len(figure[1]) > LONGEST_BESIDE


def _source(told: SiteText) -> str:
    return " · ".join(filter(None, (told.source, told.source_url)))


def _words() -> dict[str, Any]:
    return {
        "legend": say("paper.legend"),
        "figures": say("site_sheet.figures"),
        "access": say("site_sheet.access"),
        "seen": say("site_sheet.seen"),
        "columns": [say(f"species.column_{key}") for key in _COLUMNS],
    }
