"""A territory: the layers of one commune, in memory, indexed, read-only."""

from __future__ import annotations

from gis.territory.columns import COMMON_COLUMNS
from gis.territory.elevation import Relief, Terrain
from gis.territory.heaps import HEAPS, NO_RULE, HeapRule, closed_heaps, heap_rules
from gis.territory.layer import Layer
from gis.territory.layer_catalogue import catalogue
from gis.territory.memo import memoised
from gis.territory.problems import Problem
from gis.territory.store import (
    MANIFEST,
    locked,
    read_layer,
    read_manifest,
    remove_layer,
    write_json,
    write_layer,
)
from gis.territory.territory import (
    COMMUNE,
    DEFAULT_CODE,
    EMBEDDED,
    INFO,
    Territory,
    default_home,
    territory_folder,
)
from gis.territory.theme import STATUSES, Kind, Registry, Theme, registry
from gis.territory.theme_parts import Column, LegendEntry, PopupField, Style
from gis.territory.validation import OUTSIDE_M
from gis.territory.validators import checked, schema_of, schemas_of

__all__ = [
    "COMMON_COLUMNS",
    "COMMUNE",
    "DEFAULT_CODE",
    "EMBEDDED",
    "HEAPS",
    "INFO",
    "MANIFEST",
    "NO_RULE",
    "OUTSIDE_M",
    "STATUSES",
    "Column",
    "HeapRule",
    "Kind",
    "Layer",
    "LegendEntry",
    "PopupField",
    "Problem",
    "Registry",
    "Relief",
    "Style",
    "Terrain",
    "Territory",
    "Theme",
    "catalogue",
    "checked",
    "closed_heaps",
    "default_home",
    "heap_rules",
    "locked",
    "memoised",
    "read_layer",
    "read_manifest",
    "registry",
    "remove_layer",
    "schema_of",
    "schemas_of",
    "territory_folder",
    "write_json",
    "write_layer",
]
