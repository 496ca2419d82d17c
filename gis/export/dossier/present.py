"""What a dossier says, in the language in use: page, sheet and command line only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.dossier import LEVELS
from gis.words import area, length, listed, number, quantity, radius_text, say, share

if TYPE_CHECKING:
    from gis.dossier import Answer, Dossier, Item, Notice, Subject
    from gis.territory import Theme

VERDICTS = ("concerned", "not_concerned", "no_data")
"""The verdicts in the order in which they are told."""
TOUCHING_M = 0.5
"""What is nearer touches the boundary."""


@dataclass(frozen=True)
class Fact:
    """One figure: what it is, how much, and what to know of it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Head:
    """What a dossier is about.

    Attributes
    ----------
    place : str
        The commune.
    id : str
        Identifier of a parcel; empty for a shape.
    outline : str
        How sure the outline is.
    outside : str
        What part lies outside the commune; empty where none does.
    """

    title: str
    place: str
    id: str
    status: str
    facts: tuple[Fact, ...]
    outline: str
    outside: str


@dataclass(frozen=True)
class Amounts:
    """How much of something lies on the land; empty where nothing of that kind does."""

    area: str
    share: str
    length: str
    count: str
    parts: tuple[str, ...]
    """The same in few words: area and share together, a number only where it says more."""


@dataclass(frozen=True)
class NearestText:
    """Where the nearest feature of a theme is, and what it is called."""

    where: str = ""
    name: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What is known of both."""
        return tuple(filter(None, (self.where, self.name)))


@dataclass(frozen=True)
class NoticeText:
    """One notice; `source` is a sentence in which `source_name` stands."""

    level: str
    level_text: str
    title: str
    text: str
    certainty: str
    decides: str
    source: str
    source_name: str
    source_url: str


def head(dossier: Dossier) -> Head:
    """Say what a dossier is about."""
    subject, (code, name) = dossier.subject, dossier.commune
    return Head(
        title=say(f"sheet.title_{subject.kind}", reference=subject.reference),
        place=say("sheet.place", commune=name, code=code),
        id=subject.id if subject.kind == "parcel" else "",
        status=subject.status,
        facts=tuple(_facts(dossier)),
        outline=f"{say('sheet.outline')} {say(f'status.{subject.status}')}",
        outside=say("sheet.outside", area=area(dossier.outside_m2)) if dossier.outside_m2 else "",
    )


def areas_text(subject: Subject) -> str:
    """Tell the areas in one line; a drawn shape has no fiscal one."""
    measured = area(subject.gis_area_m2)
    if subject.kind == "parcel":
        return say("dossier.areas", fiscal=_fiscal(subject), measured=measured)
    return say("dossier.area_measured", measured=measured)


def by_verdict(dossier: Dossier) -> dict[str, list[Answer]]:
    """Return the answers under each verdict, in the order in which they are told."""
    return {verdict: [item for item in dossier.themes if item.verdict == verdict] for verdict in VERDICTS}


def amounts(found: Answer | Item) -> Amounts:
    """Say how much of a theme, or of one feature, lies on the land."""
    count = getattr(found, "count", None) or 0
    size = area(found.area_m2) if found.area_m2 else ""
    part = share(found.share_pct or 0) if found.area_m2 else ""
    along = length(found.length_m) if found.length_m else ""
    many = f"×\u202f{number(count)}" if count > 1 or (count and not (size or along)) else ""
    parts = (f"{size} ({part})" if size else "", along, many)
    return Amounts(size, part, along, number(count) if count else "", tuple(filter(None, parts)))


def nearest(answer: Answer) -> NearestText:
    """Say where the nearest feature of a theme is that is not concerned."""
    if answer.verdict != "not_concerned":
        return NearestText()
    if answer.nearest_m is None:
        if answer.around_m:
            return NearestText(say("sheet.nothing_around", distance=radius_text(answer.around_m)))
        return NearestText(say("sheet.nothing_known"))
    near = answer.nearest_m < TOUCHING_M
    where = say("sheet.touching") if near else f"{length(answer.nearest_m)} {answer.wind_text}"
    called = _called(answer.theme, answer.nearest_kind, answer.nearest_name)
    return NearestText(where, called or answer.nearest_id)


def told_items(answer: Answer) -> list[Item]:
    """Return the features of a theme that tell more than its own line does."""
    return [item for item in answer.items if item.name or item.kind or len(answer.items) > 1]


def item_name(item: Item, theme: Theme | None = None) -> str:
    """Return what to call a feature: its kind in words where its theme has some, its name, or its number."""
    return _called(theme, item.kind, item.name) or item.id


def _called(theme: Theme | None, kind: str, name: str) -> str:
    words = "" if theme is None or not kind else theme.value_text(kind)
    return ", ".join(filter(None, (words, name)))


def first_of_all(dossier: Dossier) -> str:
    """Name the notices that are to be checked first; empty without any."""
    titles = first_titles(dossier)
    return say("sheet.first", titles=titles) if titles else ""


def first_titles(dossier: Dossier) -> str:
    """Return the titles of the notices that are to be checked first."""
    return listed([notice.title for notice in dossier.notices if notice.level == LEVELS[0]])


def notice_text(notice: Notice) -> NoticeText:
    """Return a notice in words."""
    rule = notice.rule
    source = say("sheet.source_dated" if rule.date else "sheet.source", text=rule.source, date=rule.date)
    return NoticeText(
        level=notice.level,
        level_text=notice.level_text,
        title=notice.title,
        text=notice.text,
        certainty=say("sheet.certainty", text=notice.certainty),
        decides=say("sheet.decides", who=notice.decides),
        source=source if rule.source else "",
        source_name=rule.source,
        source_url=rule.source_url,
    )


def _facts(dossier: Dossier) -> list[Fact]:
    subject, ground = dossier.subject, dossier.terrain
    facts = [Fact(say("sheet.fiscal"), _fiscal(subject))] if subject.kind == "parcel" else []
    facts.append(Fact(say("sheet.measured"), area(subject.gis_area_m2), say("sheet.shares_of")))
    if ground is not None:
        low, high = number(ground.altitude_min_m), number(ground.altitude_max_m)
        text = quantity(ground.altitude_max_m, "m")
        facts.append(
            Fact(say("sheet.altitude"), text if low == high else say("sheet.range", low=low, high=text))
        )
        slopes = f"{share(ground.slope_mean_pct)} / {share(ground.slope_max_pct)}"
        facts.append(Fact(say("sheet.slope"), slopes))
    return facts


def _fiscal(subject: Subject) -> str:
    return say("sheet.unknown") if subject.contenance_m2 is None else area(subject.contenance_m2)
