"""The rows of a file held against a theme: values read generously, what does not fit listed with its mend."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from gis.imports.matching import columns_of
from gis.sources import numbers, plain, repaired, shape_ids, texts
from gis.territory import OUTSIDE_M
from gis.words import number, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.territory import Theme

YES = frozenset({"oui", "o", "yes", "y", "true", "vrai", "1", "x"})
NO = frozenset({"non", "n", "no", "false", "faux", "0"})


@dataclass(frozen=True)
class Misfit:
    """Something in a file that does not fit.

    Attributes
    ----------
    row : int
        Row of the file, from 1, headings not counted.
    column, value : str
        Where it stands and what stands there; empty for the geometry.
    left_out : bool
        The whole row is left out; otherwise the value only.
    """

    row: int
    column: str
    value: str
    reason: str
    mend: str
    left_out: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name."""
        return asdict(self)


def fitted(
    frame: gpd.GeoDataFrame, theme: Theme, mapping: Mapping[str, str], outline: BaseGeometry | None
) -> tuple[gpd.GeoDataFrame, list[Misfit]]:
    """Return the usable rows with the theme's columns, and everything that does not fit.

    Parameters
    ----------
    frame : GeoDataFrame
        EPSG:2154; its index counts the rows of the file.
    mapping : Mapping[str, str]
        Field of the file by column of the theme.
    outline : geometry or None
        The commune, EPSG:2154.
    """
    shapes, _ = repaired(frame.geometry.to_numpy(), theme.kind)
    wrong, misfits = _wrong_shapes(frame, shapes, theme, outline)
    table = pd.DataFrame(index=frame.index)
    for column in columns_of(theme):
        if column in mapping:
            table[column], listed = _values(frame[mapping[column]], column, theme)
            misfits += listed
    table["id"] = _ids(table, shapes, theme)
    double = table["id"].duplicated().to_numpy() & ~wrong
    misfits += [
        _misfit(row, "double", column="id", value=str(table["id"].loc[row])) for row in frame.index[double]
    ]
    rows = type(frame)(table, geometry=shapes, crs=frame.crs)[~(wrong | double)]
    return rows, sorted(misfits, key=lambda item: (item.row, item.column))


def _wrong_shapes(
    frame: gpd.GeoDataFrame, shapes: NDArray[np.object_], theme: Theme, outline: BaseGeometry | None
) -> tuple[NDArray[np.bool_], list[Misfit]]:
    given = frame.geometry.to_numpy()
    absent = shapely.is_missing(given) | shapely.is_empty(given)
    unfit = ~absent & (shapely.is_missing(shapes) | shapely.is_empty(shapes))
    far = np.zeros(len(frame), dtype=bool)
    if outline is not None and not theme.reaches_out:
        far = ~absent & ~unfit & ~shapely.dwithin(shapes, outline, OUTSIDE_M)
    misfits = [_misfit(row, "no_geometry") for row in frame.index[absent]]
    misfits += [_misfit(row, "wrong_geometry", kind=theme.kind) for row in frame.index[unfit]]
    misfits += [_misfit(row, "outside", metres=round(OUTSIDE_M)) for row in frame.index[far]]
    return absent | unfit | far, misfits


def _values(given: pd.Series, column: str, theme: Theme) -> tuple[pd.Series, list[Misfit]]:
    read = _read(given, column, theme)
    filled = texts(given).ne("").to_numpy()
    lost = filled & pd.isna(read).to_numpy()
    known = _known(column, theme)
    misfits = [
        _misfit(row, "value", column=column, value=str(given.loc[row])[:60], known=known, left_out=False)
        for row in given.index[lost]
    ]
    return read, misfits


def _read(given: pd.Series, column: str, theme: Theme) -> pd.Series:
    if column not in theme.columns:
        return texts(given)
    wanted = theme.columns[column]
    if wanted.kind == "flag":
        return given.map(_flag).astype("boolean")
    if wanted.kind == "whole":
        read: pd.Series = numbers(given).where(lambda value: value % 1 == 0).astype("Int64")
    elif wanted.kind == "number":
        read = numbers(given)
    else:
        codes = _codes(column, theme)
        read = texts(given).map(lambda text: codes.get(plain(text))) if codes else texts(given)
    filled = read.dropna()
    return read.where(read.index.isin(filled.index[wanted.accepts(filled)]))


def _flag(value: object) -> bool | None:
    text = plain(str(value)) if value is not None else ""
    return True if text in YES else False if text in NO else None


def _codes(column: str, theme: Theme) -> dict[str, str]:
    """Return the accepted values of a coded column by how people may write them, words included."""
    allowed = theme.columns[column].codes
    spoken = {plain(words): value for value in allowed for words in theme.value_texts(value).values()}
    return {**spoken, **{plain(value): value for value in allowed}}


def _known(column: str, theme: Theme) -> str:
    shown = theme.columns[column].shown if column in theme.columns else ""
    return shown or say("imports.any_value")


def _ids(table: pd.DataFrame, shapes: NDArray[np.object_], theme: Theme) -> pd.Series:
    made = pd.Series(shape_ids(shapes, f"{theme.key}-"), index=table.index, dtype=object)
    given = table["id"] if "id" in table else pd.Series([""] * len(table), index=table.index, dtype=object)
    return given.where(given != "", made)


def _misfit(
    row: int, key: str, *, column: str = "", value: str = "", left_out: bool = True, **words: object
) -> Misfit:
    reason = say(f"imports.{key}", column=column, value=value, **words)
    remedy = say(f"imports.{key}_mend", column=column, value=value, **words)
    return Misfit(int(row), column, value, reason, remedy, left_out)


def done_text(title: str, *, kept: int, rows: int) -> str:
    """Return how many rows of a file were put in place in a layer, in the language in use."""
    if kept == rows == 1:
        return say("imports.done_one", layer=title)
    return say("imports.done", layer=title, kept=number(kept), rows=number(rows))
