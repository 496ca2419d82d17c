"""What may be picked, where and when."""

from __future__ import annotations

from gis.foraging.harvest import Ripe, ripe_along, unnamed_along
from gis.foraging.rules import PickingRule

__all__ = ["PickingRule", "Ripe", "ripe_along", "unnamed_along"]
