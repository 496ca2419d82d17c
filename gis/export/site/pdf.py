"""The sheet of a site on A4: map, figures, access, what was seen there, sources, and its species inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.formats import file_name
from gis.export.paper import About, Attachment, pdf
from gis.export.site.site_sheet_data import site_sheet_data
from gis.export.species_table import species_csv
from gis.words import say

if TYPE_CHECKING:
    import datetime as dt

    from gis.sites import Site
    from gis.territory import Territory


def site_sheet(territory: Territory, site: Site, *, link: str = "", made: dt.date | None = None) -> bytes:
    """Write the sheet of a site as PDF, in the language in use.

    Parameters
    ----------
    territory : Territory
        Where it lies.
    site : Site
        What is known of it.
    link : str
        Address of its page, printed with a QR code where it is given.
    made : date, optional
        Day that it says it was made on; today by default.

    Raises
    ------
    PaperError
        When the press refuses the document.
    """
    title = f"{site.name} – {territory.name}"
    about = About(title, warning=site.warning, link=link, running=territory.name)
    data = {"site": site_sheet_data(territory, site, link=link)}
    return pdf("site", about, data, attachments=_species_inside(territory, site), made=made)


def _species_inside(territory: Territory, site: Site) -> tuple[Attachment, ...]:
    """Return the species seen there as their table is exported; nothing where there are none."""
    if not site.species:
        return ()
    name = file_name(territory.name, site.id, extension="csv")
    table = species_csv(territory, site.species)
    return (Attachment(name, "text/csv", table, say("site_sheet.species_file")),)
