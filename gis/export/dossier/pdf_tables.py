"""Land balance, surroundings, neighbours and sources, on a dossier's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.export.paper import FONT, Cell, Frame, draw, row, said
from gis.parcels import readable
from gis.territory import Style
from gis.words import length, number, say, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.dossier import Cover, Dossier, Ring
    from gis.export.paper import Paper
    from gis.territory import Territory

BAR_MM = 7.0
ROW_MM = 4.3
RING_MM = 26.0
PLAIN_GROUND = Style("#000000", weight=1.0)
SOURCE_WIDTHS = (46, 22, 92, 20)


def whole_metres(covers: Sequence[Cover]) -> list[int]:
    """Return the areas of covers in whole m² that add up to the whole rounded to 1 m².

    The largest remainders are rounded up: https://en.wikipedia.org/wiki/Quota_method
    """
    areas = np.array([cover.area_m2 for cover in covers])
    whole = np.floor(areas).astype(int)
    missing = round(float(areas.sum())) - int(whole.sum())
    whole[np.argsort(whole - areas, kind="stable")[:missing]] += 1
    return [int(value) for value in whole]


def balance(pdf: Paper, dossier: Dossier, territory: Territory, *, x: float, y: float, width: float) -> float:
    """Draw the land balance as a bar and as a table; returns the y below."""
    _title(pdf, say("sheet.balance"), x=x, y=y)
    metres = whole_metres(dossier.balance.covers)
    shown = [
        (cover, metre) for cover, metre in zip(dossier.balance.covers, metres, strict=True) if metre >= 1
    ]
    _bar(pdf, [cover for cover, _ in shown], territory, x=x, y=y + 7, width=width)
    pdf.set_xy(x, y + 7 + BAR_MM + 2)
    widths = (8.0, width - 8 - 42, 24.0, 18.0)
    for cover, metre in shown:
        _swatch(pdf, territory, cover.key, x=x, y=pdf.get_y() + 0.6)
        cells = [
            Cell(""),
            Cell(cover.title),
            Cell(f"{number(metre)}\u00a0m²", "R"),
            Cell(share(cover.share_pct), "R"),
        ]
        row(pdf, cells, widths, height=ROW_MM, x=x, rule=True, wrap=True)
    total = [
        Cell(""),
        Cell(say("sheet.balance_total")),
        Cell(f"{number(sum(metres))}\u00a0m²", "R"),
        Cell(share(100), "R"),
    ]
    row(pdf, total, widths, height=ROW_MM, x=x, style="B", rule=True, wrap=True)
    notes = [say("dossier.balance_order")]
    if dossier.balance.missing:
        covers = ", ".join(say(f"dossier.cover_{key}") for key in dossier.balance.missing)
        notes.append(say("sheet.balance_missing", covers=covers))
    return _note(pdf, " ".join(notes), x=x, width=width)


def surroundings(pdf: Paper, dossier: Dossier, *, x: float, y: float, width: float) -> float:
    """Write what lies around as a table, one column a distance; returns the y below."""
    _title(pdf, say("sheet.around"), x=x, y=y)
    rings = dossier.surroundings.rings
    widths = (width - RING_MM * len(rings), *(RING_MM for _ in rings))
    pdf.set_xy(x, y + 6.5)
    heads = [Cell(say("sheet.within", distance=length(ring.radius_m)), "R") for ring in rings]
    row(pdf, [Cell(""), *heads], widths, height=ROW_MM, x=x, style="B", wrap=True)
    for name, values in around_rows(dossier, rings):
        cells = [Cell(name), *(Cell(value, "R") for value in values)]
        row(pdf, cells, widths, height=ROW_MM, x=x, rule=True, wrap=True)
    return _note(pdf, " ".join(around_sentences(dossier)), x=x, width=width, size=8.3)


def around_sentences(dossier: Dossier) -> list[str]:
    """Return what is known around beside the rings: hedges, way to the belt, sensitive species."""
    around, told = dossier.surroundings, []
    if around.hedge_density_m_ha is not None:
        told.append(say("sheet.density", density=number(around.hedge_density_m_ha, decimals=1)))
    if around.belt_walk_m is None:
        told.append(say("sheet.belt_unknown"))
    elif around.belt_walk_m:
        told.append(say("sheet.belt", distance=length(around.belt_walk_m)))
    else:
        told.append(say("sheet.belt_here"))
    if around.sensitive_species:
        told.append(say("sheet.sensitive"))
    return told


def around_rows(dossier: Dossier, rings: Sequence[Ring]) -> list[tuple[str, list[str]]]:
    """Return what lies around, one row a kind and one text a ring."""
    rows = [
        (say("dossier.around_shafts"), [_count(ring.shafts) for ring in rings]),
        (say("dossier.around_gardens"), [_count(ring.gardens) for ring in rings]),
        (say("dossier.around_hedges"), [_count(ring.hedges_m) for ring in rings]),
        (say("dossier.around_paths"), [_count(ring.paths_m) for ring in rings]),
    ]
    groups = sorted({group for ring in rings for group in ring.species or {}})
    theme = dossier.answer("species_sites").theme if groups else None
    for group in groups:
        name = say("dossier.around_species", group=theme.value_text(group) if theme else group)
        rows.append((name, [_count((ring.species or {}).get(group, 0)) for ring in rings]))
    return rows


def neighbours(pdf: Paper, dossier: Dossier) -> None:
    """Name the neighbouring parcels."""
    if dossier.neighbours:
        pdf.heading(say("sheet.neighbours"), level=2)
        pdf.text_block(", ".join(readable(item) for item in dossier.neighbours), size=8.8)


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
    present = dict.fromkeys([dossier.subject.status, *(item.status for item in dossier.provenance)])
    means = [
        say("sheet.status_means", status=say(f"status.{item}"), means=say(f"status.{item}_means"))
        for item in present
    ]
    pdf.text_block(" ".join([say("sheet.statuses"), *means]), size=7.6)


def _bar(
    pdf: Paper, covers: Sequence[Cover], territory: Territory, *, x: float, y: float, width: float
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


def _count(value: float | None) -> str:
    return say("verdict.no_data") if value is None else number(value)


def _title(pdf: Paper, text: str, *, x: float, y: float) -> None:
    pdf.set_xy(x, y)
    pdf.set_font(FONT, "B", 12.5)
    pdf.cell(0, 6, text)


def _note(pdf: Paper, text: str, *, x: float, width: float, size: float = 7.4) -> float:
    pdf.set_xy(x, pdf.get_y() + 1)
    pdf.set_font(FONT, "", size)
    pdf.multi_cell(width, size * 0.45, text, align="L")
    return float(pdf.get_y())
