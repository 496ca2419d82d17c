"""The values of a field as a column has them: codes turned, dates and areas written as everywhere."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from gis.imports.known_forms import field_named
from gis.sources import numbers, official_value, plain, texts
from gis.words import HECTARE_M2

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HECTARES = frozenset({"surfparc", "surfaceha", "superficieha", "surfha", "areaha"})
"""Fields that are in hectares, without case and underscores."""
DATES = frozenset({"source_date", "approved"})
DAY = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2}).*$")
WHOLE_ID = re.compile(r"[0-9AB]{5}[0-9]{3}[0-9A-Z]{2}[0-9]{4}")
"""Commune, prefix, section and number of a parcel."""
WITHOUT_DEPARTMENT = 12
"""Length of the same in EDIGEO, which leaves the department out."""
PARTS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"prefix": (5, 8), "section": (8, 10), "number": (10, 14)}
)
BINOMIAL = r"^([^\s\d]+(?:\s+(?:[x×]\s+)?[a-z][a-z\-]+){0,2})"
"""A scientific name without whoever gave it."""
RANKS = ("kingdom", "regne", "class", "classe", "order", "ordre", "group2_inpn", "iconic_taxon_name")
"""Fields that tell the group of a species, the narrowest last."""


def given_values(frame: pd.DataFrame, field: str, column: str, *, layer: str, code: str) -> pd.Series:
    """Return the values of a field for a column; what needs no turning is as the file has it.

    Parameters
    ----------
    layer : str
        Key of the theme.
    code : str
        INSEE code of the commune.
    """
    given = frame[field]
    if column in DATES:
        return texts(given).str.replace(DAY, r"\1-\2-\3", regex=True)
    if column.endswith("_m2") and plain(field) in HECTARES:
        return numbers(given) * HECTARE_M2
    special = _SPECIAL.get((layer, column))
    if special is not None:
        return special(frame, field, column, code)
    means = official_value(layer, column)
    return given if means is None else texts(given).map(means)


def _parcel_id(frame: pd.DataFrame, field: str, _column: str, code: str) -> pd.Series:
    ids = texts(frame[field]).str.upper().str.replace(r"\s", "", regex=True)
    short = ids.str.len() == WITHOUT_DEPARTMENT
    return ids.where(~short, code[:2] + ids)


def _parcel_part(frame: pd.DataFrame, field: str, column: str, code: str) -> pd.Series:
    whole = _parcel_id(frame, field, column, code)
    start, stop = PARTS[column]
    given = texts(frame[field]).str.upper()
    padded = given.where(given == "", given.str.zfill(stop - start))
    return whole.str[start:stop].where(whole.str.fullmatch(WHOLE_ID), padded)


def _prescription(frame: pd.DataFrame, field: str, _column: str, _code: str) -> pd.Series:
    code = texts(frame[field])
    below = field_named(["stypepsc"], map(str, frame.columns))
    sub = texts(frame[below]) if below else pd.Series("", index=frame.index, dtype=object)
    joined = code.str.zfill(2) + "-" + sub.str.zfill(2)
    # A code that is written with its sub-code is whole.
    return joined.where((code != "") & ~code.str.contains("-"), code)


def _prescription_text(frame: pd.DataFrame, field: str, column: str, code: str) -> pd.Series:
    means = official_value("urban_prescriptions", "code_text")
    given = _prescription(frame, field, column, code)
    known = given.map(means) if means is not None else given
    return known.where(known != "", texts(frame[field]))


def _scientific_name(frame: pd.DataFrame, field: str, _column: str, _code: str) -> pd.Series:
    given = texts(frame[field])
    wider = field_named(["scientificname", "nom_cite"], map(str, frame.columns))
    if wider:
        given = given.where(given != "", texts(frame[wider]))
    return given.str.extract(BINOMIAL, expand=False).fillna(given)


def _group(frame: pd.DataFrame, field: str, _column: str, _code: str) -> pd.Series:
    means = official_value("species_records", "group")
    names = list(map(str, frame.columns))
    ranks = [name for rank in RANKS if (name := field_named([rank], names))]
    found = pd.Series("", index=frame.index, dtype=object)
    for name in dict.fromkeys([*ranks, field]):
        given = texts(frame[name])
        told = given.map(means) if means is not None else given
        # A rank whose meaning is not known says nothing, unless it was asked for.
        found = told.where((told != given) | ((name == field) & (found == "")), found)
    return found


def _sensitive(frame: pd.DataFrame, field: str, _column: str, _code: str) -> pd.Series:
    given = texts(frame[field])
    # GeoNature writes levels: "Non sensible - Diffusion précise", "Sensible - Diffusion à la Commune", …
    level = given.str.lower()
    return given.mask(level.str.startswith("non "), "non").mask(level.str.startswith("sensible"), "oui")


def _bridge(frame: pd.DataFrame, field: str, _column: str, _code: str) -> pd.Series:
    # A ford is written in words: it is neither above nor below.
    return numbers(frame[field]).fillna(0)


_SPECIAL: Mapping[tuple[str, str], Callable[[pd.DataFrame, str, str, str], pd.Series]] = MappingProxyType(
    {
        ("parcels", "id"): _parcel_id,
        **{("parcels", part): _parcel_part for part in PARTS},
        ("urban_prescriptions", "code"): _prescription,
        ("urban_prescriptions", "code_text"): _prescription_text,
        ("species_records", "scientific_name"): _scientific_name,
        ("species_records", "group"): _group,
        ("species_records", "sensitive"): _sensitive,
        ("paths", "bridge"): _bridge,
    }
)
