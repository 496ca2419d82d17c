"""The green of a commune, measured: the belt and its gaps, hedges, nearness to homes, the land-use mosaic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.errors import LayerMissingError
from gis.green.belt_metrics import Belt, belt_of
from gis.green.hedge_metrics import hedge_density
from gis.green.landscape import mosaic_of
from gis.green.proximity import belt_nearness, three_thirty_three_hundred
from gis.territory import memoised

if TYPE_CHECKING:
    from gis.territory import Territory


@memoised
def belt(territory: Territory) -> Belt:
    """Return the green belt of a territory, measured once.

    Raises
    ------
    LayerMissingError
        When the territory has none.
    """
    return belt_of(territory.layer("green_belt").within)


def green_summary(territory: Territory) -> dict[str, Any]:
    """Return every measure of the green as plain data; null where there is no data for it."""
    return {
        "belt": _or_none(lambda: belt(territory).as_dict()),
        "belt_near_homes": belt_nearness(territory).as_dict(),
        "hedges": _or_none(lambda: hedge_density(territory).as_dict()),
        "3-30-300": three_thirty_three_hundred(territory),
        "mosaic": _or_none(lambda: mosaic_of(territory).as_dict()),
    }


def _or_none(measure: Any) -> Any:
    try:
        return measure()
    except LayerMissingError:
        return None
