"""Roads, tracks, paths and steps of BD TOPO: what there is to walk or drive on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gis.sources.formats.wfs import hits
from gis.sources.frames import coded, column, numbers, texts
from gis.sources.services.bdtopo import (
    CREDIT,
    RHYTHM_DAYS,
    fetch_typename,
    finish,
    measured,
    query,
    rows_of,
)
from gis.sources.services.geoplateforme import ROADS
from gis.sources.source import Source

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from gis.sources.place import Place
    from gis.sources.source import Fetched, Fetcher

PATH_KINDS = {
    "Chemin": "farm_track",
    "Sentier": "path",
    "Escalier": "steps",
    "Route empierrée": "farm_track",
    "Route à 1 chaussée": "street",
    "Route à 2 chaussées": "road",
    "Rond-point": "road",
    "Bretelle": "road",
    "Type autoroutier": "motorway",
}
NATURES = {
    "Route à 1 chaussée": "single_carriageway",
    "Route à 2 chaussées": "dual_carriageway",
    "Rond-point": "roundabout",
    "Bretelle": "slip_road",
    "Type autoroutier": "motorway_type",
    "Route empierrée": "stony_road",
    "Chemin": "track",
    "Sentier": "footpath",
    "Escalier": "stairs",
}
"""Natures of the base, finer than the kinds that a walk needs."""
SURFACES = {
    "Route empierrée": "gravel",
    "Route à 1 chaussée": "asphalt",
    "Route à 2 chaussées": "asphalt",
    "Rond-point": "asphalt",
    "Bretelle": "asphalt",
    "Type autoroutier": "asphalt",
}
ACCESS = {
    "Libre": "open",
    "Passage difficile": "open",
    "Restreint aux ayants droit": "closed",
    "A péage": "no_foot",
}
NO_ROAD = "Bac ou liaison maritime"
SMALL = re.compile(r"(?<=[\s’'])(?:De|Des|Du|D|La|Le|Les|L|Au|Aux|Et|En|Sur)\b")
"""Words of a street's name that start small."""
YES = frozenset({"true", "1", "t", "oui"})


def fetch_paths(asker: Fetcher, place: Place) -> Fetched:
    """Bring roads, tracks, paths and steps."""
    return fetch_typename(asker, place, ROADS)


def estimate_paths(asker: Fetcher, place: Place) -> tuple[int | None, int | None]:
    """Return how many stretches of road and path the service has for the commune's box."""
    return hits(asker, query(place, ROADS)), None


def normalise_paths(fetched: Fetched, place: Place) -> gpd.GeoDataFrame:
    """Return what is there to walk or drive on: no fictive links, no ferries, nothing still planned."""
    rows = rows_of(fetched, place)
    state = texts(column(rows, "etat_de_l_objet"))
    nature = texts(column(rows, "nature"))
    real = ~_yes(column(rows, "fictif")) & state.isin(["", "En service"]) & (nature != NO_ROAD)
    rows = rows[real].reset_index(drop=True)
    nature = texts(column(rows, "nature"))
    filled = rows[[rows.geometry.name]].assign(
        kind=_kinds(rows, nature),
        nature=nature.map(lambda text: NATURES.get(text, text)),
        surface=nature.map(lambda text: SURFACES.get(text, "unknown")),
        access=_access(rows, nature),
        bridge=numbers(column(rows, "position_par_rapport_au_sol")).fillna(0),
        width_m=measured(column(rows, "largeur_de_chaussee")),
        lit=None,
        wheelchair=nature.map(lambda text: "no" if text == "Escalier" else "unknown"),
        traffic=_traffic(rows, nature),
    )
    left, right = texts(column(rows, "nom_voie_ban_gauche")), texts(column(rows, "nom_voie_ban_droite"))
    names = _calm(left.where(left != "", right))
    greenway = texts(column(rows, "cpx_toponyme_voie_verte"))
    return finish(filled, rows, fetched, names=names.where(names != "", greenway))


def _kinds(rows: gpd.GeoDataFrame, nature: pd.Series) -> pd.Series:
    kinds = coded(nature, PATH_KINDS, other="road")
    busy = numbers(column(rows, "importance")) <= 4  # noqa: PLR2004
    kinds = kinds.where(~((kinds == "street") & busy), "road")
    greenway = texts(column(rows, "nature_de_la_restriction")).eq("Voie verte")
    return kinds.where(~greenway, "path")


def _access(rows: gpd.GeoDataFrame, nature: pd.Series) -> pd.Series:
    access = texts(column(rows, "acces_pieton")).map(ACCESS)
    access = access.where(~_yes(column(rows, "prive")), "closed")
    return access.where(nature != "Type autoroutier", "no_foot")


def _traffic(rows: gpd.GeoDataFrame, nature: pd.Series) -> pd.Series:
    importance = numbers(column(rows, "importance"))
    traffic = importance.map(lambda rank: "high" if rank <= 4 else "low")  # noqa: PLR2004
    walked = nature.isin(["Chemin", "Sentier", "Escalier", "Route empierrée"])
    return traffic.where(importance.notna(), None).where(~walked, "none")


def _calm(names: pd.Series) -> pd.Series:
    """Return names of streets written all in capitals as people write them."""
    written = names.str.title().str.replace(SMALL, lambda found: found[0].lower(), regex=True)
    return names.where(~names.str.isupper(), written)


def _yes(values: pd.Series) -> pd.Series:
    return texts(values).str.lower().isin(YES)


SOURCES = (
    Source(
        "paths",
        "ign_wfs",
        fetch_paths,
        normalise_paths,
        CREDIT,
        RHYTHM_DAYS,
        "touch",
        estimate=estimate_paths,
    ),
)
