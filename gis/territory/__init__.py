"""A territory: the layers of one commune, in memory, indexed, read-only.

Examples
--------
>>> from gis.territory import Territory
>>> territory = Territory()
>>> print(territory.layer("slag_heaps").status)
generalised
>>> territory.get("urban_zones") is None  # nothing is known, which is not nothing there
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.files import DEFAULT_CODE, EMBEDDED, default_home, territory_folder
from gis.lazy import lazy
from gis.territory.arrondissements import (
    ARRONDISSEMENTS,
    arrondissement_named,
    cadastral_codes,
    every_code,
    is_arrondissement,
    whole_commune,
)
from gis.territory.coverage import (
    FRANCE,
    UNKNOWN_COVERAGE,
    Coverage,
    Voice,
    covered_area,
    department_of,
    silence,
    silent_services,
    without_silent,
)
from gis.territory.heaps import HEAPS, NO_RULE, HeapRule, closed_heaps, heap_rules
from gis.territory.kept_versions import named_files, versions
from gis.territory.layer_catalogue import catalogue
from gis.territory.memo import memoised
from gis.territory.problems import Problem
from gis.territory.shown_first import features_in, first_layers
from gis.territory.status import DRAWN, SUREST_FIRST, Status, least_sure
from gis.territory.store import (
    MANIFEST,
    STORE_VERSION,
    is_outdated,
    locked,
    read_layer,
    read_manifest,
    remove_layer,
    write_json,
    write_layer,
)
from gis.territory.territory import COMMUNE, INFO, Territory
from gis.territory.theme import Kind, Registry, Theme, registry
from gis.territory.theme_parts import Column, LegendEntry, PopupField, Style

if TYPE_CHECKING:
    from gis.territory.column_checks import COMMON_COLUMNS
    from gis.territory.elevation import Relief, Terrain
    from gis.territory.layer import Layer, margin_of
    from gis.territory.neighbourhood import known_ground
    from gis.territory.restore import restore_layer
    from gis.territory.validation import OUTSIDE_M
    from gis.territory.validators import checked, schema_of, schemas_of
else:
    __getattr__ = lazy(
        __name__,
        COMMON_COLUMNS="column_checks",
        OUTSIDE_M="validation",
        Layer="layer",
        Relief="elevation",
        Terrain="elevation",
        checked="validators",
        restore_layer="restore",
        known_ground="neighbourhood",
        margin_of="layer",
        schema_of="validators",
        schemas_of="validators",
    )

__all__ = [
    "ARRONDISSEMENTS",
    "COMMON_COLUMNS",
    "COMMUNE",
    "DEFAULT_CODE",
    "DRAWN",
    "EMBEDDED",
    "FRANCE",
    "HEAPS",
    "INFO",
    "MANIFEST",
    "NO_RULE",
    "OUTSIDE_M",
    "STORE_VERSION",
    "SUREST_FIRST",
    "UNKNOWN_COVERAGE",
    "Column",
    "Coverage",
    "HeapRule",
    "Kind",
    "Layer",
    "LegendEntry",
    "PopupField",
    "Problem",
    "Registry",
    "Relief",
    "Status",
    "Style",
    "Terrain",
    "Territory",
    "Theme",
    "Voice",
    "arrondissement_named",
    "cadastral_codes",
    "catalogue",
    "checked",
    "closed_heaps",
    "covered_area",
    "default_home",
    "department_of",
    "every_code",
    "features_in",
    "first_layers",
    "heap_rules",
    "is_arrondissement",
    "is_outdated",
    "known_ground",
    "least_sure",
    "locked",
    "margin_of",
    "memoised",
    "named_files",
    "read_layer",
    "read_manifest",
    "registry",
    "remove_layer",
    "restore_layer",
    "schema_of",
    "schemas_of",
    "silence",
    "silent_services",
    "territory_folder",
    "versions",
    "whole_commune",
    "without_silent",
    "write_json",
    "write_layer",
]
