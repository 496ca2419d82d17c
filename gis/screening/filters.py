"""Conditions on screened parcels, written as people say them: `area>=2000`, `heritage=not_concerned`."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gis.errors import InputError
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pandas as pd
    from numpy.typing import NDArray

OWN = {"area": "gis_area_m2", "contenance": "contenance_m2"}
"""What may be asked of the parcel itself."""
MEASURES = {
    "verdict": "verdict",
    "area": "area_m2",
    "share": "share_pct",
    "length": "length_m",
    "count": "count",
    "nearest": "nearest_m",
}
"""What may be asked of a theme, `heritage.share>=50`; without one, a number asks how far the nearest is."""
VERDICTS = ("concerned", "not_concerned", "no_data")
_COMPARE = {
    ">=": operator.ge,
    "<=": operator.le,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_CONDITION = re.compile(
    r"\s*(?P<name>\w+)(?:\.(?P<measure>\w+))?\s*(?P<sign>>=|<=|!=|==|=|>|<)\s*(?P<value>[\w.,+-]+)\s*"
)


@dataclass(frozen=True)
class Condition:
    """One condition.

    Attributes
    ----------
    column : str
        Column of a screening.
    sign : str
        One of `>=`, `<=`, `!=`, `>`, `<`, `=`.
    value : float or str
        A number in m², m or per cent, or a verdict.
    """

    column: str
    sign: str
    value: float | str

    def keep(self, table: pd.DataFrame) -> NDArray[np.bool_]:
        """Return which rows fulfil it; what is unknown never does, save `no_data` where that is asked."""
        values = table[self.column].to_numpy()
        if isinstance(self.value, str):
            return np.asarray(_COMPARE[self.sign](values, self.value), dtype=bool)
        numbers = values.astype(float)
        return np.asarray(_COMPARE[self.sign](numbers, self.value) & ~np.isnan(numbers), dtype=bool)


def parse_condition(text: str, themes: Collection[str]) -> Condition:
    """Read a condition.

    Parameters
    ----------
    text : str
        `area>=2000`, `heritage=not_concerned`, `green_belt<=300`, `farmland.share>50`.
    themes : collection of str
        The themes that may be named.

    Raises
    ------
    InputError
        When it is not one; the message says what may be written.
    """
    found = _CONDITION.fullmatch(text)
    if found is None:
        msg = say("screening.condition_form", text=text[:60])
        raise InputError(msg)
    name, measure, value = found["name"], found["measure"], found["value"]
    sign = "=" if found["sign"] == "==" else found["sign"]
    column = _column(name, measure, value, themes)
    if column.endswith("_verdict"):
        if sign not in {"=", "!="} or value not in VERDICTS:
            msg = say("screening.condition_verdict", text=text[:60], verdicts=", ".join(VERDICTS))
            raise InputError(msg)
        return Condition(column, sign, value)
    return Condition(column, sign, _number(value, text))


def matching(table: pd.DataFrame, conditions: Sequence[Condition]) -> NDArray[np.bool_]:
    """Return which rows of a screening fulfil every condition.

    Raises
    ------
    InputError
        When a theme has no such measure, such as the area of a line.
    """
    keep = np.ones(len(table), bool)
    for condition in conditions:
        if condition.column not in table:
            msg = say("screening.condition_measure", column=condition.column)
            raise InputError(msg)
        keep &= condition.keep(table)
    return keep


def _column(name: str, measure: str | None, value: str, themes: Collection[str]) -> str:
    if name in OWN and measure is None:
        return OWN[name]
    if name not in themes:
        known = ", ".join([*OWN, *themes])
        msg = say("screening.condition_name", name=name, known=known)
        raise InputError(msg)
    chosen = measure or ("nearest" if value[0].isdigit() else "verdict")
    if chosen not in MEASURES:
        msg = say("screening.condition_name", name=f"{name}.{chosen}", known=", ".join(MEASURES))
        raise InputError(msg)
    return f"{name}_{MEASURES[chosen]}"


def _number(value: str, text: str) -> float:
    try:
        return float(value.replace(",", "."))
    except ValueError as error:
        msg = say("screening.condition_form", text=text[:60])
        raise InputError(msg) from error
