"""Local files that are written whole or not at all, by several sessions."""

from __future__ import annotations

from gis.files.atomic import written_whole
from gis.files.sqlite import opened

__all__ = ["opened", "written_whole"]
