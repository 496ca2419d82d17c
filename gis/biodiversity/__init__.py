"""Plants and animals: the list, records, what must stay hidden.

Examples
--------
>>> import pandas as pd
>>> from gis.biodiversity import sensitive
>>> sensitive(pd.DataFrame({"scientific_name": ["Falco peregrinus", "Bellis perennis"]})).tolist()
[True, False]
"""

from __future__ import annotations

from gis.biodiversity.occurrences import cells, records_of, sureness
from gis.biodiversity.sensitivity import sensitive
from gis.biodiversity.species import Species, all_species
from gis.biodiversity.species_inventory import (
    group_text,
    inventory,
    notices,
    phenology,
    season_text,
    species_list,
)

__all__ = [
    "Species",
    "all_species",
    "cells",
    "group_text",
    "inventory",
    "notices",
    "phenology",
    "records_of",
    "season_text",
    "sensitive",
    "species_list",
    "sureness",
]
