"""Proposed hedges on A4 paper: map, table, what to check and what is assumed, sources; the hedges inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.connectivity import PRICE_EUR_M
from gis.export.connectivity.planting_map import planting_map
from gis.export.connectivity.present_planting import planting_plan_text
from gis.export.connectivity.proposed_hedges import proposals_geojson
from gis.export.formats import safe_name
from gis.export.paper import About, Attachment, legend_data, or_dash, pdf, qr_code
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.connectivity import Connectivity, Proposal
    from gis.export.connectivity.present_planting import PlantingPlanText, PlantingRow

_COLUMNS = (
    "planting.number",
    "connectivity.where_to_plant",
    "connectivity.length",
    "planting.parcels",
    "planting.gain",
    "planting.alone",
    "planting.cost",
)
_SOURCE_COLUMNS = ("theme", "status", "source_col", "date")


def planting_plan(
    now: Connectivity, proposals: Sequence[Proposal], *, price_eur_m: float = PRICE_EUR_M, link: str = ""
) -> bytes:
    """Return the plan of some proposed hedges as PDF, A4, in the language in use; legible in black and white.

    Parameters
    ----------
    proposals : sequence of Proposal
        In the order in which they would be planted.
    price_eur_m : float
        What a metre of hedge is supposed to cost, before tax.
    link : str
        Address of the page that proposes them, drawn as a QR code; none where it is empty.

    Raises
    ------
    PaperError
        When the press refuses the document.
    """
    text = planting_plan_text(now, proposals, price_eur_m=price_eur_m)
    about = About(text.title, warning=text.warning, link=link, running=now.group.title)
    data = {"plan": _data(text, now, proposals, link)}
    hedges = proposals_geojson(proposals, price_eur_m=price_eur_m)
    name = f"{safe_name(text.title)}.geojson"
    inside = Attachment(name, "application/geo+json", hedges, say("planting.map"))
    return pdf("planting", about, data, attachments=(inside,) if proposals else ())


def _data(
    text: PlantingPlanText, now: Connectivity, proposals: Sequence[Proposal], link: str
) -> dict[str, Any]:
    picture, legend = planting_map(now, proposals)
    source, address = text.group_source
    return {
        "title": text.title,
        "lead": text.lead,
        "status": {"key": text.status, "text": say(f"status.{text.status}")} if text.status else None,
        "qr": qr_code(link),
        "facts": [{"label": label, "value": value} for label, value in text.facts],
        "map": {"title": say("planting.map"), "picture": picture.data},
        "legend": legend_data(legend),
        "columns": [say(key) for key in _COLUMNS],
        "rows": [_cells(row) for row in (*text.rows, *filter(None, [text.whole]))],
        "assumed": {"title": say("planting.assumed"), "texts": list(text.assumed)},
        "first": {"title": say("planting.first"), "texts": list(text.first)},
        "sources": {
            "title": say("sheet.sources"),
            "columns": [say(f"sheet.{key}") for key in _SOURCE_COLUMNS],
            "rows": _sources(text),
            "group": {"text": source, "link": address},
        },
    }


def _cells(row: PlantingRow) -> list[str]:
    return [row.number, row.where, row.length, row.parcels, row.gain, row.alone, row.cost]


def _sources(text: PlantingPlanText) -> list[list[str]]:
    return [
        [
            item.title,
            say(f"status.{item.status}"),
            f"{item.source} ({item.licence})" if item.licence else item.source,
            or_dash(item.source_date),
        ]
        for item in text.origins
    ]
