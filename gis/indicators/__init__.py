"""Figures, published and measured, side by side.

Examples
--------
>>> from gis.indicators import all_series, years
>>> from gis.territory import Territory
>>> [series.key for series in all_series(Territory())][0]
'organic_share'
>>> years(Territory())
range(1986, 2026)
"""

from __future__ import annotations

from gis.indicators.comparison import indicators, unmeasured, value_text
from gis.indicators.crops import (
    FARMLAND_YEARS,
    KNOWN_CAMPAIGN,
    Crop,
    CropYear,
    are_declared,
    crop_years,
    farmland_ha,
    group_text,
)
from gis.indicators.events import CHAPTERS, Event
from gis.indicators.inside import metres_of
from gis.indicators.model import FigureSource, Indicator
from gis.indicators.series import Point, Series, all_series
from gis.indicators.trajectory import Moment, events_of, moment, timeline, years

__all__ = [
    "CHAPTERS",
    "FARMLAND_YEARS",
    "KNOWN_CAMPAIGN",
    "Crop",
    "CropYear",
    "Event",
    "FigureSource",
    "Indicator",
    "Moment",
    "Point",
    "Series",
    "all_series",
    "are_declared",
    "crop_years",
    "events_of",
    "farmland_ha",
    "group_text",
    "indicators",
    "metres_of",
    "moment",
    "timeline",
    "unmeasured",
    "value_text",
    "years",
]
