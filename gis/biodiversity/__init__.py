"""Plants and animals: the list, records, what must stay hidden."""

from __future__ import annotations

from gis.biodiversity.inventory import group_text, season_text, species_list
from gis.biodiversity.occurrences import cells, records_of, sureness
from gis.biodiversity.sensitivity import sensitive
from gis.biodiversity.species import Species

__all__ = [
    "Species",
    "cells",
    "group_text",
    "records_of",
    "season_text",
    "sensitive",
    "species_list",
    "sureness",
]
