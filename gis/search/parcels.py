"""Look parcels up by what is written of their reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.references import Reference

ID_LENGTH = 14


@dataclass(frozen=True)
class Found:
    """The rows of the parcels that a reference names.

    Attributes
    ----------
    exact : NDArray
        Rows of the parcels that bear the reference.
    begun : NDArray
        Rows of those whose reference begins with it.
    """

    exact: NDArray[np.intp]
    begun: NDArray[np.intp]


class ParcelNumbers:
    """The parcels of a commune by section and number.

    Parameters
    ----------
    ids : Index
        Identifiers of 14 characters; others are never found.
    """

    def __init__(self, ids: pd.Index) -> None:
        text = pd.Series(ids, dtype=str).reset_index(drop=True)
        table = pd.DataFrame(
            {
                "commune": text.str[:5],
                "prefix": text.str[5:8],
                "section": text.str[8:10].str.lstrip("0"),
                "number": pd.to_numeric(text.str[10:], errors="coerce"),
            },
        )
        good = (text.str.len() == ID_LENGTH) & table["number"].notna()
        ordered = table[good].sort_values(["section", "number"])
        self._sections = {str(name): rows for name, rows in ordered.groupby("section", sort=False)}

    def find(self, reference: Reference) -> Found:
        """Return the parcels that a reference names, in the order of their numbers."""
        none = np.array([], dtype=np.intp)
        rows = self._sections.get(reference.section)
        if rows is None:
            return Found(none, none)
        for column, wanted in (("commune", reference.insee), ("prefix", reference.prefix)):
            rows = rows[rows[column] == wanted] if wanted else rows
        if reference.number is None:
            return Found(none, rows.index.to_numpy())
        numbers = rows["number"].astype(int)
        exact = numbers == reference.number
        begun = numbers.astype(str).str.startswith(str(reference.number)) & ~exact
        return Found(rows.index[exact].to_numpy(), rows.index[begun].to_numpy())
