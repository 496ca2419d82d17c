"""Hold a track against the territory: what it crosses, where, and over how many metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.errors import WalkError
from gis.network import Network, PathStates, today
from gis.territory import Relief
from gis.walks import duration
from gis.walks.profile import Profile, profile_of, smoothed
from gis.walks.track.crossings import LEVELS, ON_PATH_M, Crossing, Samples, grounds, marked, roads, sampled
from gis.words import degree_text, length, say

if TYPE_CHECKING:
    import datetime as dt

    from gis.territory import Territory
    from gis.walks.track.read import Track

FAR_M = 5_000.0
"""A track that stays further from the commune than this has nothing to be held against."""


@dataclass(frozen=True)
class TrackReport:
    """A track, profiled, timed, matched and held against what is known."""

    track: Track
    profile: Profile
    minutes: float
    matched_pct: float
    crossings: list[Crossing]
    notes: list[str]

    def as_dict(self) -> dict[str, Any]:
        """Return the document that the command line prints."""
        up, down = self.profile.climb
        steepest = self.profile.steepest_pct
        return {
            "name": self.track.name, "length_m": round(self.track.line.length),
            "ascent_m": round(up) if np.isfinite(up) else None,
            "descent_m": round(down) if np.isfinite(down) else None,
            "duration_min": round(self.minutes), "recorded_min": self.track.recorded_min,
            "steepest_pct": round(steepest, 1) if np.isfinite(steepest) else None,
            "matched_pct": round(self.matched_pct, 1), "points": self.track.points,
            "crosses": [item.as_dict() for item in self.crossings], "warnings": self.notes,
        }  # fmt: skip


def check_track(territory: Territory, track: Track, *, day: dt.date | None = None) -> TrackReport:
    """Profile and time a track, match it to the network, and tell what it crosses.

    Raises
    ------
    WalkError
        When it stays further than 5 km from the commune; the message says how far, and what to do.
    LayerMissingError
        When the territory has no paths.
    """
    _refuse_far(territory, track)
    on = day or today()
    samples = sampled(track)
    network = Network.of(territory)
    matched = np.zeros(len(samples.at), dtype=bool)
    matched[network.tree.query(samples.points, predicate="dwithin", distance=ON_PATH_M)[0]] = True
    profile, notes = _profile(territory, track)
    up, down = np.nan_to_num(profile.climb)
    crossings = [
        *grounds(territory, samples, matched, on),
        *marked(territory, network, samples, on),
        *roads(territory, track, samples),
    ]
    crossings.sort(key=lambda item: (LEVELS.index(item.level), item.from_m))
    return TrackReport(
        track,
        profile,
        duration.minutes(track.line.length, float(up), float(down)),
        100 * float(matched.mean()),
        crossings,
        notes + _notes(territory, track, samples, on),
    )


def _refuse_far(territory: Territory, track: Track) -> None:
    away = float(shapely.distance(territory.commune, track.line))
    if away > FAR_M:
        lon, lat = track.projection.to_lonlat(shapely.get_coordinates(track.line)[:1])[0]
        words = {
            "away": length(away),
            "place": territory.name,
            "lat": degree_text(lat),
            "lon": degree_text(lon),
        }
        raise WalkError(say("walks.track_far", **words))


def _profile(territory: Territory, track: Track) -> tuple[Profile, list[str]]:
    relief = Relief.open(territory)
    profile = profile_of(track.line, None if relief is None else relief.heights, track.projection)
    if profile.known:
        return profile, []
    if np.isfinite(track.height_m).all():
        xy = shapely.get_coordinates(track.line)
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
        return Profile(along, smoothed(along, track.height_m), xy, track.projection), [
            say("walks.track_own_heights")
        ]
    return profile, [say("walks.track_no_heights")]


def _notes(territory: Territory, track: Track, samples: Samples, day: dt.date) -> list[str]:
    notes = [] if PathStates.of(territory).on(day).known else [say("walks.marks_unknown")]
    if track.points > len(track.line.coords):
        notes.append(say("walks.track_thinned", points=track.points, kept=len(track.line.coords)))
    if track.gaps_m:
        notes.append(say("walks.track_gaps", metres=length(track.gaps_m)))
    if track.recorded_min is None:
        notes.append(say("walks.track_no_time"))
    outside = float((~shapely.intersects(territory.commune, samples.points)).sum() * samples.step)
    if outside >= samples.step:
        notes.append(say("walks.track_outside", metres=length(outside), place=territory.name))
    if territory.find("protected_areas") is None:
        notes.append(say("walks.track_no_protected"))
    return notes
