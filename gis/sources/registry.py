"""Which service fills which layer; where several can, in the order in which they are asked."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from gis.sources.services import (
    admin,
    bdtopo,
    cadastre,
    gbif,
    georisques,
    mbm,
    mbm_heaps,
    mbm_property,
    organic,
    osm,
    overpass,
    planning,
    protected,
    rpg,
)
from gis.sources.source import LICENCE_OUVERTE, Credit, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

YEAR = 365
RPG_CREDIT = Credit("RPG, ASP / IGN / MASA", LICENCE_OUVERTE)

_ALL = (
    Source("commune", "ign_wfs", admin.fetch_commune, admin.normalise_commune, admin.CREDIT, YEAR, "keep"),
    Source(
        "commune",
        "geo_api",
        admin.fetch_commune_from_api,
        admin.normalise_commune,
        admin.CREDIT_API,
        YEAR,
        "keep",
    ),
    Source(
        "neighbours",
        "ign_wfs",
        admin.fetch_neighbours,
        admin.normalise_neighbours,
        admin.CREDIT,
        YEAR,
        "keep",
    ),
    Source(
        "parcels",
        "cadastre",
        cadastre.fetch_parcels,
        cadastre.normalise_parcels,
        cadastre.CREDIT,
        cadastre.RHYTHM_DAYS,
        "touch",
        50.0,
        cadastre.estimate_parcels,
    ),
    Source(
        "buildings",
        "cadastre",
        cadastre.fetch_buildings,
        cadastre.normalise_buildings,
        cadastre.CREDIT,
        cadastre.RHYTHM_DAYS,
        "touch",
        0.0,
        cadastre.estimate_buildings,
    ),
    Source("farmland", "ign_wfs", rpg.fetch, rpg.normalise, RPG_CREDIT, YEAR, estimate=rpg.estimate),
    Source(
        "organic_farmland",
        "organic",
        organic.fetch,
        organic.normalise,
        organic.CREDIT,
        YEAR,
        estimate=organic.estimate,
    ),
    Source(
        "hedges",
        "ign_wfs",
        bdtopo.fetch_hedges,
        bdtopo.normalise_hedges,
        bdtopo.CREDIT_HEDGES,
        bdtopo.RHYTHM_DAYS,
        estimate=bdtopo.estimate_hedges,
    ),
    Source(
        "woods",
        "ign_wfs",
        bdtopo.fetch_woods,
        bdtopo.normalise_woods,
        bdtopo.CREDIT,
        bdtopo.RHYTHM_DAYS,
        estimate=bdtopo.estimate_woods,
    ),
    Source(
        "paths",
        "ign_wfs",
        bdtopo.fetch_paths,
        bdtopo.normalise_paths,
        bdtopo.CREDIT,
        bdtopo.RHYTHM_DAYS,
        "touch",
        bdtopo.AROUND_M,
        bdtopo.estimate_paths,
    ),
    Source(
        "protected_areas",
        "ign_wfs",
        protected.fetch,
        protected.normalise,
        protected.CREDIT,
        protected.RHYTHM_DAYS,
    ),
    Source(
        "urban_zones",
        "planning",
        planning.fetch_zones,
        planning.normalise_zones,
        planning.CREDIT,
        planning.RHYTHM_DAYS,
    ),
    Source(
        "urban_prescriptions",
        "planning",
        planning.fetch_prescriptions,
        planning.normalise_prescriptions,
        planning.CREDIT,
        planning.RHYTHM_DAYS,
    ),
    Source("slag_heaps", "mbm_wfs", mbm.fetch_heaps, mbm_heaps.normalise_heaps, mbm.CREDIT, YEAR, "touch"),
    Source(
        "mining_estates",
        "mbm_wfs",
        mbm.fetch_estates,
        mbm_heaps.normalise_estates,
        mbm.CREDIT,
        YEAR,
        "touch",
    ),
    Source(
        "mining_railways",
        "mbm_wfs",
        mbm.fetch_railways,
        mbm.normalise_railways,
        mbm.CREDIT,
        YEAR,
        "touch",
    ),
    Source(
        "open_farmland",
        "mbm_wfs",
        mbm.fetch_open_farmland,
        mbm.normalise_open_farmland,
        mbm.CREDIT,
        YEAR,
        "touch",
    ),
    Source(
        "heritage",
        "mbm_archive",
        mbm.fetch_property,
        mbm_property.normalise_heritage,
        mbm.CREDIT,
        YEAR,
    ),
    Source(
        "mining_buildings",
        "mbm_archive",
        mbm.fetch_property,
        mbm_property.normalise_buildings,
        mbm.CREDIT,
        YEAR,
        "touch",
    ),
    Source("mine_shafts", "mbm_shafts", mbm.fetch_shafts, mbm_property.normalise_shafts, mbm.CREDIT, YEAR),
    Source(
        "mining_plan",
        "georisques_wfs",
        georisques.fetch_plan,
        georisques.normalise_plan,
        georisques.CREDIT,
        georisques.RHYTHM_DAYS,
    ),
    Source(
        "cavities",
        "georisques",
        georisques.fetch_cavities,
        georisques.normalise_cavities,
        georisques.CREDIT,
        georisques.RHYTHM_DAYS,
    ),
    Source(
        "ground_movements",
        "georisques",
        georisques.fetch_movements,
        georisques.normalise_movements,
        georisques.CREDIT,
        georisques.RHYTHM_DAYS,
    ),
    Source(
        "species_records",
        "gbif",
        gbif.fetch,
        gbif.normalise,
        gbif.CREDIT,
        gbif.RHYTHM_DAYS,
        "keep",
        estimate=gbif.estimate,
        empty_means_unknown=True,
    ),
    *(
        Source(
            layer,
            "osm",
            overpass.fetch,
            normalise,
            overpass.CREDIT,
            overpass.RHYTHM_DAYS,
            empty_means_unknown=True,
            fills_gap=fills_gap,
        )
        for layer, normalise, fills_gap in (
            ("osm_paths", osm.normalise_paths, False),
            ("osm_hedges", osm.normalise_hedges, False),
            ("osm_gardens", osm.normalise_gardens, False),
            ("osm_trees", osm.normalise_trees, False),
            ("osm_amenities", osm.normalise_amenities, False),
            ("nourishing_gardens", osm.normalise_gardens, True),
            ("green_belt", osm.normalise_belt, True),
        )
    ),
)


def _by_layer() -> Mapping[str, tuple[Source, ...]]:
    grouped: dict[str, tuple[Source, ...]] = {}
    for source in _ALL:
        grouped[source.layer] = (*grouped.get(source.layer, ()), source)
    return MappingProxyType(grouped)


SOURCES = _by_layer()
"""The sources of each layer, first choice first; the commune comes first, as all others need its outline."""
