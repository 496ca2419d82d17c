"""The figures of a dossier on the page: land balance, surroundings, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.dossier import REST
from gis.export import dossier as present
from gis.words import say
from views.ui.html import badge, fold, joined, link, listing, row, table, tag

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.dossier import Dossier, Provenance
    from gis.export.dossier import CoverText

LOOKS = 8
"""Patterns of covers in the style sheet."""


def balance(dossier: Dossier) -> Markup:
    """Return the land balance: a bar for the eyes, a table for everybody."""
    text = present.balance(dossier)
    bar = [tag("i", cls=_look(cover), style=f"width:{cover.share_pct:.3f}%") for cover in text.covers]
    rows = [
        (tag("i", cls=_look(cover), aria_hidden="true") + cover.title, cover.area, cover.share)
        for cover in text.covers
    ]
    total = row((text.total.title, text.total.area, text.total.share), cls="parcel-total")
    return (
        tag("h3", say("sheet.balance"))
        + tag("div", *bar, cls="parcel-bar", aria_hidden="true")
        + table(("", say("sheet.area"), say("sheet.share")), (*rows, total), cls="parcel-table")
        + tag("p", " ".join(text.notes), cls="parcel-small")
    )


def surroundings(dossier: Dossier) -> Markup:
    """Return what lies around, one column a distance."""
    text = present.around(dossier)
    rows = [(name, *values) for name, values in text.rows]
    sentences = listing(text.sentences, cls="parcel-plain")
    return tag("h3", say("sheet.around")) + table(("", *text.heads), rows, cls="parcel-table") + sentences


def provenance(dossier: Dossier) -> Markup:
    """Return where every layer comes from, and that nobody is bound by any of it."""
    summary = f"{say('sheet.sources')} · {len(dossier.provenance)}"
    content = listing([_origin(item) for item in dossier.provenance], cls="parcel-plain")
    disclaimer = tag("p", dossier.disclaimer, cls="parcel-small")
    return fold(summary, content, cls="parcel-group") + disclaimer


def _look(cover: CoverText) -> str:
    return f"cover cover-{REST if cover.key == REST else cover.place % LOOKS}"


def _origin(item: Provenance) -> Markup:
    origin = (link(item.source, item.source_url), item.source_date, item.licence)
    return joined((tag("b", item.title), badge(item.status), joined(filter(None, origin), ", ")), " ")
