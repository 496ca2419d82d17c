"""A dossier to read on the page: what it is about, its verdicts, its notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.words import area, length, number, say, share
from views.ui.html import badge, facts, fold, joined, link, listing, spoken, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from gis.dossier import Answer, Dossier, Item, Notice

SIGNS = {"concerned": "●", "not_concerned": "○", "no_data": "◌"}
MOST_ITEMS = 12
TOUCHING_M = 0.5


def head(dossier: Dossier) -> Markup:
    """Return title, status, both areas and the ground."""
    subject = dossier.subject
    title = say(f"sheet.title_{subject.kind}", reference=subject.reference)
    known = tag("code", subject.id) if subject.kind == "parcel" else ""
    outside = say("sheet.outside", area=area(dossier.outside_m2)) if dossier.outside_m2 else ""
    told = [
        (name, joined((value, tag("small", note) if note else ""))) for name, value, note in _facts(dossier)
    ]
    about = joined((known, badge(subject.status), outside), " ")
    return (
        tag("h2", title, cls="parcel-title")
        + tag("p", about, cls="parcel-about")
        + facts(told, cls="atlas-facts parcel-facts")
    )


def verdicts(dossier: Dossier, reasons: Sequence[str] = ()) -> Markup:
    """Return every theme under its verdict, concerned first, and why there is no data."""
    groups: dict[str, list[Answer]] = {verdict: [] for verdict in SIGNS}
    for answer in dossier.themes:
        groups[answer.verdict].append(answer)
    parts = [tag("h3", say("sheet.verdicts"))]
    for verdict, answers in groups.items():
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


def _facts(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    subject = dossier.subject
    if subject.kind == "parcel":
        fiscal = subject.contenance_m2
        yield say("sheet.fiscal"), say("sheet.unknown") if fiscal is None else area(fiscal), ""
    yield say("sheet.measured"), area(subject.gis_area_m2), say("sheet.shares_of")
    ground = dossier.terrain
    if ground is not None:
        low, high = number(ground.altitude_min_m), number(ground.altitude_max_m)
        told = high if low == high else say("sheet.range", low=low, high=high)
        yield say("sheet.altitude"), f"{told}\u00a0m", ""
        yield say("sheet.slope"), f"{share(ground.slope_mean_pct)} / {share(ground.slope_max_pct)}", ""


def _answer(answer: Answer) -> Markup:
    title = tag("div", tag("b", answer.title), " ", badge(answer.status))
    amount = tag("div", " · ".join(_amounts(answer)), cls="parcel-amount")
    return tag("li", title, amount, _items(answer), data_theme=answer.key)


def _items(answer: Answer) -> Markup | str:
    if len(answer.items) < 2 and not any(item.name for item in answer.items):  # noqa: PLR2004 - a single one
        return ""
    shown = [_item(item) for item in answer.items[:MOST_ITEMS]]
    if len(answer.items) > MOST_ITEMS:
        shown.append(say("sheet.items_more", count=len(answer.items) - MOST_ITEMS))
    return listing(shown)


def _item(item: Item) -> str:
    amounts = []
    if item.area_m2:
        amounts.append(f"{area(item.area_m2)} ({share(item.share_pct or 0)})")
    if item.length_m:
        amounts.append(length(item.length_m))
    return " · ".join([item.name or item.id, *amounts])


def _amounts(answer: Answer) -> Iterator[str]:
    if answer.verdict == "concerned":
        if answer.area_m2:
            yield f"{area(answer.area_m2)} ({share(answer.share_pct or 0)})"
        if answer.length_m:
            yield length(answer.length_m)
        if (answer.count or 0) > 1 or not (answer.area_m2 or answer.length_m):
            yield f"×\u202f{number(answer.count or 0)}"
    elif answer.nearest_m is not None:
        near = answer.nearest_m < TOUCHING_M
        yield say("sheet.touching") if near else f"{length(answer.nearest_m)} {answer.wind_text}"
        if answer.nearest_name:
            yield answer.nearest_name
    elif answer.verdict == "not_concerned":
        yield say("sheet.nothing_known")


def _notice(notice: Notice) -> Markup:
    rule = notice.rule
    level = tag("span", notice.level_text, cls="level")
    lines: list[str] = [
        say("sheet.certainty", text=notice.certainty),
        say("sheet.decides", who=notice.decides),
    ]
    if rule.source:
        dated = f" ({rule.date})" if rule.date else ""
        lines.append(joined((spoken("sheet.source", text=link(rule.source, rule.source_url)), dated)))
    more = fold(say("parcels_page.notice_more"), *(tag("p", line) for line in lines))
    title = tag("h4", level, " ", notice.title)
    return tag("article", title, tag("p", notice.text), more, cls=f"notice notice-{notice.level}")
