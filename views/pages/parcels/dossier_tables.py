"""The figures of a dossier on the page: land balance, surroundings, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.dossier import REST
from gis.export import dossier as present
from gis.words import say
from views.app import shell
from views.ui.html import fold, link, listing, table, tag, text

if TYPE_CHECKING:
    from gis.dossier import Dossier, Provenance
    from gis.export.dossier import CoverText

LOOKS = 8
"""Patterns of covers in the style sheet."""


def balance(dossier: Dossier) -> str:
    """Return the land balance: a bar for the eyes, a table for everybody."""
    told = present.balance(dossier)
    bar = [tag("i", cls=_look(cover), style=f"width:{cover.share_pct:.3f}%") for cover in told.covers]
    rows = [
        (tag("i", cls=_look(cover), aria_hidden="true") + text(cover.title), cover.area, cover.share)
        for cover in told.covers
    ]
    rows.append((text(told.total.title), told.total.area, told.total.share))
    return (
        tag("h3", text(say("sheet.balance")))
        + tag("div", *bar, cls="parcel-bar", aria_hidden="true")
        + table(("", text(say("sheet.area")), text(say("sheet.share"))), rows, last_strong=True)
        + tag("p", text(" ".join(told.notes)), cls="parcel-small")
    )


def surroundings(dossier: Dossier) -> str:
    """Return what lies around, one column a distance."""
    told = present.around(dossier)
    heads = ["", *(text(distance) for distance in told.heads)]
    rows = [(text(name), *(text(value) for value in values)) for name, values in told.rows]
    sentences = [text(sentence) for sentence in told.sentences]
    return tag("h3", text(say("sheet.around"))) + table(heads, rows) + listing(sentences, cls="parcel-plain")


def provenance(dossier: Dossier) -> str:
    """Return where every layer comes from, and that nobody is bound by any of it."""
    summary = f"{text(say('sheet.sources'))} · {len(dossier.provenance)}"
    content = listing([_origin(item) for item in dossier.provenance], cls="parcel-plain")
    disclaimer = tag("p", text(dossier.disclaimer), cls="parcel-small")
    return fold(summary, content, cls="parcel-group") + disclaimer


def _look(cover: CoverText) -> str:
    return f"cover cover-{REST if cover.key == REST else cover.place % LOOKS}"


def _origin(item: Provenance) -> str:
    told = ", ".join(text(part) for part in (item.source_date, item.licence) if part)
    source = link(item.source, item.source_url)
    return f"{tag('b', text(item.title))} {shell.badge(item.status)} {source}{f', {told}' if told else ''}"
