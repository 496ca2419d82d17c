"""What the poster of a trajectory lays out, as plain data: texts and drawings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gis.export.indicators import indicator_text
from gis.export.paper import legend_data, qr_code, series_picture, series_sample
from gis.export.poster.poster_map import poster_map
from gis.indicators import all_series, indicators, timeline, years
from gis.territory import DRAWN
from gis.words import say

if TYPE_CHECKING:
    from gis.indicators import Event, Indicator, Moment
    from gis.territory import Territory

CHART_MM = (80.0, 27.5)
CHARTS = ("organic_share", "swallow_hirundo_rustica", "lighting_use")
FIGURES = (
    "farmland_share",
    "organic_share",
    "green_belt_length",
    "heaps_open_area",
    "food_archipelago_area",
    "unesco_property_share",
)
"""Figures told on it; of one that is told for single years, the last."""


def poster_data(territory: Territory, shown: Moment, *, link: str = "") -> dict[str, Any]:
    """Return what the poster lays out, in the language in use; its map shows one year."""
    span = years(territory)
    picture, legend = poster_map(territory, shown)
    return {
        "title": say("poster.title", name=territory.name),
        "span": say("poster.span", first=span[0], last=span[-1]),
        "qr": qr_code(link),
        "map": {"title": say("poster.map", year=shown.year), "picture": picture.data},
        "legend": legend_data(legend),
        "charts": _charts(territory),
        "figures": _figures(territory),
        "timeline": {
            "title": say("poster.timeline"),
            "events": [_event(event) for event in timeline(territory)],
            "none": say("poster.no_events"),
        },
    }


def _charts(territory: Territory) -> dict[str, Any]:
    told = {series.key: series for series in all_series(territory)}
    width, height = CHART_MM
    return {
        "drawn": [
            {
                "title": told[key].title,
                "picture": series_picture(told[key], width=width, height=height).data,
            }
            for key in CHARTS
            if key in told
        ],
        "lines": [
            {"text": say(f"poster.{kind}"), "swatch": series_sample(kind)}
            for kind in ("published", "measured")
        ],
        "gap": say("poster.gap"),
    }


def _figures(territory: Territory) -> dict[str, Any]:
    # The years of one figure come in their order, so that the last one stays.
    found = {re.sub(r"_\d{4}$", "", item.key): item for item in indicators(territory)}
    shown = [found[key] for key in FIGURES if key in found]
    return {
        "title": say("poster.figures"),
        "items": [_figure(item) for item in shown],
        "drawn": say("poster.drawn") if any(item.status in DRAWN for item in shown) else "",
    }


def _figure(item: Indicator) -> dict[str, str]:
    told = indicator_text(item)
    return {
        "title": told.title,
        "both": say("poster.both", published=told.published, measured=told.measured),
        "verdict": told.short_verdict,
    }


def _event(event: Event) -> dict[str, str]:
    return {
        "when": event.when,
        "title": f"{event.title} – {event.place}" if event.place else event.title,
        "chapter": event.chapter_text.lower(),
    }
