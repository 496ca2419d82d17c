"""A walk on A4 paper: map, profile, cues, what is ripe, what to know, and the tracks inside."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from gis.export.formats import file_name
from gis.export.paper import About, Attachment, pdf
from gis.export.walk.gpx import walk_gpx
from gis.export.walk.kml import walk_kml
from gis.export.walk.present import path_statuses, walk_name
from gis.export.walk.walk_sheet_data import walk_sheet_data
from gis.words import say

if TYPE_CHECKING:
    from gis.walks import Walk


def walk_sheet(walk: Walk, *, name: str, link: str = "", made: dt.date | None = None) -> bytes:
    """Return the sheet of a walk as PDF, one page of A4 for most, in the language in use.

    Parameters
    ----------
    name : str
        What it is called; by its length where it is empty.
    link : str
        Address that reopens the walk, drawn as a QR code; none when empty.
    made : date, optional
        Day that the sheet and the tracks in it say they were made on; today by default.

    Raises
    ------
    PaperError
        When the press refuses the document.
    """
    title, day = name or walk_name(walk), made or dt.datetime.now(tz=dt.UTC).date()
    drawn = "illustrative" in path_statuses(walk)
    about = About(title, say("paper.illustrative") if drawn else "", link=link, running=walk.territory.name)
    data = {"walk": walk_sheet_data(walk, name=title, link=link)}
    return pdf("walk", about, data, attachments=_tracks(walk, title, link, day), made=day)


def _tracks(walk: Walk, name: str, link: str, day: dt.date) -> tuple[Attachment, Attachment]:
    """Return the walk as it is exported, made on a day: the same walk gives the same file all day long."""
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
    gpx, kml = walk_gpx(walk, name=name, link=link, made=midnight), walk_kml(walk, name=name)
    return (
        Attachment(
            file_name(name, extension="gpx"), "application/gpx+xml", gpx.encode(), say("export.walk_gpx")
        ),
        Attachment(
            file_name(name, extension="kml"),
            "application/vnd.google-earth.kml+xml",
            kml.encode(),
            say("export.walk_kml"),
        ),
    )
