"""Where data lie, and local files that are written whole or not at all, by several sessions."""

from __future__ import annotations

from gis.files.atomic import written_whole
from gis.files.folders import DEFAULT_CODE, EMBEDDED, default_home, territory_folder
from gis.files.sqlite import opened

__all__ = ["DEFAULT_CODE", "EMBEDDED", "default_home", "opened", "territory_folder", "written_whole"]
