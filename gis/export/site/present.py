"""What is said of a site, in the language in use: page and sheet only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.biodiversity import group_text, season_text
from gis.words import date_text, labelled, say, share

if TYPE_CHECKING:
    from gis.biodiversity import Species
    from gis.sites import Site
    from gis.territory import Territory


@dataclass(frozen=True)
class SpeciesLine:
    """A species seen on a site; what nobody knows is empty."""

    name: str
    scientific_name: str
    group: str
    season: str
    year: str
    source: str
    source_url: str


@dataclass(frozen=True)
class SiteText:
    """A site in words.

    Attributes
    ----------
    figures : tuple of (str, str)
        Words and value, what is measured first.
    none_seen : str
        What stands in place of the species; empty where there are any.
    notes : tuple of str
        What to know of a list of species before reading it.
    source : str
        A sentence, with its date.
    """

    name: str
    kind: str
    status: str
    warning: str
    figures: tuple[tuple[str, str], ...]
    access: str
    species: tuple[SpeciesLine, ...]
    none_seen: str
    notes: tuple[str, ...]
    source: str
    source_url: str


def site_text(territory: Territory, site: Site) -> SiteText:
    """Return what is said of a site of a territory."""
    source = " · ".join(filter(None, (site.source, date_text(site.source_date))))
    return SiteText(
        name=site.name,
        kind=site.kind,
        status=site.status,
        warning=site.warning,
        figures=_figures(site),
        access=site.access or say("site_sheet.access_unknown"),
        species=tuple(_line(territory, item) for item in site.species),
        none_seen="" if site.species else say("site_sheet.nothing_seen"),
        notes=(say("species.absence"), say("site_sheet.fragile")),
        source=labelled(say("site_sheet.source"), source),
        source_url=site.source_url,
    )


def _figures(site: Site) -> tuple[tuple[str, str], ...]:
    """Return the figures of a site, its part in the connectivity after what is measured of it."""
    if site.connectivity_pct is None:
        return tuple(site.figures)
    words = say("site_sheet.connectivity", group=site.connectivity_group)
    return (*site.figures[:1], (words, share(site.connectivity_pct)), *site.figures[1:])


def _line(territory: Territory, item: Species) -> SpeciesLine:
    return SpeciesLine(
        name=item.name,
        scientific_name=item.scientific_name,
        group=group_text(territory, item.group),
        season=season_text(item),
        year=str(item.seen_year or ""),
        source=item.source,
        source_url=item.source_url,
    )
