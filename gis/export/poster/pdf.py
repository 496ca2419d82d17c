"""The trajectory of a town on one A3 poster: its years, its map, a few curves, published beside measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.errors import LayerMissingError
from gis.export.formats import safe_name
from gis.export.indicators import indicators_csv, indicators_json
from gis.export.paper import About, Attachment, pdf
from gis.export.poster.poster_data import poster_data
from gis.indicators import indicators, moment, years
from gis.words import say

if TYPE_CHECKING:
    from gis.territory import Territory


def poster(territory: Territory, *, year: int | None = None, link: str = "") -> bytes:
    """Write the poster as PDF, in the language in use.

    Parameters
    ----------
    year : int, optional
        Year that the map shows; the last one by default.
    link : str
        Address of the trajectory's page, printed as a QR code where it is given.

    Raises
    ------
    LayerMissingError
        When the territory tells of no year.
    InputError
        When the year is not one of the trajectory.
    PaperError
        When the press refuses the document.
    """
    span = years(territory)
    if not len(span):
        raise LayerMissingError(say("trajectory.no_years", name=territory.name))
    shown = moment(territory, span[-1] if year is None else year)
    title = say("poster.title", name=territory.name)
    about = About(title, warning=territory.notice, link=link, running=say("poster.timeline"))
    data = poster_data(territory, shown, link=link)
    return pdf("poster", about, {"poster": data}, attachments=_figures_inside(territory))


def _figures_inside(territory: Territory) -> tuple[Attachment, ...]:
    found = indicators(territory)
    if not found:
        return ()
    name, about = safe_name(say("poster.file", name=territory.name)), say("poster.figures")
    return (
        Attachment(f"{name}.json", "application/json", indicators_json(found), about),
        Attachment(f"{name}.csv", "text/csv", indicators_csv(found), about),
    )
