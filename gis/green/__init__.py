"""What the green of a commune is measured by: belt, hedges, nearness to homes, the mosaic of land."""

from __future__ import annotations

from gis.green.belt import Belt

__all__ = ["Belt"]
