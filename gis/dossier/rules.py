"""The rules behind the notices of a dossier: readable TOML files, with a source and a date for each rule.

`data/notices.toml` holds the rules of any commune, `notices.toml` in a territory's folder its own.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from gis.errors import SchemaError
from gis.territory import EMBEDDED, memoised
from gis.words import area, in_language, length, say, share

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gis.territory import Territory

FILE = "notices.toml"
RELATIONS = ("on", "near", "boundary", "outside_ring", "commune")
"""What a rule asks of its layer: a feature lies on the subject; within `distance_m` of it; a line runs along
its boundary, within `distance_m` for `length_m` or more; the subject lies outside the ring that lines draw;
or nothing, for a rule that holds in the whole commune."""
LEVELS = ("attention", "rule", "information")
UNKNOWN = "unknown"
_WRITE: dict[str, Callable[..., str]] = {
    "area_m2": area,
    "share_pct": share,
    "distance_m": length,
    "length_m": length,
}


@dataclass(frozen=True)
class NoticeRule:
    """One rule: when it speaks, what it says, who decides, where that comes from.

    Attributes
    ----------
    key : str
        Its name.
    level : str
        One of `LEVELS`.
    relation : str
        One of `RELATIONS`.
    layer : str
        The theme that it asks; empty for `commune`.
    where : dict
        Columns of the layer and the values that they must have.
    title_fr, title_en, text_fr, text_en : str
        What it says; `{names}`, `{area_m2}`, `{share_pct}`, `{distance_m}` and `{length_m}` are filled in.
    decides_fr, decides_en : str
        Who decides.
    source, source_url, date : str
        Where it comes from; the date is an ISO date or a year, empty where unknown.
    """

    key: str
    level: str
    relation: str
    title_fr: str
    title_en: str
    text_fr: str
    text_en: str
    decides_fr: str
    decides_en: str
    source: str
    source_url: str
    date: str
    layer: str = ""
    where: dict[str, Any] = field(default_factory=dict)
    distance_m: float = 0.0
    length_m: float = 0.0


@dataclass(frozen=True)
class Notice:
    """Something that the reader of a dossier must know; it informs and binds nobody.

    Attributes
    ----------
    features : tuple of str
        Identifiers of what it speaks of.
    statuses : tuple of str
        How sure those are.
    values : dict
        What its sentence is filled with, areas in m², lengths in m.
    """

    rule: NoticeRule
    features: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Name of its rule."""
        return self.rule.key

    @property
    def level(self) -> str:
        """`attention`, `rule`, `information`, or `unknown` where data are missing."""
        return self.rule.level

    @property
    def level_text(self) -> str:
        """The level in the language in use."""
        return say(f"notices.level_{self.level}")

    @property
    def title(self) -> str:
        """Its title in the language in use."""
        return in_language(vars(self.rule), "title")

    @property
    def text(self) -> str:
        """What it means, in the language in use."""
        values = {name: _WRITE.get(name, str)(value) for name, value in self.values.items()}
        return in_language(vars(self.rule), "text").format_map(values)

    @property
    def decides(self) -> str:
        """Who decides, in the language in use."""
        return in_language(vars(self.rule), "decides")

    @property
    def certainty(self) -> str:
        """How sure the data behind it are, in the language in use."""
        return " ".join(say(f"notices.certainty_{status}") for status in self.statuses)


@dataclass(frozen=True)
class Unchecked(Notice):
    """The notice that names the rules of which nobody knows whether they hold, their layers having no data.

    Attributes
    ----------
    rules : tuple of NoticeRule
        Those rules.
    """

    rules: tuple[NoticeRule, ...] = ()

    @property
    def title(self) -> str:
        """Its title in the language in use."""
        return self._say("title")

    @property
    def text(self) -> str:
        """What it means, in the language in use."""
        return self._say("text")

    @property
    def decides(self) -> str:
        """Who decides, in the language in use."""
        return self._say("decides")

    def _say(self, part: str) -> str:
        titles = dict.fromkeys(in_language(vars(rule), "title") for rule in self.rules)
        return say(f"notices.unchecked_{part}", rules="; ".join(titles))


@memoised
def rules_of(territory: Territory) -> tuple[NoticeRule, ...]:
    """Return the rules that hold in a territory: those of any commune, then its own.

    A rule of the territory takes the place of a general one with the same key. A rule about a theme that
    the atlas does not have is left out.

    Raises
    ------
    SchemaError
        When a file of rules is broken.
    """
    rules: dict[str, NoticeRule] = {}
    for path in (EMBEDDED / FILE, territory.file(FILE)):
        if path is not None and path.exists():
            rules.update({rule.key: rule for rule in read_rules(path)})
    return tuple(rule for rule in rules.values() if not rule.layer or rule.layer in territory.themes)


def read_rules(path: Path) -> list[NoticeRule]:
    """Read a file of rules.

    Raises
    ------
    SchemaError
        When it is not TOML, or a rule lacks a field or has a wrong one.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
    except (OSError, ValueError) as error:
        msg = say("notices.file_broken", path=path, reason=error)
        raise SchemaError(msg) from error
    return [_rule(table, path) for table in tables]


def _rule(table: dict[str, Any], path: Path) -> NoticeRule:
    known = {item.name for item in fields(NoticeRule)}
    if unknown := ", ".join(sorted(set(table) - known)):
        msg = say("notices.rule_field", path=path, rule=table.get("key", "?"), field=unknown)
        raise SchemaError(msg)
    try:
        rule = NoticeRule(**table)
    except TypeError as error:
        msg = say("notices.rule_broken", path=path, rule=table.get("key", "?"), reason=error)
        raise SchemaError(msg) from error
    if (
        rule.relation not in RELATIONS
        or rule.level not in LEVELS
        or (rule.relation != "commune") != bool(rule.layer)
    ):
        msg = say("notices.rule_field", path=path, rule=rule.key, field="relation, level, layer")
        raise SchemaError(msg)
    return rule
