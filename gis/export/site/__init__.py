"""What is said of a heap, a garden or a stretch of the belt, and its sheet.

Examples
--------
>>> from gis.export.site import site_text
>>> from gis.sites import site, sites
>>> from gis.territory import Territory
>>> loos = Territory()
>>> layer, key, name = sites(loos)[0]
>>> text = site_text(loos, site(loos, layer, key))
>>> text.name.startswith(name), text.figures[0][0]
(True, 'Surface mesurée sur la carte')
"""

from __future__ import annotations

from gis.export.site.pdf import site_sheet
from gis.export.site.present import SiteText, SpeciesLine, site_text

__all__ = ["SiteText", "SpeciesLine", "site_sheet", "site_text"]
