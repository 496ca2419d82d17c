"""The cue sheet: where to turn, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gis.words import length, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.crs import Projection
    from gis.network import Network, Route

LOOK_M = 15.0
"""The direction of a path is taken over this length before and after a crossing, in metres."""
STRAIGHT_DEG = 30.0
SLIGHT_DEG = 50.0
SHARP_DEG = 130.0
BACK_DEG = 165.0
AT_ONCE_M = 25.0
"""A turn that follows another within so many metres is taken in one breath."""
_ROUND_M = 10.0
_SIDES = frozenset({"left", "right", "slight_left", "slight_right", "sharp_left", "sharp_right"})
_NAMED = {
    "rue": "rue",
    "place": "place",
    "route": "route",
    "chemin": "chemin",
    "boulevard": "chemin",
    "sentier": "chemin",
    "avenue": "avenue",
    "allée": "avenue",
    "impasse": "avenue",
    "ceinture": "ceinture",
}
_JUNCTION = 3
_LEVEL_M = 2.0


@dataclass(frozen=True)
class Cue:
    """One line of the cue sheet.

    Attributes
    ----------
    at_m : float
        Metres from the start.
    turn : str
        `start`, `left`, `right`, `slight_left`, …, `straight`, `back` or `arrive`; two of them, parted by
        a comma, where they follow one another at once.
    text : str
        The sentence, in the language in use.
    lonlat : tuple of float
        Where, in degrees.
    """

    at_m: float
    turn: str
    text: str
    lonlat: tuple[float, float]


def cue_sheet(network: Network, route: Route, projection: Projection) -> list[Cue]:
    """Return the cues of a way, from setting out to arriving; empty where the way has no length."""
    if not len(route.edges) or route.length <= 0:
        return []
    line = route.geometry
    reached = np.cumsum(route.steps)
    ways = [_way(network, route, step) for step in range(len(route.edges))]
    heading = _bearing(line, 0.0, LOOK_M)
    first = say("cues.start", heading=say(f"cues.heading_{round(heading / 45) % 8}"), way=ways[0])
    cues = [(0.0, "start", first)]
    for step in range(1, len(route.edges)):
        at = float(reached[step - 1])
        turn = _turn(line, at)
        if _worth_telling(network, route, step, turn, ways):
            _tell(cues, at, turn, ways[step])
    closed = line.coords[0] == line.coords[-1]
    last = say("cues.arrive_loop" if closed else "cues.arrive", distance=_since(reached[-1] - cues[-1][0]))
    cues.append((float(reached[-1]), "arrive", last))
    places = shapely.line_interpolate_point(line, [at for at, _, _ in cues])
    lonlat = projection.to_lonlat(shapely.get_coordinates(places))
    return [Cue(*cue, (float(x), float(y))) for cue, (x, y) in zip(cues, lonlat, strict=True)]


def _tell(cues: list[tuple[float, str, str]], at: float, turn: str, way: str) -> None:
    """Add a turn; one that follows right behind another is told together with it."""
    since, before = at - cues[-1][0], cues[-1][1]
    if since <= AT_ONCE_M and before in _SIDES and turn in _SIDES and len(cues) > 1:
        first = _since(cues[-1][0] - cues[-2][0])
        turns = {"turn": say(f"cues.{before}"), "then": say(f"cues.{turn}")}
        cues[-1] = (cues[-1][0], f"{before}, {turn}", say("cues.go_then", distance=first, way=way, **turns))
        return
    cues.append((at, turn, say("cues.go", distance=_since(since), turn=say(f"cues.{turn}"), way=way)))


def _since(metres: float) -> str:
    return length(max(_ROUND_M, round(metres / _ROUND_M) * _ROUND_M))


def _worth_telling(network: Network, route: Route, step: int, turn: str, ways: list[str]) -> bool:
    edge, before = int(route.edges[step]), int(route.edges[step - 1])
    if edge == before:
        return turn == "back"
    if ways[step] != ways[step - 1]:
        return True
    graph = network.graph
    node = graph.tail[edge] if route.forward[step] else graph.head[edge]
    return bool(turn != "straight" and _ways_out(network)[node] >= _JUNCTION)


def _ways_out(network: Network) -> NDArray[np.int64]:
    graph = network.graph
    return np.bincount(np.concatenate([graph.tail, graph.head]), minlength=graph.count)


def _way(network: Network, route: Route, step: int) -> str:
    row = network.edges.iloc[int(route.edges[step])]
    name, kind = str(row["name"]), str(row["kind"])
    if row["bridge"] < 0:
        return say("cues.way_under")
    if kind == "steps":
        rise = (row["ascent_m"] - row["descent_m"]) * (1 if route.forward[step] else -1)
        return say("cues.way_steps" + ("_up" if rise > _LEVEL_M else "_down" if rise < -_LEVEL_M else ""))
    if name and kind != "footbridge":
        word = name.split(maxsplit=1)[0].lower()
        lower = name[0].lower() + name[1:] if word in _NAMED else name
        return say(f"cues.named_{_NAMED.get(word, 'other')}", name=lower)
    known = {"street", "road", "farm_track", "path", "former_railway", "footbridge"}
    return say(f"cues.way_{kind if kind in known else 'path'}")


def _bearing(line: shapely.LineString, start: float, end: float) -> float:
    (x0, y0), (x1, y1) = shapely.get_coordinates(shapely.line_interpolate_point(line, [start, end]))
    return float(np.degrees(np.arctan2(x1 - x0, y1 - y0))) % 360.0


def _turn(line: shapely.LineString, at: float) -> str:
    before = _bearing(line, max(at - LOOK_M, 0.0), at)
    after = _bearing(line, at, min(at + LOOK_M, line.length))
    angle = (after - before + 180.0) % 360.0 - 180.0
    side = "right" if angle > 0 else "left"
    size = abs(angle)
    if size < STRAIGHT_DEG:
        return "straight"
    if size > BACK_DEG:
        return "back"
    return f"slight_{side}" if size < SLIGHT_DEG else f"sharp_{side}" if size > SHARP_DEG else side
