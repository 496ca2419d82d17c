"""Green near homes: who lives within 300 m on foot, and what is known of the 3-30-300 rule.

The rule: three trees in sight of every home, 30 % of canopy in every neighbourhood, a green space within
300 m (Konijnendijk 2023, Journal of Forestry Research 34, https://doi.org/10.1007/s11676-022-01523-z).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.errors import WalkError
from gis.network import PATHS, Network
from gis.territory import least_sure, memoised
from gis.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.territory import Layer, Territory

NEAR_M = 300.0
EVERY_M = 25.0
"""Places along a line or an outline at which one may step onto it, in metres."""
ENTER_M = 25.0
"""Green is entered where a path comes this near to it."""
DWELLING, SOLID = "town", "hard"
LEAST_HOME_M2 = 30.0
"""A solid building smaller than this is rather a garage or a shed."""
_BESIDES = {"built": ("buildings",), "walking": (PATHS,)}
"""What an answer rests on besides parcels and the green itself."""
CLOSED = ("closed", "unknown")
GREEN = ("green_belt", "slag_heaps", "nourishing_gardens")
"""Layers of public green; closed heaps, and those whose access is not known, do not count."""


@dataclass(frozen=True, eq=False)
class Nearness:
    """How far dwelling parcels are from some green.

    Attributes
    ----------
    share_pct : float or None
        Dwelling parcels within 300 m on foot, in per cent; nothing where it cannot be known.
    median_m : float or None
        Median walking distance.
    parcels : int
        Dwelling parcels.
    by : str
        `walking`, along the network of paths; `straight` where no path is known, which is at most as far and
        so says at most how many; `no_data` where no dwelling or no green is known.
    status : str
        That of the least sure layer that it rests on.
    homes : str
        `dwelling` where parcels say what they are used for; `built`, those with a solid building, where they
        do not; empty where neither is known.
    """

    share_pct: float | None
    median_m: float | None
    parcels: int
    by: str
    status: str
    homes: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        return {
            "share_pct": self.share_pct,
            "median_m": self.median_m,
            "parcels": self.parcels,
            "by": self.by,
            "status": self.status,
            "homes": self.homes,
        }


@memoised
def belt_nearness(territory: Territory) -> Nearness:
    """Return how far homes are from the green belt."""
    return _nearness(territory, ("green_belt",))


@memoised
def green_nearness(territory: Territory) -> Nearness:
    """Return how far homes are from any green that is open to all."""
    return _nearness(territory, GREEN)


def three_thirty_three_hundred(territory: Territory) -> dict[str, dict[str, Any]]:
    """Return what is known of each part of the 3-30-300 rule; `no_data` where no layer tells it.

    Trees in sight and canopy are told by no layer of the atlas: nobody knows them here, which does not mean
    that there are none. `needs` says which data would answer, in the language in use.
    """
    nothing = {
        part: {"verdict": "no_data", "value": None, "status": "", "needs": say(f"belt.needs_{part}")}
        for part in ("3", "30", "300")
    }
    near = green_nearness(territory)
    known = {
        "verdict": "known",
        "value": near.share_pct,
        "status": near.status,
        "by": near.by,
        "homes": near.homes,
    }
    return nothing if near.share_pct is None else {**nothing, "300": known}


def _nearness(territory: Territory, keys: tuple[str, ...]) -> Nearness:
    homes, kind = _homes(territory)
    layers = [layer for key in keys if (layer := territory.find(key)) is not None]
    places = [_places(layer) for layer in layers]
    if not len(homes) or not sum(map(len, places)):
        return Nearness(None, None, len(homes), "no_data", "", kind)
    green = np.concatenate(places)
    by, away = _away(territory, homes, green)
    used = [territory.find(key) for key in ("parcels", *_BESIDES.get(kind, ()), *_BESIDES.get(by, ()))]
    present = {layer.status for layer in (*layers, *used) if layer is not None}
    status = least_sure(present)
    near_pct = 100 * float((away <= NEAR_M).mean())
    return Nearness(near_pct, float(np.median(away)), len(homes), by, status, kind)


def _away(
    territory: Territory, homes: NDArray[np.float64], green: NDArray[np.float64]
) -> tuple[str, NDArray[np.float64]]:
    network = _network(territory)
    entered = np.zeros(len(green), bool) if network is None else network.snap(green).away <= ENTER_M
    if network is not None and entered.any():
        here = network.snap(homes)
        # The metres from the door to the street are walked too.
        return "walking", network.distance_to(here, network.snap(green[entered])) + here.away
    doors, gates = (np.asarray(shapely.points(places), dtype=object) for places in (homes, green))
    return "straight", shapely.distance(doors, gates[shapely.STRtree(gates).nearest(doors)])


def _network(territory: Territory) -> Network | None:
    if territory.find(PATHS) is None:
        return None
    try:
        return Network.of(territory)
    except WalkError:
        return None


def _homes(territory: Territory) -> tuple[NDArray[np.float64], str]:
    """Return a point in each parcel with a home, (parcels, 2), in metres, and how homes are known."""
    parcels = territory.find("parcels")
    if parcels is None:
        return np.empty((0, 2)), ""
    if "use" in parcels.data:
        chosen = parcels.data["use"].eq(DWELLING).to_numpy(dtype=bool, na_value=False)
        return shapely.get_coordinates(shapely.point_on_surface(parcels.geometry[chosen])), "dwelling"
    buildings = territory.find("buildings")
    if buildings is None:
        return np.empty((0, 2)), ""
    solid = buildings.data["kind"].eq(SOLID).to_numpy() & (shapely.area(buildings.geometry) >= LEAST_HOME_M2)
    doors = shapely.point_on_surface(buildings.geometry[solid])
    built = np.unique(parcels.tree.query(doors, predicate="intersects")[1])
    return shapely.get_coordinates(shapely.point_on_surface(parcels.geometry[built])), "built"


def _places(layer: Layer) -> NDArray[np.float64]:
    """Return points at which the green of a layer is entered, (points, 2), in metres."""
    shapes = layer.geometry
    if "access" in layer.data:
        shapes = shapes[~layer.data["access"].isin(CLOSED).to_numpy()]
    areas = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004
    lines = np.concatenate([shapes[~areas], shapely.boundary(shapes[areas])])
    return shapely.get_coordinates(shapely.segmentize(lines, EVERY_M))
