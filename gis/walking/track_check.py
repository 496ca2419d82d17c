"""Hold a track against the territory: what it crosses, where, and over how many metres."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.errors import WalkError
from gis.network import Network
from gis.networks.closures import ALWAYS_CLOSED
from gis.path_state import PathStates, marked_edges, today
from gis.relief import Relief
from gis.walking import duration
from gis.walking.degrees import to_lonlat
from gis.walking.profile import Profile, profile_of
from gis.words import date_text, length, pick, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from gis.territory import Layer, Territory
    from gis.walking.tracks import Track

ON_PATH_M = 15.0
"""A track this close to a path is on it, in metres: what a phone's position is good for."""
FAR_M = 5_000.0
"""A track that stays further from the commune than this has nothing to be held against."""
SENSITIVE_MONTHS = frozenset(range(3, 8))
"""March to July, when birds and toads breed; used where no season of a sensitive species is published."""
_STEP_M = 5.0
_MOST_SAMPLES = 40_000
_LEVELS = ("stop", "warning", "info")


@dataclass(frozen=True)
class Crossing:
    """Something that a track crosses.

    Attributes
    ----------
    level : str
        `stop`, `warning` or `info`.
    from_m, metres : float
        Where it starts, in metres from the start of the track, and how long it goes on in all.
    """

    kind: str
    level: str
    layer: str
    id: str
    name: str
    from_m: float
    metres: float
    lonlat: tuple[float, float]
    text: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fields that the command line prints."""
        return {
            "kind": self.kind, "level": self.level, "layer": self.layer, "id": self.id, "name": self.name,
            "at_m": round(self.from_m), "metres": round(self.metres), "lonlat": list(self.lonlat),
            "text": self.text,
        }  # fmt: skip


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


@dataclass(frozen=True)
class _Samples:
    at: NDArray[np.float64]
    points: NDArray[np.object_]
    xy: NDArray[np.float64]
    step: float

    def spans(self, hit: NDArray[np.bool_]) -> tuple[float, float, tuple[float, float]]:
        """Return where hits start, how many metres they are, and the first of them in degrees."""
        first = int(np.argmax(hit))
        lon, lat = to_lonlat(self.xy[first : first + 1])[0]
        return float(self.at[first]), float(hit.sum() * self.step), (round(float(lon), 6), round(float(lat), 6))


def check_track(territory: Territory, track: Track, *, day: dt.date | None = None) -> TrackReport:
    """Profile and time a track, match it to the network, and tell what it crosses.

    Raises
    ------
    WalkError
        When it stays further than 5 km from the commune; the message says how far, and what to do.
    LayerMissingError
        When the territory has no paths.
    """
    away = float(shapely.distance(territory.commune, track.line))
    if away > FAR_M:
        lon, lat = to_lonlat(shapely.get_coordinates(track.line)[:1])[0]
        words = {"away": length(away), "place": territory.name, "lat": f"{lat:.4f}", "lon": f"{lon:.4f}"}
        raise WalkError(say("walks.track_far", **words))
    on = day or today()
    samples = _sampled(track)
    network = Network.of(territory)
    matched = np.zeros(len(samples.at), dtype=bool)
    matched[network.tree.query(samples.points, predicate="dwithin", distance=ON_PATH_M)[0]] = True
    profile, notes = _profile(territory, track)
    up, down = np.nan_to_num(profile.climb)
    crossings = [
        *_grounds(territory, samples, matched, on),
        *_marked(territory, network, samples, on),
        *_roads(territory, track, samples, matched),
    ]
    crossings.sort(key=lambda item: (_LEVELS.index(item.level), item.from_m))
    return TrackReport(
        track,
        profile,
        duration.minutes(track.line.length, float(up), float(down)),
        100 * float(matched.mean()),
        crossings,
        notes + _notes(territory, track, samples),
    )


def _sampled(track: Track) -> _Samples:
    count = int(np.clip(track.line.length / _STEP_M, 2, _MOST_SAMPLES)) + 1
    at = np.linspace(0.0, track.line.length, count)
    points = shapely.line_interpolate_point(track.line, at)
    return _Samples(at, points, shapely.get_coordinates(points), float(at[1]))


def _profile(territory: Territory, track: Track) -> tuple[Profile, list[str]]:
    relief = Relief.open(territory)
    profile = profile_of(track.line, None if relief is None else relief.heights)
    if profile.known:
        return profile, []
    if np.isfinite(track.height_m).all():
        xy = shapely.get_coordinates(track.line)
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
        return Profile(along, track.height_m, xy), [say("walks.track_own_heights")]
    return profile, [say("walks.track_no_heights")]


def _grounds(
    territory: Territory, samples: _Samples, matched: NDArray[np.bool_], day: dt.date
) -> Iterator[Crossing]:
    for layer, row, hit in _inside(territory, "slag_heaps", samples):
        yield from _heap(layer.data.iloc[row], hit, samples, day, _sensitive_months(territory))
    for layer, row, hit in _inside(territory, "protected_areas", samples):
        yield _crossing("protected", "warning", layer, row, samples, hit, say("walks.protected"))
    off = ~matched
    for layer, row, hit in _inside(territory, "farmland", samples, only=off):
        yield _crossing("farmland", "warning", layer, row, samples, hit, say("walks.track_field"))
    known = [hit for _, _, hit in _inside(territory, "farmland", samples, only=off)]
    rest = off & ~np.logical_or.reduce([np.zeros_like(off), *known])
    for layer, row, hit in _inside(territory, "parcels", samples, only=rest):
        if str(layer.data.iloc[row].get("use")) in {"town", "garden", "activity"}:
            yield _crossing("private", "warning", layer, row, samples, hit, say("walks.track_private"))


def _inside(
    territory: Territory, key: str, samples: _Samples, *, only: NDArray[np.bool_] | None = None
) -> Iterator[tuple[Layer, int, NDArray[np.bool_]]]:
    layer = territory.get(key) if key in territory.themes else None
    if layer is None:
        return
    sample, rows = layer.tree.query(samples.points, predicate="intersects")
    for row in np.unique(rows):
        hit = np.zeros(len(samples.at), dtype=bool)
        hit[sample[rows == row]] = True
        if only is not None:
            hit &= only
        if hit.any():
            yield layer, int(row), hit


def _crossing(
    kind: str, level: str, layer: Layer, row: int, samples: _Samples, hit: NDArray[np.bool_], text: str
) -> Crossing:
    record = layer.data.iloc[row]
    name = str(record["name"] or "") or layer.theme.title
    return Crossing(kind, level, layer.key, str(record["id"]), name, *samples.spans(hit), text)


def _heap(
    heap: pd.Series, hit: NDArray[np.bool_], samples: _Samples, day: dt.date, months: frozenset[int]
) -> Iterator[Crossing]:
    access = heap["access"] if isinstance(heap.get("access"), str) else "unknown"
    closed = access == "closed" or heap["id"] in ALWAYS_CLOSED
    level = "stop" if closed else "info" if access == "open" else "warning"
    told = pick(*(str(heap.get(f"access_{code}") or "") for code in ("fr", "en")))
    text = say("walks.track_closed_heap") if closed else told or say("walks.heap_unknown")
    where = ("slag_heaps", str(heap["id"]), str(heap["name"] or heap["id"]), *samples.spans(hit))
    yield Crossing("closed_heap" if closed else "heap", level, *where, text)
    if day.month in months:
        yield Crossing("season", "warning", *where, say("walks.track_season"))


def _sensitive_months(territory: Territory) -> frozenset[int]:
    layer = territory.get("species_sites") if "species_sites" in territory.themes else None
    if layer is None:
        return SENSITIVE_MONTHS
    fragile = layer.data[layer.data["sensitive"].fillna(value=False).astype(bool)]
    texts = fragile["season_months"].dropna().astype(str) if "season_months" in fragile else []
    return frozenset(int(part) for text in texts for part in text.split(";") if part) or SENSITIVE_MONTHS


def _marked(territory: Territory, network: Network, samples: _Samples, day: dt.date) -> Iterator[Crossing]:
    for mark in PathStates.of(territory).active(day):
        edges = network.lines[marked_edges(network, [mark], mark.state)]
        hit = np.zeros(len(samples.at), dtype=bool)
        if len(edges):
            hit = shapely.dwithin(samples.points, shapely.union_all(edges), ON_PATH_M)
        if hit.sum() * samples.step > 2 * ON_PATH_M:
            text = say(f"walks.track_{mark.state}", reason=mark.reason, until=date_text(mark.until))
            level = "stop" if mark.state == "closed" else "warning"
            yield Crossing(mark.state, level, "paths", str(mark.id), mark.reason, *samples.spans(hit), text)


def _roads(
    territory: Territory, track: Track, samples: _Samples, matched: NDArray[np.bool_]
) -> Iterator[Crossing]:
    layer = territory.layer("paths")
    data = layer.data
    kind, access = data["kind"].astype(str).to_numpy(), data["access"].astype(str).to_numpy()
    busy = (data["traffic"].eq("high").to_numpy() if "traffic" in data else kind == "road") | (kind == "motorway")
    bridges = layer.geometry[data["bridge"].fillna(0).ne(0).to_numpy()] if "bridge" in data else layer.geometry[:0]
    for row in np.sort(layer.tree.query(track.line, predicate="intersects")):
        if access[row] == "closed":
            hit = shapely.dwithin(samples.points, layer.geometry[row], ON_PATH_M / 2)
            if hit.sum() * samples.step > 2 * ON_PATH_M:
                yield _crossing("closed_path", "stop", layer, int(row), samples, hit, say("walks.track_closed_path"))
        elif busy[row]:
            hit = shapely.dwithin(samples.points, layer.geometry[row], ON_PATH_M / 2)
            over = len(bridges) and shapely.dwithin(samples.points[hit][:, None], bridges, ON_PATH_M).any()
            if hit.any() and not over:
                level = "stop" if kind[row] == "motorway" else "warning"
                text = say("walks.track_motorway" if level == "stop" else "walks.track_road")
                yield _crossing("road", level, layer, int(row), samples, hit, text)


def _notes(territory: Territory, track: Track, samples: _Samples) -> list[str]:
    notes = []
    if track.points > len(track.line.coords):
        notes.append(say("walks.track_thinned", points=track.points, kept=len(track.line.coords)))
    if track.gaps_m:
        notes.append(say("walks.track_gaps", metres=length(track.gaps_m)))
    if track.recorded_min is None:
        notes.append(say("walks.track_no_time"))
    outside = float((~shapely.intersects(territory.commune, samples.points)).sum() * samples.step)
    if outside >= samples.step:
        notes.append(say("walks.track_outside", metres=length(outside), place=territory.name))
    if "protected_areas" not in territory.themes or territory.get("protected_areas") is None:
        notes.append(say("walks.track_no_protected"))
    return notes
