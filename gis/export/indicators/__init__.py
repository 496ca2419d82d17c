"""What is said of the town's figures beside what the map measures, and the files of it.

Examples
--------
>>> from gis.export.indicators import indicator_text
>>> from gis.indicators import FigureSource, Indicator
"""

from __future__ import annotations

from gis.export.indicators.indicator_files import indicators_csv, indicators_json
from gis.export.indicators.present import IndicatorText, indicator_text

__all__ = ["IndicatorText", "indicator_text", "indicators_csv", "indicators_json"]
