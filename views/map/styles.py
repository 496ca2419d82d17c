"""How the browser shall draw each layer: the style of its theme as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from views.http.features import features_url
from views.map.start import least_zoom

if TYPE_CHECKING:
    from gis.territory import LegendEntry, Territory, Theme

CHANGES_IN = {"slag_heaps": "greened_year"}
"""Layers whose features always stand, and change their look in the year of that column."""


def layer_options(territory: Territory, theme: Theme) -> dict[str, Any]:
    """Return what the browser must know to fetch, draw and filter a layer; no words."""
    return {
        "url": features_url(territory, theme.key),
        "kind": theme.kind,
        "order": theme.order,
        "minZoom": least_zoom(territory, theme),
        "since": "" if theme.key in CHANGES_IN else theme.since,
        "until": theme.until,
        "changes": CHANGES_IN.get(theme.key, ""),
        "looks": [_look(entry) for entry in theme.legend],
    }


def _look(entry: LegendEntry) -> dict[str, Any]:
    return {
        "column": entry.column,
        "value": entry.value,
        "low": entry.low,
        "high": entry.high,
        "style": asdict(entry.style),
    }
