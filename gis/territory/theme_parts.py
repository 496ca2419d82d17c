"""What a theme is made of: its columns, the lines of its legend and of its popup, and their looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from gis.words import in_language, word, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

Hatch = Literal["", "diagonal", "back_diagonal", "cross", "dots", "horizontal", "vertical"]
ColumnKind = Literal["text", "flag", "number", "whole"]


@dataclass(frozen=True)
class Style:
    """How a feature is drawn, on the map, on paper and in the legend alike.

    Attributes
    ----------
    stroke, fill : str
        Hexadecimal colours; an empty fill draws no inside.
    weight : float
        Line width in pixels on screen; half as many points on paper.
    dash : str
        SVG dash pattern, empty for a full line.
    hatch : Hatch
        Pattern that tells the theme in black and white.
    icon : str
        Key of the symbol of a point.
    opacity : float
        Opacity of the fill, 0 to 1.
    """

    stroke: str
    fill: str = ""
    weight: float = 1.5
    dash: str = ""
    hatch: Hatch = ""
    icon: str = ""
    opacity: float = 0.45


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend: which features it speaks of, and how they look.

    An entry without a column speaks of every feature. A feature takes the first entry that speaks of it.

    Attributes
    ----------
    word : str
        Its words are those of `[legend.<word>]`.
    column, value : str
        The column, and the value that it must have; `true` and `false` for yes and no.
    low, high : float, optional
        Instead of a value: the least and the greatest number that the column may have.
    topic : str
        Where its words are; the theme to which it belongs says so.
    """

    word: str
    style: Style
    column: str = ""
    value: str = ""
    low: float | None = None
    high: float | None = None
    topic: str = ""

    @property
    def text(self) -> str:
        """The words of the entry in the language in use."""
        return word(f"{self.topic}.legend.{self.word}")

    @property
    def texts(self) -> dict[str, str]:
        """The words of the entry by language."""
        return words_of(f"{self.topic}.legend.{self.word}")

    def matches(self, frame: pd.DataFrame) -> NDArray[np.bool_]:
        """Return which features the entry speaks of; null values never match."""
        if not self.column:
            return np.ones(len(frame), dtype=bool)
        if self.column not in frame:
            return np.zeros(len(frame), dtype=bool)
        values = frame[self.column]
        if self.low is None and self.high is None:
            wanted = {"true": True, "false": False}.get(self.value, self.value)
            return values.astype(object).isin([wanted, self.value]).to_numpy(dtype=bool)
        import pandas as pd  # noqa: PLC0415 - slow to load, and a list of themes reads no feature

        numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
        low = -np.inf if self.low is None else self.low
        high = np.inf if self.high is None else self.high
        return (numbers >= low) & (numbers <= high)


@dataclass(frozen=True)
class PopupField:
    """One line of a popup: a column, its words, and the way to write its value.

    Attributes
    ----------
    column : str
        Column of the layer; `*` at the end stands for the language (`text_*` reads `text_fr`, `text_en` …).
    unit : str
        `m2`, `ha`, `m`, `km`, `number`, `year`, `date`, `url`, `yes_no`, `words` (keys of the theme's
        `values`, joined by `;`), or empty for text.
    topic : str
        Where its words are; the theme to which it belongs says so.
    """

    column: str
    unit: str = ""
    topic: str = ""

    @property
    def text(self) -> str:
        """The words of the field in the language in use."""
        return word(f"{self.topic}.popup.{self.column}", self.column)

    @property
    def texts(self) -> dict[str, str]:
        """The words of the field by language."""
        return words_of(f"{self.topic}.popup.{self.column}")

    def value_in(self, row: Mapping[str, Any]) -> Any:
        """Return the field's value in a row, in the language in use where it has both; None when unknown.

        `form_*` reads `form_en` in English, then `form_fr` or plain `form`, then any other language.
        """
        import pandas as pd  # noqa: PLC0415 - the same

        stem = self.column.removesuffix("_*")
        value = row.get(stem) if stem == self.column else in_language(row, stem, plain=stem)
        return None if pd.isna(value) or value == "" else value


@dataclass(frozen=True)
class Column:
    """One column of a layer; null where unknown.

    Attributes
    ----------
    kind : ColumnKind
        `text`, `flag` (yes or no), `number`, or `whole` number.
    required : bool
        The layer cannot be used without the column.
    codes : tuple[str, ...]
        The only values that it may have; none for any.
    open : bool
        Other values than `codes` are kept as they came; `check` lists them.
    low, high : float, optional
        Its least and its greatest value.
    pattern : str
        Regular expression that a whole text must match.
    shown : str
        What it accepts, in few signs, for messages to repeat.
    """

    kind: ColumnKind
    required: bool = False
    codes: tuple[str, ...] = ()
    open: bool = False
    low: float | None = None
    high: float | None = None
    pattern: str = ""
    shown: str = ""

    def accepts(self, values: pd.Series) -> NDArray[np.bool_]:
        """Return which known values of its kind it accepts, shape (values,)."""
        good = np.ones(len(values), dtype=bool)
        if self.codes and not self.open:
            good &= values.isin(self.codes).to_numpy(dtype=bool)
        if self.low is not None:
            good &= (values >= self.low).to_numpy(dtype=bool)
        if self.high is not None:
            good &= (values <= self.high).to_numpy(dtype=bool)
        if self.pattern:
            good &= values.astype(str).str.match(f"^(?:{self.pattern})$").to_numpy(dtype=bool)
        return good
