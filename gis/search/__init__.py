"""Search that forgives."""

from __future__ import annotations

from gis.search.entries import point_of
from gis.search.search_index import SearchHit, index

__all__ = ["SearchHit", "index", "point_of"]
