"""What a dossier's sheet lays out, as plain data: texts of the presenter and drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.dossier import reasons
from gis.export.dossier import present_tables as tables
from gis.export.dossier.parcel_map import locator_map, parcel_map
from gis.export.dossier.present import (
    amounts,
    by_verdict,
    first_of_all,
    first_titles,
    head,
    item_name,
    nearest,
    notice_text,
    told_items,
)
from gis.export.paper import Frame, MapDrawing, legend_data, or_dash, qr_code, swatch
from gis.territory import Style
from gis.words import area, many, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.dossier import Answer, Dossier, Notice
    from gis.export.dossier.present_tables import CoverText
    from gis.territory import Territory

MOST_ITEMS = 4
BESIDE = 9
"""Lines of the legend that have room beside the map."""
BAR_MM = (84.0, 6.0)
PLAIN_GROUND = Style("#000000", weight=1.0)
_COLUMNS = ("theme", "status", "area", "share", "length", "count", "nearest")
_SOURCE_COLUMNS = ("theme", "status", "source_col", "date")
_HEADINGS = (
    "locator",
    "legend",
    "verdicts",
    "notices",
    "no_notice",
    "balance",
    "around",
    "neighbours",
    "sources",
)


def sheet_data(dossier: Dossier, territory: Territory, *, link: str = "", number: int = 0) -> dict[str, Any]:
    """Return what the sheet of a dossier lays out; `number` is its place among several."""
    picture, legend = parcel_map(dossier, territory)
    locator = locator_map(dossier, territory)
    return {
        **_head(dossier, link),
        "number": say("sheet.list_place", number=number) if number else "",
        "words": _words(),
        "map": picture.data,
        "legend": legend_data(legend),
        "beside": BESIDE,
        "locator": None if locator is None else locator.data,
        "first": first_of_all(dossier),
        "groups": [_group(verdict, found) for verdict, found in by_verdict(dossier).items() if found],
        "reasons": reasons(dossier, territory),
        "notices": [_notice(item) for item in dossier.notices],
        "balance": _balance(dossier, territory),
        "around": vars(tables.around(dossier)),
        "neighbours": ", ".join(tables.neighbours(dossier)),
        "sources": _sources(dossier),
        "statuses": " ".join([say("sheet.statuses"), *tables.status_meanings(dossier)]),
    }


def cover_data(dossiers: Sequence[Dossier], territory: Territory) -> dict[str, Any]:
    """Return the cover of several sheets: what they are about, and a line for each."""
    rows = [
        [str(number), head(dossier).title, area(dossier.subject.gis_area_m2), first_titles(dossier)]
        for number, dossier in enumerate(dossiers, 1)
    ]
    whole = area(sum(dossier.subject.gis_area_m2 for dossier in dossiers))
    return {
        "title": say("sheet.list_title", commune=territory.name),
        "summary": many("sheet.list_summary", len(dossiers), area=whole),
        "columns": [say(f"sheet.list_{key}") for key in ("number", "sheet", "area", "first")],
        "rows": rows,
    }


def _head(dossier: Dossier, link: str) -> dict[str, Any]:
    text = head(dossier)
    facts = [
        {
            "label": fact.label,
            "value": fact.value,
            "note": f"{fact.note} · {text.outline}" if fact.note else "",
        }
        for fact in text.facts
    ]
    return {
        "title": text.title,
        "place": " · ".join(filter(None, (text.place, text.id))),
        "facts": facts,
        "outside": text.outside,
        "qr": qr_code(link),
        "scan": say("sheet.scan"),
    }


def _words() -> dict[str, Any]:
    return {
        **{key: say(f"sheet.{key}") for key in _HEADINGS},
        "columns": [say(f"sheet.{key}") for key in _COLUMNS],
        "source_columns": [say(f"sheet.{key}") for key in _SOURCE_COLUMNS],
        "balance_columns": [say("sheet.cover"), say("sheet.area"), say("sheet.share")],
    }


def _group(verdict: str, answers: list[Answer]) -> dict[str, Any]:
    """Return the rows of one verdict; what is without data is one sentence."""
    unknown = verdict == "no_data"
    titles = ", ".join(answer.title for answer in answers)
    write = _concerned if verdict == "concerned" else _elsewhere
    return {
        "verdict": verdict,
        "title": say(f"sheet.group_{verdict}", count=len(answers)),
        "rows": [] if unknown else [write(answer) for answer in answers],
        "text": f"{titles}. {say('status.no_data_means')}" if unknown else "",
    }


def _concerned(answer: Answer) -> dict[str, Any]:
    many, named = amounts(answer), told_items(answer)
    items = [
        {
            "name": item_name(item, answer.theme),
            "status": say(f"status.{item.status}"),
            **_amounts(amounts(item)),
        }
        for item in named[:MOST_ITEMS]
    ]
    left = len(named) - len(items)
    return {
        "title": answer.title,
        "status": say(f"status.{answer.status}"),
        **_amounts(many),
        "count": or_dash(many.count),
        "near": say("sheet.on_it"),
        "items": items,
        "more": say("sheet.items_more", count=left) if left else "",
    }


def _amounts(text: Any) -> dict[str, str]:
    return {key: or_dash(getattr(text, key)) for key in ("area", "share", "length")}


def _elsewhere(answer: Answer) -> dict[str, Any]:
    """Say how far the nearest feature is, which way, and what it is called."""
    return {
        "title": answer.title,
        "status": say(f"status.{answer.status}"),
        "near": " · ".join(nearest(answer).parts),
    }


def _notice(notice: Notice) -> dict[str, Any]:
    text = notice_text(notice)
    details = [part for part in (text.certainty, text.decides, text.source) if part]
    return {**vars(text), "details": details}


def _balance(dossier: Dossier, territory: Territory) -> dict[str, Any]:
    text = tables.balance(dossier)
    covers = [
        {**vars(cover), "swatch": swatch(_look(territory, cover.key), "polygon")} for cover in text.covers
    ]
    return {
        "covers": covers,
        "total": vars(text.total),
        "notes": list(text.notes),
        "bar": _bar(text.covers, territory),
    }


def _bar(covers: tuple[CoverText, ...], territory: Territory) -> dict[str, Any]:
    """Draw the shares of the covers side by side; the table below tells the same."""
    drawing = MapDrawing(Frame(*BAR_MM, (0.0, 0.0, *BAR_MM)))
    ends = np.concatenate([[0.0], np.cumsum([cover.share_pct for cover in covers])]) / 100 * BAR_MM[0]
    boxes = shapely.box(ends[:-1], 0.1, ends[1:], BAR_MM[1] - 0.1)
    for cover, box in zip(covers, boxes, strict=True):
        drawing.draw(np.array([box], dtype=object), _look(territory, cover.key))
    return drawing.picture(alt="").data


def _look(territory: Territory, key: str) -> Style:
    """Return how a cover is drawn: as its theme, lines as areas; the rest stays white."""
    if key not in territory.themes:
        return PLAIN_GROUND
    style = territory.themes[key].legend[0].style
    fill, hatch = style.fill or style.stroke, style.hatch or ("" if style.fill else "vertical")
    return Style(style.stroke, fill, weight=1.0, hatch=hatch, opacity=0.35)


def _sources(dossier: Dossier) -> list[list[str]]:
    rows = []
    for item in dossier.provenance:
        licence = f" ({item.licence})" if item.licence else ""
        status = say(f"status.{item.status}")
        rows.append([item.title, status, f"{item.source}{licence}", or_dash(item.source_date)])
    return rows
