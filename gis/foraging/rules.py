"""Who may pick what, and by whose rule."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.errors import LayerError
from gis.territory import memoised
from gis.words import in_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gis.territory import Territory

RULES = "picking.toml"


@dataclass(frozen=True)
class PickingRule:
    """Whether one may pick: `allowed`, `ask`, `no` or `unknown`, in words, and who says so."""

    picking: str
    text: str
    source: str
    source_url: str


@memoised
def _rules(territory: Territory) -> dict[str, Any]:
    path: Path | None = territory.file(RULES)
    if path is None:
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LayerError(say("ripe.calendar_broken", path=path, reason=error)) from error


def picking_rule(territory: Territory, garden: Mapping[str, Any]) -> PickingRule:
    """Return whether one may pick in a garden.

    The word of its own row comes first (column `picking`), then what the town says of its kind, then the
    town's general rule; where nobody has said anything, it is `unknown`.

    Raises
    ------
    LayerError
        When the town's rules cannot be read.
    """
    rules = _rules(territory)
    own = str(garden.get("picking") or "")
    rule = rules.get("kinds", {}).get(str(garden.get("kind") or ""), rules.get("rule"))
    if own in {"allowed", "ask", "no"}:
        if rule and rule["picking"] == own:
            return _rule(rule)
        return PickingRule(
            own, say(f"ripe.{own}"), str(garden.get("source", "")), str(garden.get("source_url", ""))
        )
    return _rule(rule) if rule else PickingRule("unknown", say("ripe.rule_unknown"), "", "")


def _rule(rule: Mapping[str, str]) -> PickingRule:
    return PickingRule(rule["picking"], in_language(rule), rule["source"], rule["source_url"])


def hedge_rule(territory: Territory) -> PickingRule:
    """Return whether one may pick in the hedges of fields."""
    rule = _rules(territory).get("hedges")
    return _rule(rule) if rule else PickingRule("unknown", say("ripe.rule_unknown"), "", "")
