"""Which field of a file is which column of a theme: suggestions by name, for people to confirm."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from gis.sources import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gis.territory import Theme

CERTAIN = 101.0
LIKELY = 86.0
"""Similarity (0 to 100) from which a field is suggested."""
SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("identifiant", "idu", "cleabs", "id_parcel", "gbifid", "uuid", "fid", "gid", "ident", "code"),
        "name": ("nom", "libelle", "toponyme", "intitule", "title"),
        "kind": ("type", "nature", "sorte", "categorie"),
        "width_m": ("largeur", "largeur_m", "width"),
        "length_m": ("longueur", "longueur_m", "length"),
        "area_m2": ("surface", "superficie", "surface_m2"),
        "area_ha": ("surface_ha", "superficie_ha"),
        "height_m": ("hauteur", "height"),
        "year": ("annee", "date", "millesime"),
        "planted_year": ("annee_plantation", "date_plantation", "plantation", "annee"),
        "organic_since": ("bio_depuis", "annee_bio", "conversion"),
        "species": ("essences", "especes", "espece", "essence"),
        "edible": ("comestible",),
        "surface": ("revetement", "sol"),
        "access": ("acces",),
        "manager": ("gestionnaire", "gestion", "proprietaire"),
        "trees": ("arbres", "nombre_arbres", "nb_arbres"),
        "produce": ("production", "fruits"),
        "crop": ("culture",),
        "text_fr": ("description", "texte", "commentaire"),
    }
)
KEPT_COMMON = ("id", "name", "source_date")


def columns_of(theme: Theme) -> list[str]:
    """Return the columns that a file may fill: the theme's own, its identifier, name and date."""
    return [*KEPT_COMMON, *(name for name in theme.columns if name not in KEPT_COMMON)]


def suggestions(fields: Iterable[str], theme: Theme) -> dict[str, str]:
    """Return the likely field of each column, no field twice; columns without a likely one are absent."""
    names = list(fields)
    scored = sorted(
        ((_likeness(column, field, theme), column, field) for column in columns_of(theme) for field in names),
        key=lambda item: -item[0],
    )
    found: dict[str, str] = {}
    for score, column, field in scored:
        if score >= LIKELY and column not in found and field not in found.values():
            found[column] = field
    return {column: found[column] for column in columns_of(theme) if column in found}


def _likeness(column: str, field: str, theme: Theme) -> float:
    if plain(column) == plain(field):
        return CERTAIN
    words = [column, *SYNONYMS.get(column, ())]
    words += [text for item in theme.popup if item.column == column for text in item.texts.values()]
    return max(_alike(plain(word), plain(field)) for word in words)


def _alike(word: str, field: str) -> float:
    if len(word) < 4 or len(field) < 4:  # noqa: PLR2004
        # Short names match by chance.
        return 100.0 if word == field else 0.0
    return float(fuzz.ratio(word, field))
