"""The sheet of a site on one A4 page: map, figures, access, what was seen there, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from fpdf.enums import XPos, YPos

from gis.export.paper import FONT, MARGIN_MM, Paper, draw, fit, furnish
from gis.export.site.present import site_text
from gis.territory import Style
from gis.words import labelled, number, say

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.export.paper import Frame
    from gis.export.site.present import SiteText
    from gis.sites import Site
    from gis.territory import Territory

MAP_MM = (100.0, 84.0)
TEXT_X = MARGIN_MM + MAP_MM[0] + 5
ROW_MM = 4.2
QR_MM = 20.0
LONGEST_FIGURE = 130
"""Longer texts stand below the map, over the whole width."""
ENTRY_MM = 8.4
"""Height of a figure beside the map, its words and its value."""
OUTLINE = Style("#000000", weight=5.0)
COMMUNE = Style("#000000", weight=1.0, dash="6 3")
BACKGROUND = ("farmland", "slag_heaps", "nourishing_gardens", "green_belt", "hedges", "paths")
FOOT_MM = 46.0


def site_sheet(territory: Territory, site: Site, *, link: str = "") -> bytes:
    """Write the sheet of a site as PDF, in the language in use.

    Parameters
    ----------
    territory : Territory
        Where it lies.
    site : Site
        What is known of it.
    link : str
        Address of its page, printed with a QR code where it is given.
    """
    told = site_text(territory, site)
    pdf = Paper(f"{told.name} – {territory.name}", warning=told.warning, link=link)
    pdf.add_page()
    pdf.heading(told.name)
    pdf.badge(say(f"status.{told.status}"), status=told.status)
    pdf.cell(0, 4.6, f"{told.kind} · {territory.name}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(3)
    top = pdf.get_y()
    _map(pdf, territory, site.geometry, y=top)
    rest = _figures(pdf, told, y=top)
    pdf.set_xy(pdf.l_margin, max(pdf.get_y(), top + MAP_MM[1]) + 3)
    for words, value in rest:
        pdf.text_block(labelled(words, value), size=8)
    pdf.heading(say("site_sheet.access"), level=2)
    pdf.text_block(told.access, size=9)
    _species(pdf, told, link=link)
    _sources(pdf, told, link=link)
    return pdf.as_bytes()


def _map(pdf: Paper, territory: Territory, shape: BaseGeometry, *, y: float) -> None:
    frame = fit(shape.bounds, x=MARGIN_MM, y=y, width=MAP_MM[0], height=MAP_MM[1], margin=0.3, least_m=350)
    for key in BACKGROUND:
        _layer(pdf, territory, frame, key)
    draw(pdf, frame, np.array([territory.commune.boundary], dtype=object), COMMUNE)
    draw(pdf, frame, np.array([shape], dtype=object), OUTLINE)
    furnish(pdf, frame)


def _layer(pdf: Paper, territory: Territory, frame: Frame, key: str) -> None:
    layer = territory.find(key)
    if layer is None:
        return
    rows = layer.tree.query(frame.ground, predicate="intersects")
    places = layer.theme.legend_of(layer.data.iloc[rows])
    for place, entry in enumerate(layer.theme.legend):
        draw(pdf, frame, layer.geometry[rows[places == place]], entry.style)


def _figures(pdf: Paper, told: SiteText, *, y: float) -> list[tuple[str, str]]:
    """Write figures beside the map, and return those that are too long for there or find no more room."""
    pdf.set_xy(TEXT_X, y)
    width = pdf.w - MARGIN_MM - TEXT_X
    pdf.set_font(FONT, "B", 11)
    pdf.cell(width, 5.5, say("site_sheet.figures"), new_x=XPos.LEFT, new_y=YPos.NEXT)
    rest = []
    for words, value in told.figures:
        if len(value) > LONGEST_FIGURE or pdf.get_y() + ENTRY_MM > y + MAP_MM[1]:
            rest.append((words, value))
            continue
        pdf.set_x(TEXT_X)
        pdf.set_font(FONT, "", 8)
        pdf.multi_cell(width, 3.7, words, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        pdf.set_font(FONT, "B", 9)
        pdf.multi_cell(width, 4.1, value, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        pdf.ln(0.6)
    return rest


def _species(pdf: Paper, told: SiteText, *, link: str) -> None:
    pdf.heading(say("site_sheet.seen"), level=2)
    if told.species:
        room = int((pdf.h - FOOT_MM - (8 if link else 0) - pdf.get_y()) / ROW_MM) - 1
        fits = told.species if len(told.species) <= 2 * room else told.species[: 2 * room - 1]
        half = -(-len(fits) // 2)
        top, below, columns = pdf.get_y(), pdf.get_y(), (fits[:half], fits[half:])
        for place, column in enumerate(columns):
            x = MARGIN_MM + place * pdf.epw / 2
            for row, item in enumerate(column):
                pdf.set_xy(x, top + row * ROW_MM)
                more = ", ".join(filter(None, (item.season, item.year, item.group)))
                _line(pdf, item.name, f"{item.scientific_name} · {more}", width=pdf.epw / 2 - 3)
            below = max(below, top + len(column) * ROW_MM)
        pdf.set_xy(MARGIN_MM, below + 0.5)
        if len(fits) < len(told.species):
            rest = len(told.species) - len(fits)
            pdf.text_block(say("site_sheet.more_species", count=number(rest)), size=8.5, style="I")
    else:
        pdf.text_block(told.none_seen, size=9)
    pdf.text_block(" ".join(told.notes), size=8.5, style="I")


def _line(pdf: Paper, name: str, about: str, *, width: float) -> None:
    """Write a name in bold and more about it, cut off where the column ends."""
    pdf.set_font(FONT, "B", 8.5)
    wide = pdf.get_string_width(name) + 1.5
    pdf.cell(wide, ROW_MM, name)
    pdf.set_font(FONT, "", 7.5)
    text = about
    while text and pdf.get_string_width(f"{text}…") > width - wide:
        text = text[:-1]
    pdf.cell(max(width - wide, 1), ROW_MM, about if text == about else f"{text}…")


def _sources(pdf: Paper, told: SiteText, *, link: str) -> None:
    pdf.ln(1)
    width = pdf.epw - QR_MM - 3 if link else 0
    source = " · ".join(filter(None, (told.source, told.source_url)))
    pdf.text_block(source, size=8, width=width)
    if link:
        pdf.qr(link, x=pdf.w - MARGIN_MM - QR_MM, y=pdf.h - FOOT_MM, side=QR_MM)
