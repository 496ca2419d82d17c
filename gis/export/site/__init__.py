"""What is said of a heap, a garden or a stretch of the belt, and its sheet."""

from __future__ import annotations

from gis.export.site.pdf import site_sheet
from gis.export.site.present import SiteText, SpeciesLine, site_text

__all__ = ["SiteText", "SpeciesLine", "site_sheet", "site_text"]
