"""What a theme is: the columns and the look of one layer, as plain data, and where its words are.

Its words are those of `words/<key>.toml` in the themes' package: `[title]` and `[about]`, a `[legend.<word>]`
for each entry, a `[popup.<column>]` for each field, a `[values.<code>]` for each coded value.

The themes themselves live in the package named by `THEMES_PACKAGE`; the engine learns them at run time
only, so that it depends on none of them.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from gis.errors import LayerMissingError
from gis.words import LANGUAGES, catalogue, say, word, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from gis.territory.theme_parts import Column, LegendEntry, PopupField


THEMES_PACKAGE = "layers"

Kind = Literal["polygon", "line", "point", "mixed"]


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
    columns : Mapping[str, Column]
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
    shared : tuple[str, ...]
        Topics beside its own whose `values` its columns may hold.
    synonyms : Mapping[str, str]
        Coded values that take the words of another one.
    words : str
        Topic of its words; its key by default.
    named_by : str
        Column of coded values whose words call a feature in a list, with its name where it has one.
    """

    key: str
    group: str
    kind: Kind
    columns: Mapping[str, Column]
    legend: tuple[LegendEntry, ...]
    popup: tuple[PopupField, ...] = ()
    mission: bool = False
    dossier: bool = True
    since: str = ""
    until: str = ""
    reaches_out: bool = False
    min_zoom: int = 0
    order: int = 0
    shared: tuple[str, ...] = ()
    synonyms: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    named_by: str = ""

    def __post_init__(self) -> None:
        # Entries and fields are written inside their theme, and speak its words.
        for name in ("legend", "popup"):
            mine = tuple(replace(item, topic=self.topic) for item in getattr(self, name))
            object.__setattr__(self, name, mine)

    @property
    def topic(self) -> str:
        """The beginning of the keys of its words."""
        return f"{THEMES_PACKAGE}.{self.words or self.key}"

    @property
    def title(self) -> str:
        """The name of the theme in the language in use; its key where it has none."""
        return word(f"{self.topic}.title", self.key)

    @property
    def titles(self) -> dict[str, str]:
        """The name of the theme by language."""
        return words_of(f"{self.topic}.title") or {LANGUAGES[0]: self.key}

    @property
    def about(self) -> str:
        """What the theme shows, in one or two sentences, in the language in use."""
        return word(f"{self.topic}.about")

    @property
    def coded_values(self) -> tuple[str, ...]:
        """The coded values that have words."""
        starts = tuple(f"{topic}.values." for topic in self._value_topics)
        values = [key.rpartition(".values.")[2] for key in catalogue() if key.startswith(starts)]
        return tuple(dict.fromkeys((*values, *self.synonyms)))

    def value_text(self, value: str) -> str:
        """Return the words of a coded value, or of several joined by `;`; a value without words as it is."""
        whole = self._word_of(value)
        return whole or ", ".join(self._word_of(part) or part for part in value.split(";"))

    def value_texts(self, value: str) -> dict[str, str]:
        """Return the words of a coded value by language."""
        return words_of(self._key_of(value))

    @property
    def _value_topics(self) -> tuple[str, ...]:
        return (self.topic, *(f"{THEMES_PACKAGE}.{topic}" for topic in self.shared))

    def _key_of(self, value: str) -> str:
        code, known = self.synonyms.get(value, value), catalogue()
        keys = [f"{topic}.values.{code}" for topic in self._value_topics]
        return next((key for key in keys if key in known), keys[0])

    def _word_of(self, value: str) -> str:
        return word(self._key_of(value))

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
