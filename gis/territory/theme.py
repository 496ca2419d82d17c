"""What a theme is: the words, the columns and the look of one layer, as plain data.

The themes themselves live in the package named by `THEMES_PACKAGE`; the engine learns them at run time
only, so that it depends on none of them.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from gis.errors import LayerMissingError
from gis.words import LANGUAGES, language, pick, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray
    from pandera.pandas import DataFrameSchema

THEMES_PACKAGE = "layers"

Kind = Literal["polygon", "line", "point", "mixed"]
Hatch = Literal["", "diagonal", "back_diagonal", "cross", "dots", "horizontal", "vertical"]


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
    column, value : str
        The column, and the value that it must have; `true` and `false` for yes and no.
    low, high : float, optional
        Instead of a value: the least and the greatest number that the column may have.
    """

    fr: str
    en: str
    style: Style
    column: str = ""
    value: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def text(self) -> str:
        """The words of the entry in the language in use."""
        return pick(self.fr, self.en)

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
        Column of the layer; `*` at the end stands for the language (`text_*` reads `text_fr` or `text_en`).
    unit : str
        `m2`, `ha`, `m`, `km`, `number`, `year`, `date`, `url`, `yes_no`, `words` (keys of the theme's
        `values`, joined by `;`), or empty for text.
    """

    column: str
    fr: str
    en: str
    unit: str = ""

    @property
    def text(self) -> str:
        """The words of the field in the language in use."""
        return pick(self.fr, self.en)

    def value_in(self, row: Mapping[str, Any]) -> Any:
        """Return the field's value in a row, in the language in use where it has both; None when unknown.

        `form_*` reads `form_fr` or `form_en`, then plain `form`, then the other language.
        """
        stem = self.column.removesuffix("_*")
        languages = sorted(LANGUAGES, key=lambda code: code != language())
        own, other = (f"{stem}_{code}" for code in languages)
        names = [self.column] if stem == self.column else [own, stem, other]
        values = (row.get(name) for name in names)
        return next((value for value in values if not (pd.isna(value) or value == "")), None)


@dataclass(frozen=True)
class Theme:
    """One layer of the atlas.

    Attributes
    ----------
    key : str
        Name of the layer in files, addresses and the command line.
    group : str
        Key of the group under which the map lists it (`groups.<group>` in the catalogue of words).
    kind : Kind
        What its geometries are, multi-part or not.
    schema : DataFrameSchema
        Its own columns, beside those that every layer has.
    mission : bool
        One of the five themes that the map shows from the start.
    dossier : bool
        A parcel is held against it.
    since, until : str
        Columns of the year from which, and until which, a feature stands; empty when it always does.
    reaches_out : bool
        Its features may lie outside the commune.
    min_zoom : int
        Zoom of the web map from which it is drawn.
    order : int
        Place in the stack: higher is drawn on top.
    values : Mapping[str, tuple[str, str]]
        Words, French then English, for coded values of its columns.
    """

    key: str
    group: str
    kind: Kind
    title_fr: str
    title_en: str
    about_fr: str
    about_en: str
    schema: DataFrameSchema
    legend: tuple[LegendEntry, ...]
    popup: tuple[PopupField, ...] = ()
    mission: bool = False
    dossier: bool = True
    since: str = ""
    until: str = ""
    reaches_out: bool = False
    min_zoom: int = 0
    order: int = 0
    values: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The name of the theme in the language in use."""
        return pick(self.title_fr, self.title_en)

    @property
    def about(self) -> str:
        """What the theme shows, in one or two sentences, in the language in use."""
        return pick(self.about_fr, self.about_en)

    def value_text(self, value: str) -> str:
        """Return the words of a coded value, or of several joined by `;`; a value without words as it is."""
        parts = value.split(";") if value not in self.values else [value]
        return ", ".join(pick(*self.values[part]) if part in self.values else part for part in parts)

    def legend_of(self, frame: pd.DataFrame) -> NDArray[np.int_]:
        """Return, for each feature, the place of its legend entry; -1 where none speaks of it."""
        found = np.full(len(frame), -1)
        for place, entry in enumerate(self.legend):
            found[(found == -1) & entry.matches(frame)] = place
        return found


class Registry:
    """The themes that the atlas knows, in the order in which they are listed."""

    def __init__(self, themes: tuple[Theme, ...]) -> None:
        self._themes = {theme.key: theme for theme in themes}

    def __iter__(self) -> Iterator[Theme]:
        return iter(self._themes.values())

    def __contains__(self, key: object) -> bool:
        return key in self._themes

    def __len__(self) -> int:
        return len(self._themes)

    def __getitem__(self, key: str) -> Theme:
        """Return a theme by its key.

        Raises
        ------
        LayerMissingError
            When no theme has that key; the message names the ones that exist.
        """
        if key not in self._themes:
            msg = say("errors.layer_unknown", layer=key, known=", ".join(self._themes))
            raise LayerMissingError(msg)
        return self._themes[key]


@cache
def registry() -> Registry:
    """Return the installed themes."""
    return Registry(importlib.import_module(THEMES_PACKAGE).THEMES)
