"""The formats that layers and tables leave in.

Examples
--------
>>> from gis.export.formats import file_name, safe_cell
>>> safe_cell("=1+1")  # a spreadsheet would work it out
"'=1+1"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.formats.geojson import FULL_DECIMALS, map_columns, no_data, to_geojson
from gis.export.formats.geopackage import to_geopackage
from gis.export.formats.names import file_name, safe_name
from gis.export.formats.table import safe_cell, safe_table, to_csv
from gis.lazy import lazy

if TYPE_CHECKING:
    from gis.export.formats.workbook import write_workbook
else:
    __getattr__ = lazy(
        __name__,
        write_workbook="workbook",
    )

__all__ = [
    "FULL_DECIMALS",
    "file_name",
    "map_columns",
    "no_data",
    "safe_cell",
    "safe_name",
    "safe_table",
    "to_csv",
    "to_geojson",
    "to_geopackage",
    "write_workbook",
]
