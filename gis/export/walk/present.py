"""What is said of a walk or a track, in the language in use: page, sheet and command line only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gis.territory import HEAPS
from gis.words import length, month_text, say, share, time_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gis.foraging import Ripe
    from gis.walks import Crossing, TrackReport, Walk

LEAST_SURFACE_PCT = 0.5
"""Surfaces under this share are not worth a word."""
_ALIKE = frozenset({"private", "farmland", "road"})
"""Kinds of which a track may cross many that are all alike."""


@dataclass(frozen=True)
class WalkText:
    """The figures of a walk in words; what nobody knows says so."""

    length: str
    time: str
    ascent: str
    descent: str
    difficulty: str
    steepest: str
    green: str
    repeated: str

    @property
    def line(self) -> str:
        """Length, time, climb and difficulty in one line."""
        return say(
            "walk_sheet.facts",
            length=self.length,
            time=self.time,
            ascent=self.ascent,
            descent=self.descent,
            difficulty=self.difficulty,
        )


@dataclass(frozen=True)
class SurfaceText:
    """A kind of ground walked on: its key, its name, its share in words and in per cent."""

    key: str
    name: str
    share: str
    share_pct: float


def known(value: float, write: Callable[[float], str]) -> str:
    """Write a figure, or that it is unknown."""
    return write(value) if np.isfinite(value) else say("walk_sheet.unknown")


def walk_text(walk: Walk) -> WalkText:
    """Return the figures of a walk in words."""
    return WalkText(
        length=length(walk.length_m),
        time=time_text(walk.minutes),
        ascent=known(walk.ascent_m, length),
        descent=known(walk.descent_m, length),
        difficulty=say(f"walks.{walk.difficulty}"),
        steepest=known(walk.profile.steepest_pct, _whole),
        green=known(walk.green_pct, _whole),
        repeated=_whole(walk.repeated_pct),
    )


def walk_name(walk: Walk) -> str:
    """Return what to call a walk that has no name, in the language in use."""
    line = walk.route.geometry
    closed = line.coords[0] == line.coords[-1]
    return say("walk_cli.name_loop" if closed else "walk_cli.name_way", length=length(walk.length_m))


def path_statuses(walk: Walk) -> list[str]:
    """Return how far the paths of a walk are to be trusted: each status that one of them has."""
    return sorted(set(walk.network.edges["status"].to_numpy()[walk.route.edges].astype(str)))


def surfaces(walk: Walk) -> list[SurfaceText]:
    """Return the ground walked on, without what is too little for a word."""
    name = walk.territory.themes["paths"].value_text
    return [
        SurfaceText(key, name(key), _whole(pct), pct)
        for key, pct in walk.surface.items()
        if pct >= LEAST_SURFACE_PCT
    ]


def month_of(walk: Walk) -> str:
    """Return the month in which a walk is walked."""
    return month_text(walk.day)


def ripe_finds(walk: Walk) -> list[Ripe]:
    """Return what is ripe on the way: where picking is allowed first, hedges of fields last."""
    return sorted(walk.ripe, key=lambda item: (item.rule.picking != "allowed", item.layer == "hedges"))


def unnamed_finds(walk: Walk) -> list[Ripe]:
    """Return where something may grow of which nobody has published what it is, allowed places first."""
    return sorted(walk.unnamed, key=lambda item: item.rule.picking != "allowed")


def species_text(item: Ripe) -> str:
    """Return the species of a find in one line."""
    return ", ".join(kind.name for kind in item.species)


def place_of(walk: Walk, item: Ripe) -> str:
    """Return the name of a find, that of its theme where it has none."""
    return item.name or walk.territory.themes[item.layer].title


def picking_text(item: Ripe) -> str:
    """Tell whether one may pick there."""
    return say(f"ripe.{item.rule.picking}")


def ripe_lines(walk: Walk) -> list[str]:
    """Return one sentence a find, and one for each way to pick what nobody has named."""
    lines = [
        say("walk_sheet.ripe_line", at=length(item.at_m), species=species_text(item), rule=picking_text(item))
        for item in ripe_finds(walk)
    ]
    places: dict[str, list[str]] = {}
    for item in unnamed_finds(walk):
        place = say("ripe.place_at", name=place_of(walk, item), at=length(item.at_m))
        places.setdefault(picking_text(item), []).append(place)
    unnamed = [say("ripe.unnamed_line", rule=rule, places=", ".join(names)) for rule, names in places.items()]
    return [*(lines or [say("ripe.nothing")]), *unnamed]


def other_warnings(walk: Walk, *, told: Sequence[str] = ()) -> list[str]:
    """Return what to beware of, without what the heaps themselves and other sentences tell."""
    heaps = (item.text for item in walk.passes if item.layer == HEAPS and item.text)
    endings = (*heaps, *told)
    return [text for text in walk.warnings if not text.endswith(endings)]


def track_line(report: TrackReport) -> str:
    """Return the figures of a track in one line."""
    up, down = report.profile.climb
    return say(
        "walk_sheet.track",
        length=length(report.track.line.length),
        time=time_text(report.minutes),
        ascent=known(up, length),
        descent=known(down, length),
    )


def crossing_groups(crossings: Sequence[Crossing]) -> list[list[Crossing]]:
    """Return crossings of one kind together, the gravest kind first, as they come.

    A line drawn straight through gardens crosses a hundred parcels: that is one thing to say, not a hundred.
    """
    groups: dict[tuple[str, ...], list[Crossing]] = {}
    for item in crossings:
        own = "" if item.kind in _ALIKE else item.id
        groups.setdefault((item.level, item.kind, own, item.text), []).append(item)
    return list(groups.values())


def _whole(percent: float) -> str:
    return share(percent, decimals=0)
