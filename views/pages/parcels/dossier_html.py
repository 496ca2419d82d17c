"""A dossier to read on the page: what it is about, its verdicts, its notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export import dossier as present
from gis.words import number, say
from views.ui.html import badge, facts, fold, joined, link, listing, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from gis.dossier import Answer, Dossier, Item, Notice

SIGNS = {"concerned": "●", "not_concerned": "○", "no_data": "◌"}
MOST_ITEMS = 12


def head(dossier: Dossier) -> Markup:
    """Return title, status, both areas and the ground."""
    text = present.head(dossier)
    known = tag("code", text.id) if text.id else ""
    told_facts = [
        (fact.label, joined((fact.value, tag("small", fact.note) if fact.note else "")))
        for fact in text.facts
    ]
    about = joined((known, badge(text.status), text.outside), " ")
    return (
        tag("h2", text.title, cls="parcel-title")
        + tag("p", about, cls="parcel-about")
        + facts(told_facts, cls="atlas-facts parcel-facts")
    )


def verdicts(dossier: Dossier, reasons: Sequence[str] = ()) -> Markup:
    """Return every theme under its verdict, concerned first, and why there is no data."""
    parts = [tag("h3", say("sheet.verdicts"))]
    for verdict, answers in present.by_verdict(dossier).items():
        summary = joined((verdict_badge(verdict), number(len(answers))), " ")
        content = [tag("ul", *(_answer(answer) for answer in answers), cls="parcel-answers")]
        if verdict == "no_data":
            content.append(tag("p", say("status.no_data_means"), cls="parcel-small"))
        first = verdict == "concerned"
        parts.append(fold(summary, *content, cls="parcel-group", unfolded=first and bool(answers)))
    parts += [tag("p", reason, cls="parcel-small") for reason in reasons]
    return joined(parts)


def verdict_badge(verdict: str) -> Markup:
    """Return a verdict as a badge: sign and words, so that colour is never needed."""
    sign = tag("span", SIGNS[verdict], aria_hidden="true")
    return tag("span", sign, " ", say(f"verdict.{verdict}"), cls=f"verdict verdict-{verdict}")


def notices(dossier: Dossier) -> Markup:
    """Return every notice, what is to be checked first at the top."""
    none = "" if dossier.notices else tag("p", say("sheet.no_notice"))
    return joined((tag("h3", say("sheet.notices")), none, *map(_notice, dossier.notices)))


def _answer(answer: Answer) -> Markup:
    title = tag("div", tag("b", answer.title), " ", badge(answer.status))
    text = present.amounts(answer).parts or present.nearest(answer).parts
    amount = tag("div", " · ".join(text), cls="parcel-amount")
    return tag("li", title, amount, _items(answer), data_theme=answer.key)


def _items(answer: Answer) -> Markup | str:
    items = present.told_items(answer)
    if not items:
        return ""
    shown = [_item(item, answer) for item in items[:MOST_ITEMS]]
    if len(items) > MOST_ITEMS:
        shown.append(say("sheet.items_more", count=len(items) - MOST_ITEMS))
    return listing(shown)


def _item(item: Item, answer: Answer) -> str:
    return " · ".join([present.item_name(item, answer.theme), *present.amounts(item).parts])


def _notice(notice: Notice) -> Markup:
    text = present.notice_text(notice)
    level = tag("span", text.level_text, cls="level")
    lines: list[str] = [text.certainty, text.decides]
    if text.source:
        before, name, after = text.source.partition(text.source_name)
        lines.append(joined((before, link(name, text.source_url), after)))
    more = fold(say("parcels_page.notice_more"), *(tag("p", line) for line in lines))
    title = tag("h4", level, " ", text.title)
    return tag("article", title, tag("p", text.text), more, cls=f"notice notice-{text.level}")
