"""What of OpenStreetMap's reply a table cannot show: what has no shape, or lacks members."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from gis.sources.remark import Remark
from gis.sources.services.overpass import is_cut

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.sources.source import Fetched, Remarks

Belongs = Callable[[Mapping[str, str]], bool]
"""Whether a table is meant to hold an element with such tags."""
PREFIX = "osm/"
"""What an element's name begins with where it is the identifier of a feature."""


def remarks_on(belongs: Belongs) -> Remarks:
    """Return what tells the losses of a table.

    Parameters
    ----------
    belongs : callable
        Whether the table is meant to hold an element with these tags.
    """

    def told(fetched: Fetched, frame: gpd.GeoDataFrame) -> tuple[Remark, ...]:
        own = {
            f"{item.get('type')}/{item.get('id', '')}": item
            for item in fetched.content
            if belongs(item.get("tags") or {})
        }
        shown = {str(name).removeprefix(PREFIX) for name in frame["id"]}
        shapeless = [name for name in own if name not in shown]
        cut = [name for name, item in own.items() if name in shown and is_cut(item)]
        return (*Remark.of("osm_shapeless", shapeless), *Remark.of("osm_cut", cut))

    return told
