"""The figures of a dossier on the page: land balance, surroundings, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.dossier import REST
from gis.export.dossier import around_rows, around_sentences, whole_metres
from gis.words import length, number, say, share
from views.ui.html import badge, fold, joined, link, listing, row, table, tag

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.dossier import Cover, Dossier, Provenance

LOOKS = 8
"""Patterns of covers in the style sheet."""


def balance(dossier: Dossier) -> Markup:
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
            tag("i", cls=look, aria_hidden="true") + cover.title,
            f"{number(metres)}\u00a0m²",
            share(cover.share_pct),
        )
        for look, cover, metres in shown
    ]
    whole = number(sum(metres for _, _, metres in shown))
    last = (say("sheet.balance_total"), f"{whole}\u00a0m²", share(100))
    total = row(last, cls="parcel-total")
    notes = [say("dossier.balance_order")]
    if dossier.balance.missing:
        names = ", ".join(say(f"dossier.cover_{key}") for key in dossier.balance.missing)
        notes.append(say("sheet.balance_missing", covers=names))
    return (
        tag("h3", say("sheet.balance"))
        + tag("div", *bar, cls="parcel-bar", aria_hidden="true")
        + table(("", say("sheet.area"), say("sheet.share")), (*rows, total), cls="parcel-table")
        + tag("p", " ".join(notes), cls="parcel-small")
    )


def surroundings(dossier: Dossier) -> Markup:
    """Return what lies around, one column a distance."""
    rings = dossier.surroundings.rings
    heads = ["", *(say("sheet.within", distance=length(ring.radius_m)) for ring in rings)]
    rows = [(name, *values) for name, values in around_rows(dossier, rings)]
    sentences = listing(around_sentences(dossier), cls="parcel-plain")
    return tag("h3", say("sheet.around")) + table(heads, rows, cls="parcel-table") + sentences


def provenance(dossier: Dossier) -> Markup:
    """Return where every layer comes from, and that nobody is bound by any of it."""
    summary = f"{say('sheet.sources')} · {len(dossier.provenance)}"
    content = listing([_origin(item) for item in dossier.provenance], cls="parcel-plain")
    disclaimer = tag("p", dossier.disclaimer, cls="parcel-small")
    return fold(summary, content, cls="parcel-group") + disclaimer


def _look(cover: Cover, place: int) -> str:
    return f"cover cover-{REST if cover.key == REST else place % LOOKS}"


def _origin(item: Provenance) -> Markup:
    origin = (link(item.source, item.source_url), item.source_date, item.licence)
    return joined((tag("b", item.title), badge(item.status), joined(filter(None, origin), ", ")), " ")
