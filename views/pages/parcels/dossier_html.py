"""A dossier to read on the page: what it is about, its verdicts, its notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export import dossier as present
from gis.words import number, say
from views.app import shell
from views.ui.html import fold, link, listing, tag, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.dossier import Answer, Dossier, Item, Notice
    from gis.export.dossier import Fact

SIGNS = {"concerned": "●", "not_concerned": "○", "no_data": "◌"}
MOST_ITEMS = 12


def head(dossier: Dossier) -> str:
    """Return title, status, both areas and the ground."""
    told = present.head(dossier)
    known = tag("code", text(told.id)) if told.id else ""
    facts = [_fact(fact) for fact in told.facts]
    about = f"{known} {shell.badge(told.status)} {text(told.outside)}"
    return (
        tag("h2", text(told.title), cls="parcel-title")
        + tag("p", about, cls="parcel-about")
        + tag("dl", *facts, cls="parcel-facts")
    )


def _fact(fact: Fact) -> str:
    note = tag("small", text(fact.note)) if fact.note else ""
    return tag("div", tag("dt", text(fact.label)), tag("dd", text(fact.value), note))


def verdicts(dossier: Dossier, reasons: Sequence[str] = ()) -> str:
    """Return every theme under its verdict, concerned first, and why there is no data."""
    parts = [tag("h3", text(say("sheet.verdicts")))]
    for verdict, answers in present.by_verdict(dossier).items():
        summary = f"{verdict_badge(verdict)} {number(len(answers))}"
        content = [tag("ul", *(_answer(answer) for answer in answers), cls="parcel-answers")]
        if verdict == "no_data":
            content.append(tag("p", text(say("status.no_data_means")), cls="parcel-small"))
        first = verdict == "concerned"
        parts.append(fold(summary, *content, cls="parcel-group", unfolded=first and bool(answers)))
    parts += [tag("p", text(reason), cls="parcel-small") for reason in reasons]
    return "".join(parts)


def verdict_badge(verdict: str) -> str:
    """Return a verdict as a badge: sign and words, so that colour is never needed."""
    sign = tag("span", SIGNS[verdict], aria_hidden="true")
    return tag("span", sign, " ", text(say(f"verdict.{verdict}")), cls=f"verdict verdict-{verdict}")


def notices(dossier: Dossier) -> str:
    """Return every notice, what is to be checked first at the top."""
    none = "" if dossier.notices else tag("p", text(say("sheet.no_notice")))
    return "".join(
        [tag("h3", text(say("sheet.notices"))), none, *(_notice(notice) for notice in dossier.notices)]
    )


def _answer(answer: Answer) -> str:
    title = tag("div", tag("b", text(answer.title)), " ", shell.badge(answer.status))
    told = present.amounts(answer).parts or present.nearest(answer).parts
    amount = tag("div", text(" · ".join(told)), cls="parcel-amount")
    return tag("li", title, amount, _items(answer), data_theme=answer.key)


def _items(answer: Answer) -> str:
    items = present.told_items(answer)
    if not items:
        return ""
    shown = [_item(item) for item in items[:MOST_ITEMS]]
    if len(items) > MOST_ITEMS:
        shown.append(text(say("sheet.items_more", count=len(items) - MOST_ITEMS)))
    return listing(shown)


def _item(item: Item) -> str:
    return text(" · ".join([present.item_name(item), *present.amounts(item).parts]))


def _notice(notice: Notice) -> str:
    told = present.notice_text(notice)
    level = tag("span", text(told.level_text), cls="level")
    lines = [text(told.certainty), text(told.decides)]
    if told.source:
        source = link(told.source_name, told.source_url)
        lines.append(text(told.source).replace(text(told.source_name), source, 1))
    more = fold(text(say("parcels_page.notice_more")), *(tag("p", line) for line in lines))
    title = tag("h4", level, " ", text(told.title))
    return tag("article", title, tag("p", text(told.text)), more, cls=f"notice notice-{told.level}")
