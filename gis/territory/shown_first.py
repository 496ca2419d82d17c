"""The layers that a territory is shown by, where nobody has chosen yet."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from gis.territory.memo import memoised

if TYPE_CHECKING:
    from gis.territory.territory import Territory
    from gis.territory.theme import Theme

AS_MANY = 5
"""As many as the mission has themes."""
GROUPS = ("land", "moving", "nature", "osm", "planning", "places")
"""Groups that fill up where the mission has too few themes, in this order; then all others."""
FRAME = "territory"
"""Group of what frames a map, whatever is shown."""


@memoised
def first_layers(territory: Territory) -> tuple[str, ...]:
    """Return the layers that stand on at the start, in the order of the themes.

    The themes of the mission that have data; where they are few, land use and what else there is fills up.
    """
    candidates = sorted((theme for theme in territory if theme.group != FRAME), key=_rank)
    filled = (theme.key for theme in candidates if features_in(territory, theme.key))
    chosen = set(islice(filled, AS_MANY))
    return tuple(theme.key for theme in territory if theme.key in chosen)


def features_in(territory: Territory, key: str) -> int:
    """Return how many features a layer has; 0 where nothing is known."""
    layer = territory.extent(key)
    return 0 if layer is None else len(layer)


def _rank(theme: Theme) -> tuple[bool, int, int]:
    place = GROUPS.index(theme.group) if theme.group in GROUPS else len(GROUPS)
    return not theme.mission, place, theme.min_zoom
