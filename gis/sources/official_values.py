"""What the codes and words of official files mean in the columns of a layer, as the services are read."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from gis.sources.frames import plain
from gis.sources.services import bdtopo, bdtopo_paths, cadastre, gbif, planning_codes, rpg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LIGHT: Mapping[str, str] = MappingProxyType(
    {"true": "light", "oui": "light", "t": "light", "false": "hard", "non": "hard", "f": "hard"}
)
"""Kind of building by what BD TOPO says of light construction."""
INPN_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "oiseaux": "bird",
        "mammiferes": "mammal",
        "amphibiens": "amphibian",
        "reptiles": "reptile",
        "insectes": "insect",
        "angiospermes": "plant",
        "gymnospermes": "plant",
        "fougeres": "plant",
        "mousses": "plant",
        "ascomycetes": "fungus",
        "basidiomycetes": "fungus",
        "lichens": "fungus",
    }
)
"""Group of the atlas by `group2_inpn` of TAXREF, https://inpn.mnhn.fr/programme/referentiel-taxonomique-taxref"""


@cache
def _tables() -> Mapping[tuple[str, str], Mapping[str, str]]:
    crops = rpg.shipped_crops()
    named = {
        ("buildings", "kind"): {**cadastre.BUILDING_KINDS, **LIGHT},
        ("farmland", "landcover"): {**rpg.LANDCOVER, **rpg.GROUP_LANDCOVER},
        ("farmland", "crop"): {text: code for code, name in crops.items() for text in (code, name)},
        ("woods", "kind"): bdtopo.WOOD_KINDS,
        ("paths", "kind"): bdtopo_paths.PATH_KINDS,
        ("paths", "surface"): dict.fromkeys(bdtopo_paths.PATH_KINDS, "unknown") | bdtopo_paths.SURFACES,
        ("paths", "access"): bdtopo_paths.ACCESS,
        ("species_records", "group"): {**gbif.GROUPS, **INPN_GROUPS},
    }
    return {place: {plain(key): value for key, value in table.items()} for place, table in named.items()}


def official_value(layer: str, column: str) -> Callable[[str], str] | None:
    """Return what turns a value of an official file into that of a column; nothing where none is known.

    A value whose meaning is not known stays as it is.

    Examples
    --------
    >>> official_value("woods", "kind")("Forêt fermée de conifères")
    'conifers'
    >>> official_value("urban_zones", "zone_type")("1AU")
    'AUc'
    """
    if (layer, column) == ("urban_zones", "zone_type"):
        return planning_codes.zone_type
    if (layer, column) == ("urban_prescriptions", "code_text"):
        return lambda code: planning_codes.listed_text("prescription", code)
    table = _tables().get((layer, column))
    return None if table is None else lambda text: table.get(plain(text), text)
