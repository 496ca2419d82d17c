r"""What is said of the town's figures beside what the map measures, and the files of it.

Examples
--------
>>> from gis.export.indicators import indicator_text
>>> from gis.indicators import indicators
>>> from gis.territory import Territory
>>> said = {item.key: indicator_text(item) for item in indicators(Territory())}
>>> said["organic_area_2020"].published, said["organic_area_2020"].measured
('121\xa0ha', '121,00\xa0ha')
"""

from __future__ import annotations

from gis.export.indicators.crop_text import (
    MOST_GROUPS,
    CropTable,
    crop_table,
    crops_csv,
    crops_in_words,
    groups_by_size,
)
from gis.export.indicators.indicator_files import indicators_csv, indicators_json
from gis.export.indicators.present import IndicatorText, indicator_text

__all__ = [
    "MOST_GROUPS",
    "CropTable",
    "IndicatorText",
    "crop_table",
    "crops_csv",
    "crops_in_words",
    "groups_by_size",
    "indicator_text",
    "indicators_csv",
    "indicators_json",
]
