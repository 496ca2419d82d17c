"""What may be picked, where and when.

Examples
--------
What is ripe in September where one walks past a garden, and whether one may take it:

>>> from gis.foraging import ripe_along
>>> from gis.territory import Territory
>>> territory = Territory()
>>> fence = territory.layer("nourishing_gardens").frame.geometry.iloc[3].boundary
>>> [(found.species[0].key, found.rule.picking) for found in ripe_along(territory, fence, 9)][0]
('walnut', 'ask')
"""

from __future__ import annotations

from gis.foraging.harvest import Ripe, ripe_along, unnamed_along
from gis.foraging.rules import PickingRule

__all__ = ["PickingRule", "Ripe", "ripe_along", "unnamed_along"]
