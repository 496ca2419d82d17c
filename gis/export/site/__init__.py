r"""What is said of a heap, a garden or a stretch of the belt, and its sheet.

Examples
--------
>>> from gis.export.site import site_text
>>> from gis.sites import site
>>> from gis.territory import Territory
>>> loos = Territory()
>>> site_text(loos, site(loos, "slag_heaps", "T074")).figures[0]
('Surface mesurée sur la carte', '12,91\xa0ha')
"""

from __future__ import annotations

from gis.export.site.pdf import site_sheet
from gis.export.site.present import SiteText, SpeciesLine, site_text

__all__ = ["SiteText", "SpeciesLine", "site_sheet", "site_text"]
