"""What a map shows at first: the layers that there are, from where they are drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gis.territory import first_layers
from views.map.bases import DEFAULT, NONE
from views.map.permalink import Address, read_address
from views.map.spec import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.territory import Territory, Theme

WHOLE_ZOOM = 13
"""Zoom at which the map begins where nothing else is said: that of a whole commune."""
STREETS_ZOOM = 14.0
MOST_FROM_AFAR = 3_000
"""Features that the map draws of a whole commune, and of what is around it, at once."""


def usual_base(territory: Territory) -> str:
    """Return what lies under the map at first.

    Nothing where the paths are illustrative: they would not fall on the streets of a real map.
    """
    layer = territory.get("paths")
    return NONE if layer is None or layer.status == "illustrative" else DEFAULT


def start_view(territory: Territory, *, zoom: float = STREETS_ZOOM) -> View | None:
    """Return the middle of the commune, near enough for its streets to show."""
    centre = territory.info.get("centre")
    return View(float(centre[1]), float(centre[0]), zoom) if centre else None


def least_zoom(territory: Territory, theme: Theme) -> int:
    """Return the zoom from which a layer is drawn.

    That of its theme, unless nothing else would be seen at first and it is small enough.
    """
    alone = theme.key in first_layers(territory) and _all_near(territory)
    if not alone:
        return theme.min_zoom
    layer = territory.get(theme.key)
    return 0 if layer is None or len(layer) <= MOST_FROM_AFAR else theme.min_zoom


def first_view(territory: Territory) -> View | None:
    """Return where the map looks at first; nothing for the whole commune, where that shows something."""
    zooms = [least_zoom(territory, territory.themes[key]) for key in first_layers(territory)]
    nearest = min(zooms, default=0)
    return start_view(territory, zoom=float(nearest)) if nearest > WHOLE_ZOOM else None


def first_address(parameters: Mapping[str, str], territory: Territory) -> Address:
    """Return what an address asks of the map, with the first view where it does not say."""
    found = read_address(parameters, territory.themes, layers=first_layers(territory))
    if found.view is not None or "layers" in parameters:
        return found
    return replace(found, view=first_view(territory))


def _all_near(territory: Territory) -> bool:
    return all(territory.themes[key].min_zoom > WHOLE_ZOOM for key in first_layers(territory))
