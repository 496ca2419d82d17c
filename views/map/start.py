"""What a map shows at first where people look for paths and streets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.map.bases import DEFAULT, NONE
from views.map.spec import View

if TYPE_CHECKING:
    from gis.territory import Territory

STREETS_ZOOM = 14.0


def usual_base(territory: Territory) -> str:
    """Return what lies under the map at first.

    Nothing where the paths are illustrative: they would not fall on the streets of a real map.
    """
    layer = territory.get("paths")
    return NONE if layer is None or layer.status == "illustrative" else DEFAULT


def start_view(territory: Territory) -> View | None:
    """Return the middle of the commune, near enough for its streets to show."""
    centre = territory.info.get("centre")
    return View(float(centre[1]), float(centre[0]), STREETS_ZOOM) if centre else None
