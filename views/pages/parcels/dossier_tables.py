"""The figures of a dossier on the page: land balance, surroundings, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.dossier import REST
from gis.export.dossier import around_rows, around_sentences, whole_metres
from gis.words import length, number, say, share
from views.app import shell
from views.ui.html import fold, link, listing, table, tag, text

if TYPE_CHECKING:
    from gis.dossier import Cover, Dossier, Provenance

LOOKS = 8
"""Patterns of covers in the style sheet."""


def balance(dossier: Dossier) -> str:
    """Return the land balance: a bar for the eyes, a table for everybody."""
    covers = dossier.balance.covers
    shown = [
        (_look(cover, place), cover, metres)
        for place, (cover, metres) in enumerate(zip(covers, whole_metres(covers), strict=True))
        if metres >= 1
    ]
    bar = [tag("i", cls=look, style=f"width:{cover.share_pct:.3f}%") for look, cover, _ in shown]
    rows = [
        (
            tag("i", cls=look, aria_hidden="true") + text(cover.title),
            f"{number(metres)}\u00a0m²",
            share(cover.share_pct),
        )
        for look, cover, metres in shown
    ]
    total = number(sum(metres for _, _, metres in shown))
    rows.append((text(say("sheet.balance_total")), f"{total}\u00a0m²", share(100)))
    notes = [say("dossier.balance_order")]
    if dossier.balance.missing:
        names = ", ".join(say(f"dossier.cover_{key}") for key in dossier.balance.missing)
        notes.append(say("sheet.balance_missing", covers=names))
    return (
        tag("h3", text(say("sheet.balance")))
        + tag("div", *bar, cls="parcel-bar", aria_hidden="true")
        + table(("", text(say("sheet.area")), text(say("sheet.share"))), rows, last_strong=True)
        + tag("p", text(" ".join(notes)), cls="parcel-small")
    )


def surroundings(dossier: Dossier) -> str:
    """Return what lies around, one column a distance."""
    rings = dossier.surroundings.rings
    heads = ["", *(text(say("sheet.within", distance=length(ring.radius_m))) for ring in rings)]
    rows = [(text(name), *(text(value) for value in values)) for name, values in around_rows(dossier, rings)]
    sentences = [text(sentence) for sentence in around_sentences(dossier)]
    return tag("h3", text(say("sheet.around"))) + table(heads, rows) + listing(sentences, cls="parcel-plain")


def provenance(dossier: Dossier) -> str:
    """Return where every layer comes from, and that nobody is bound by any of it."""
    summary = f"{text(say('sheet.sources'))} · {len(dossier.provenance)}"
    content = listing([_origin(item) for item in dossier.provenance], cls="parcel-plain")
    disclaimer = tag("p", text(dossier.disclaimer), cls="parcel-small")
    return fold(summary, content, cls="parcel-group") + disclaimer


def _look(cover: Cover, place: int) -> str:
    return f"cover cover-{REST if cover.key == REST else place % LOOKS}"


def _origin(item: Provenance) -> str:
    told = ", ".join(text(part) for part in (item.source_date, item.licence) if part)
    source = link(item.source, item.source_url)
    return f"{tag('b', text(item.title))} {shell.badge(item.status)} {source}{f', {told}' if told else ''}"
