"""The trajectory of a town on one A3 poster.

Examples
--------
>>> from gis.export.poster import poster
>>> from gis.territory import Territory
>>> poster(Territory())[:5]
b'%PDF-'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.lazy import lazy

if TYPE_CHECKING:
    from gis.export.poster.pdf import poster
else:
    __getattr__ = lazy(__name__, poster="pdf")

__all__ = ["poster"]
