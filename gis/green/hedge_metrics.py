"""How dense hedges are: by field, and around any place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.errors import LayerMissingError
from gis.geometry import prepared
from gis.indicators import metres_of
from gis.territory import known_ground
from gis.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.territory import Territory

RADII_M = (200.0, 400.0, 5_000.0)
BESIDE_M = 10.0
"""A hedge this near to the edge of a field belongs to it."""
SQUARE_METRES = 10_000.0
_SIDES = 32
"""Quarter-circle segments of the circles that are measured in: their area is right to 0.04 %."""


@dataclass(frozen=True, eq=False)
class HedgeDensity:
    """Metres of hedge for each hectare.

    Attributes
    ----------
    field_id : array of str, shape (fields,)
    by_field : array of float, shape (fields,)
        ``m of hedge within 10 m of the field's edge or inside / ha of the field``, from 0 on.
    by_radius : dict of float to array of float, shape (fields,)
        ``m of hedge / ha of known ground`` in a circle around the middle of each field; ground further from
        the commune than hedges were fetched is not known and does not count.
    whole : float
        Of the whole commune.
    status : str
    """

    field_id: NDArray[np.str_]
    by_field: NDArray[np.float64]
    by_radius: dict[float, NDArray[np.float64]]
    whole: float
    status: str

    def as_dict(self) -> dict[str, Any]:
        """Return the medians over all fields, in m/ha, and how many fields have no hedge."""
        return {
            "whole_m_ha": self.whole,
            "field_median_m_ha": float(np.median(self.by_field)) if len(self.by_field) else None,
            "fields": len(self.by_field),
            "fields_without": int((self.by_field == 0).sum()),
            "radius_median_m_ha": {
                str(int(radius)): float(np.median(values)) if len(values) else None
                for radius, values in self.by_radius.items()
            },
            "status": self.status,
        }


def hedge_density(territory: Territory) -> HedgeDensity:
    """Return the density of hedges by field and around each field.

    Raises
    ------
    LayerMissingError
        When the territory has no hedges or no farmland: no data, which is not a density of 0.
    """
    fields, hedges = territory.layer("farmland"), territory.layer("hedges")
    own = fields.geometry[fields.inside]
    ground = shapely.buffer(own, BESIDE_M, quad_segs=4)
    middles = shapely.point_on_surface(fields.within.geometry)
    return HedgeDensity(
        fields.within.ids.to_numpy().astype(str),
        _metres(hedges.geometry, ground) / shapely.area(own) * SQUARE_METRES,
        {radius: around(territory, middles, radius_m=radius) for radius in RADII_M},
        metres_of(territory, hedges) / territory.commune.area * SQUARE_METRES,
        hedges.status,
    )


def around(territory: Territory, points: NDArray[np.object_], *, radius_m: float) -> NDArray[np.float64]:
    """Return metres of hedge for each hectare of known ground in a circle around points, in metres.

    Known is the commune, and what is around it as far as hedges were fetched. Not a number where the circle
    holds none of it.

    Raises
    ------
    LayerMissingError
        When the territory has no hedges.
    """
    hedges = territory.get("hedges")
    if hedges is None:
        raise LayerMissingError(say("belt.no_hedges"))
    known = known_ground(territory, hedges)
    circles = shapely.intersection(shapely.buffer(points, radius_m, quad_segs=_SIDES), known)
    ground = shapely.area(circles)
    metres = _metres(hedges.geometry, circles)
    return np.divide(metres * SQUARE_METRES, ground, out=np.full(len(ground), np.nan), where=ground > 0)


def _metres(lines: NDArray[np.object_], grounds: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the metres of lines inside each ground."""
    ground, line = shapely.STRtree(lines).query(grounds, predicate="intersects")
    inside = shapely.length(lines[line])
    cut = ~shapely.covers(prepared(grounds)[ground], lines[line])
    inside[cut] = shapely.length(shapely.intersection(lines[line[cut]], grounds[ground[cut]]))
    return np.bincount(ground, inside, minlength=len(grounds)).astype(float)
