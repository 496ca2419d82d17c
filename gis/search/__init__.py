"""Search that forgives.

Examples
--------
>>> from gis.search import index
>>> from gis.territory import Territory
>>> index(Territory()).find("terils")[0].layer
'slag_heaps'
"""

from __future__ import annotations

from gis.search.entries import point_of
from gis.search.search_index import SearchHit, index

__all__ = ["SearchHit", "index", "point_of"]
