"""A dossier on A4 paper: map, verdicts, notices, land balance, surroundings, sources, and the data inside."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from gis.export.dossier.dossier_geopackage import write_dossier_gpkg
from gis.export.dossier.dossier_json import dossier_document
from gis.export.dossier.present import head
from gis.export.dossier.sheet_data import sheet_data
from gis.export.formats import safe_name
from gis.export.paper import About, Attachment, pdf
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.dossier import Dossier
    from gis.territory import Territory


def write_sheet(dossier: Dossier, territory: Territory, *, link: str = "", with_data: bool = True) -> bytes:
    """Return the sheet of a dossier as PDF, A4, in the language in use; legible in black and white.

    Parameters
    ----------
    link : str
        Address of the page that shows the same dossier, drawn as a QR code; none where it is empty.
    with_data : bool
        Attach the dossier as JSON and as GeoPackage, as they are exported.

    Raises
    ------
    PaperError
        When the press refuses the document.
    """
    text = head(dossier)
    about = sheet_about([dossier], title=text.title, running=text.place, link=link)
    data = {"dossiers": [sheet_data(dossier, territory, link=link)]}
    return pdf("dossier", about, data, attachments=_data_inside(dossier, territory) if with_data else ())


def sheet_about(dossiers: Sequence[Dossier], *, title: str, running: str, link: str = "") -> About:
    """Return what stands around the sheets of dossiers."""
    return About(
        title=title,
        warning=say("paper.illustrative") if any(item.illustrative for item in dossiers) else "",
        disclaimer=dossiers[0].disclaimer,
        link=link,
        running=running,
    )


def _data_inside(dossier: Dossier, territory: Territory) -> tuple[Attachment, Attachment]:
    name = safe_name(dossier.subject.reference)
    document = json.dumps(dossier_document(dossier), ensure_ascii=False).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dossier.gpkg")
        write_dossier_gpkg(territory, dossier, path)
        layers = path.read_bytes()
    return (
        Attachment(f"{name}.json", "application/json", document, say("export.json")),
        Attachment(f"{name}.gpkg", "application/geopackage+sqlite3", layers, say("export.gpkg")),
    )
