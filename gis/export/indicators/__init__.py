"""What is said of the town's figures beside what the map measures."""

from __future__ import annotations

from gis.export.indicators.present import IndicatorText, indicator_text

__all__ = ["IndicatorText", "indicator_text"]
