"""Land balance, surroundings, neighbours and sources, on a dossier's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.dossier import present_tables as present
from gis.export.paper import FONT, Cell, Frame, draw, row, said
from gis.territory import Style
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.dossier import Dossier
    from gis.export.dossier.present_tables import CoverText
    from gis.export.paper import Paper
    from gis.territory import Territory

BAR_MM = 7.0
ROW_MM = 4.3
RING_MM = 26.0
PLAIN_GROUND = Style("#000000", weight=1.0)
SOURCE_WIDTHS = (46, 22, 92, 20)


def balance(pdf: Paper, dossier: Dossier, territory: Territory, *, x: float, y: float, width: float) -> float:
    """Draw the land balance as a bar and as a table; returns the y below."""
    _title(pdf, say("sheet.balance"), x=x, y=y)
    told = present.balance(dossier)
    _bar(pdf, told.covers, territory, x=x, y=y + 7, width=width)
    pdf.set_xy(x, y + 7 + BAR_MM + 2)
    widths = (8.0, width - 8 - 42, 24.0, 18.0)
    for cover in told.covers:
        _swatch(pdf, territory, cover.key, x=x, y=pdf.get_y() + 0.6)
        row(pdf, _cover(cover), widths, height=ROW_MM, x=x, rule=True, wrap=True)
    row(pdf, _cover(told.total), widths, height=ROW_MM, x=x, style="B", rule=True, wrap=True)
    return _note(pdf, " ".join(told.notes), x=x, width=width)


def _cover(cover: CoverText) -> list[Cell]:
    return [Cell(""), Cell(cover.title), Cell(cover.area, "R"), Cell(cover.share, "R")]


def surroundings(pdf: Paper, dossier: Dossier, *, x: float, y: float, width: float) -> float:
    """Write what lies around as a table, one column a distance; returns the y below."""
    _title(pdf, say("sheet.around"), x=x, y=y)
    told = present.around(dossier)
    widths = (width - RING_MM * len(told.heads), *(RING_MM for _ in told.heads))
    pdf.set_xy(x, y + 6.5)
    row(
        pdf,
        [Cell(""), *(Cell(head, "R") for head in told.heads)],
        widths,
        height=ROW_MM,
        x=x,
        style="B",
        wrap=True,
    )
    for name, values in told.rows:
        cells = [Cell(name), *(Cell(value, "R") for value in values)]
        row(pdf, cells, widths, height=ROW_MM, x=x, rule=True, wrap=True)
    return _note(pdf, " ".join(told.sentences), x=x, width=width, size=8.3)


def neighbours(pdf: Paper, dossier: Dossier) -> None:
    """Name the neighbouring parcels."""
    if dossier.neighbours:
        pdf.heading(say("sheet.neighbours"), level=2)
        pdf.text_block(", ".join(present.neighbours(dossier)), size=8.8)


def sources(pdf: Paper, dossier: Dossier) -> None:
    """Write where every layer comes from, and what the statuses mean."""
    pdf.heading(say("sheet.sources"), level=2)
    rows = []
    for item in dossier.provenance:
        licence = f" ({item.licence})" if item.licence else ""
        status = say(f"status.{item.status}")
        rows.append((item.title, status, f"{item.source}{licence}", said(item.source_date)))
    head = [say(f"sheet.{name}") for name in ("theme", "status", "source_col", "date")]
    pdf.data_table(head, rows, widths=SOURCE_WIDTHS, size=7.2)
    pdf.ln(1.5)
    pdf.text_block(" ".join([say("sheet.statuses"), *present.status_meanings(dossier)]), size=7.6)


def _bar(
    pdf: Paper, covers: Sequence[CoverText], territory: Territory, *, x: float, y: float, width: float
) -> None:
    start = x
    for cover in covers:
        wide = width * cover.share_pct / 100
        if wide > 0.05:  # noqa: PLR2004 - thinner than any line
            _patch(pdf, _look(territory, cover.key), x=start, y=y, width=wide, height=BAR_MM)
        start += wide


def _swatch(pdf: Paper, territory: Territory, key: str, *, x: float, y: float) -> None:
    _patch(pdf, _look(territory, key), x=x + 0.5, y=y, width=6, height=3.1)


def _patch(pdf: Paper, style: Style, *, x: float, y: float, width: float, height: float) -> None:
    frame = Frame(x, y, width, height, (0.0, 0.0, width, height))
    draw(pdf, frame, np.array([shapely.box(0, 0, width, height)], dtype=object), style)


def _look(territory: Territory, key: str) -> Style:
    """Return how a cover is drawn: as its theme, lines as areas; the rest stays white."""
    if key not in territory.themes:
        return PLAIN_GROUND
    style = territory.themes[key].legend[0].style
    fill, hatch = style.fill or style.stroke, style.hatch or ("" if style.fill else "vertical")
    return Style(style.stroke, fill, weight=1.0, hatch=hatch, opacity=0.35)


def _title(pdf: Paper, text: str, *, x: float, y: float) -> None:
    pdf.set_xy(x, y)
    pdf.set_font(FONT, "B", 12.5)
    pdf.cell(0, 6, text)


def _note(pdf: Paper, text: str, *, x: float, width: float, size: float = 7.4) -> float:
    pdf.set_xy(x, pdf.get_y() + 1)
    pdf.set_font(FONT, "", size)
    pdf.multi_cell(width, size * 0.45, text, align="L")
    return float(pdf.get_y())
