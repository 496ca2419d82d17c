"""The rows of a file held against a theme: values read generously, what does not fit listed with its mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from gis.imports.form_values import given_values
from gis.imports.known_forms import field_named
from gis.imports.matching import columns_of
from gis.imports.misfit import misfit
from gis.imports.parcel_checks import LAYER as PARCELS
from gis.imports.parcel_checks import parcel_ids, parcel_misfits
from gis.imports.record_rows import LAYER as RECORDS
from gis.sources import numbers, plain, repaired, shape_ids, texts, years
from gis.territory import OUTSIDE_M
from gis.words import number, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.imports.known_forms import KnownForm
    from gis.imports.misfit import Misfit
    from gis.territory import Theme

YES = frozenset({"oui", "o", "yes", "y", "true", "vrai", "1", "x"})
NO = frozenset({"non", "n", "no", "false", "faux", "0"})


FARTHEST_M = 1e8
"""No place on Earth lies that far from where a legal system begins."""
LARGEST = 2.0**53
"""Whole numbers beyond it are not told apart."""


def fitted(
    frame: gpd.GeoDataFrame,
    theme: Theme,
    mapping: Mapping[str, str],
    outline: BaseGeometry | None,
    *,
    code: str = "",
    form: KnownForm | None = None,
) -> tuple[gpd.GeoDataFrame, list[Misfit]]:
    """Return the usable rows with the theme's columns, and everything that does not fit.

    Parameters
    ----------
    frame : GeoDataFrame
        In the territory's legal system; its index counts the rows of the file.
    mapping : Mapping[str, str]
        Field of the file by column of the theme.
    outline : geometry or None
        The commune, in metres.
    code : str
        INSEE code of the commune.
    form : KnownForm, optional
        The published form of the file.
    """
    shapes, broken = repaired(frame.geometry.to_numpy(), theme.kind)
    wrong, misfits = _wrong_shapes(frame, shapes, theme, outline)
    table, listed = _table(frame, theme, mapping, code)
    misfits += listed
    table["id"] = _ids(table, shapes, theme, code)
    aside = _no_features(frame, form)
    wrong |= aside
    if theme.key == PARCELS:
        foreign, listed = parcel_misfits(table[~wrong], shapes[~wrong], code)
        wrong[~wrong] = foreign
        misfits += listed
    double = table["id"].where(~wrong).duplicated().to_numpy() & ~wrong
    misfits += [
        misfit(row, "double", column="id", value=str(table["id"].loc[row])) for row in frame.index[double]
    ]
    misfits += [misfit(row, "repaired", left_out=False) for row in frame.index[broken & ~wrong & ~double]]
    gone = set(frame.index[aside])
    misfits = [item for item in misfits if item.row not in gone]
    misfits += [misfit(row, "no_feature") for row in frame.index[aside]]
    rows = type(frame)(table, geometry=shapes, crs=frame.crs)[~(wrong | double)]
    return rows, sorted(misfits, key=lambda item: (item.row, item.column))


def _table(
    frame: gpd.GeoDataFrame, theme: Theme, mapping: Mapping[str, str], code: str
) -> tuple[pd.DataFrame, list[Misfit]]:
    table, misfits = pd.DataFrame(index=frame.index), []
    for column in columns_of(theme):
        if column in mapping:
            field = mapping[column]
            given = given_values(frame, field, column, layer=theme.key, code=code)
            table[column], listed = _values(given, frame[field], column, theme)
            misfits += listed
    return table, misfits


def _no_features(frame: gpd.GeoDataFrame, form: KnownForm | None) -> NDArray[np.bool_]:
    """Return which rows of a published form are no feature of the theme, such as a road that is planned."""
    aside = np.zeros(len(frame), dtype=bool)
    for wanted, values in (form.leave if form is not None else {}).items():
        field = field_named([wanted], map(str, frame.columns))
        if field:
            aside |= (
                texts(frame[field]).map(plain).isin([plain(value) for value in values]).to_numpy(dtype=bool)
            )
    return aside


def _wrong_shapes(
    frame: gpd.GeoDataFrame, shapes: NDArray[np.object_], theme: Theme, outline: BaseGeometry | None
) -> tuple[NDArray[np.bool_], list[Misfit]]:
    given = frame.geometry.to_numpy()
    absent = shapely.is_missing(given) | shapely.is_empty(given)
    unfit = ~absent & (shapely.is_missing(shapes) | shapely.is_empty(shapes))
    far = ~absent & ~unfit & (np.abs(shapely.bounds(shapes)) > FARTHEST_M).any(axis=1)
    if outline is not None and not theme.reaches_out:
        somewhere = shapes.copy()
        somewhere[far] = None
        far |= ~absent & ~unfit & ~shapely.dwithin(somewhere, outline, OUTSIDE_M)
    misfits = [misfit(row, "no_geometry") for row in frame.index[absent]]
    misfits += [misfit(row, "wrong_geometry", kind=theme.kind) for row in frame.index[unfit]]
    misfits += [misfit(row, "outside", metres=round(OUTSIDE_M)) for row in frame.index[far]]
    return absent | unfit | far, misfits


def _values(
    given: pd.Series, written: pd.Series, column: str, theme: Theme
) -> tuple[pd.Series, list[Misfit]]:
    read = _read(given, column, theme)
    filled = texts(written).ne("").to_numpy()
    lost = filled & pd.isna(read).to_numpy()
    known = _known(column, theme)
    misfits = [
        misfit(row, "value", column=column, value=str(written.loc[row])[:60], known=known, left_out=False)
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
        read: pd.Series = years(given) if wanted.high is not None else _wholes(given)
    elif wanted.kind == "number":
        read = numbers(given)
    else:
        codes = _codes(column, theme)
        read = texts(given).map(lambda text: codes.get(plain(text))) if codes else texts(given)
    filled = read.dropna()
    return read.where(read.index.isin(filled.index[wanted.accepts(filled)]))


def _wholes(given: pd.Series) -> pd.Series:
    read = numbers(given)
    return read.where((read % 1 == 0) & (read.abs() < LARGEST)).astype("Int64")


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


def _ids(table: pd.DataFrame, shapes: NDArray[np.object_], theme: Theme, code: str) -> pd.Series:
    made = pd.Series(shape_ids(shapes, f"{theme.key}-"), index=table.index, dtype=object)
    if theme.key == PARCELS:
        parts = parcel_ids(table, code)
        made = made.where(parts == "", parts)
    elif theme.key == RECORDS:
        # Many species are seen in one place.
        again = made.groupby(made).cumcount()
        made = made.where(again == 0, made + "-" + (again + 1).astype(str))
    given = table["id"] if "id" in table else pd.Series([""] * len(table), index=table.index, dtype=object)
    return given.where(given != "", made)


def done_text(title: str, *, kept: int, rows: int) -> str:
    """Return how many rows of a file were put in place in a layer, in the language in use."""
    if kept == rows == 1:
        return say("imports.done_one", layer=title)
    return say("imports.done", layer=title, kept=number(kept), rows=number(rows))
