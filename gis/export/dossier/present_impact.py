"""What a project would change, in words: one row an effect, one text a variant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.words import area, length, number, say, share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gis.dossier import Impact

_WRITE: dict[str, Callable[[float], str]] = {"m2": area, "m": length, "count": number}
_MOST_NAMES = 6


def impact_rows(variants: Sequence[Sequence[Impact]]) -> list[tuple[str, ...]]:
    """Return one row an effect that any variant has: its title, what there is today, then each variant."""
    rows = []
    for effects in zip(*variants, strict=True):
        first = effects[0]
        if first.key.startswith("cover_") and not any(effect.value for effect in effects):
            continue
        today = "" if first.today is None else _WRITE[first.unit](first.today)
        rows.append((first.title, today, *(_written(effect) for effect in effects)))
    return rows


def touched(effects: Sequence[Impact]) -> list[tuple[str, str]]:
    """Return what a variant touches, as (effect, names)."""
    return [
        (effect.title, ", ".join(effect.what[:_MOST_NAMES]) + ("…" if len(effect.what) > _MOST_NAMES else ""))
        for effect in effects
        if effect.what
    ]


def _written(effect: Impact) -> str:
    if effect.value is None:
        return say("verdict.no_data")
    text = _WRITE[effect.unit](effect.value)
    part = f" ({share(100 * effect.value / effect.today)})" if effect.today and effect.value else ""
    lost = bool(effect.value) and effect.key != "area" and effect.unit != "count"
    return f"{'−' if lost else ''}{text}{part}"
