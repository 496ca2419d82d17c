"""Parcels of a file held against what a cadastre is: their commune, their number, their fiscal area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from gis.imports.form_values import PARTS, WHOLE_ID
from gis.imports.misfit import misfit
from gis.territory import cadastral_codes
from gis.words import area

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.imports.misfit import Misfit

LAYER = "parcels"
MOST_OFF = 0.10
"""Share of the fiscal area by which a drawn one may be off."""
LEAST_OFF_M2 = 10.0
"""Difference that is never told: small parcels are drawn roughly."""
SHOWN_ID = "62041000AB0123"


def parcel_ids(table: pd.DataFrame, code: str) -> pd.Series:
    """Return the 14 characters put together from the parts; empty where one is not known."""
    if not set(PARTS) <= set(table):
        return pd.Series("", index=table.index, dtype=object)
    made = pd.Series(code, index=table.index, dtype=object)
    for part, (start, stop) in PARTS.items():
        made = made + table[part].fillna("").astype(str).str.zfill(stop - start)
    known = table[list(PARTS)].fillna("").astype(bool).all(axis=1)
    return made.where(known & made.str.fullmatch(WHOLE_ID), "")


def parcel_misfits(
    table: pd.DataFrame, shapes: NDArray[np.object_], code: str
) -> tuple[NDArray[np.bool_], list[Misfit]]:
    """Return which parcels are another commune's, and what to know of the parcels.

    Parameters
    ----------
    table : DataFrame
        With `id` and the columns of the theme, as far as they are known.
    shapes : array of geometry
        In the territory's legal system.
    code : str
        INSEE code of the commune.
    """
    ids = table["id"].astype(str)
    whole = ids.str.fullmatch(WHOLE_ID).to_numpy(dtype=bool)
    ours = ids.str.startswith(cadastral_codes(code)).to_numpy(dtype=bool)
    foreign = whole & ~ours
    told = [
        misfit(row, "foreign", column="id", value=ids[row], insee=ids[row][:5])
        for row in table.index[foreign]
    ]
    numbered = table["number"].notna().to_numpy() if "number" in table else np.ones(len(table), dtype=bool)
    told += [
        misfit(row, "value", column="id", value=ids[row][:60], known=SHOWN_ID, left_out=False)
        for row in table.index[~whole & numbered]
    ]
    return foreign, told + _areas_off(table[~foreign], shapes[~foreign])


def _areas_off(table: pd.DataFrame, shapes: NDArray[np.object_]) -> list[Misfit]:
    if "contenance_m2" not in table:
        return []
    fiscal = table["contenance_m2"].to_numpy(dtype=float, na_value=np.nan)
    drawn = shapely.area(shapes)
    off = np.abs(drawn - fiscal)
    # What is not known compares as false; 0 is written where nothing is known.
    wrong = (fiscal > 0) & (drawn > 0) & (off > LEAST_OFF_M2) & (off > MOST_OFF * fiscal)
    return [
        misfit(
            row, "area_off", column="contenance_m2", value=area(stated), left_out=False, drawn=area(measured)
        )
        for row, stated, measured in zip(table.index[wrong], fiscal[wrong], drawn[wrong], strict=True)
    ]
