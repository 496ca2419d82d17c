"""The published forms of files, known by their fields: what fills which column without being asked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gis.sources import plain
from gis.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = Path(__file__).with_name("known_forms.toml")
CUT = 10
"""Signs that a Shapefile keeps of the name of a field."""
EITHER = "|"


@dataclass(frozen=True)
class KnownForm:
    """One published form of a layer's file.

    Attributes
    ----------
    key, layer : str
        Its name, and the theme that it fills.
    titles : Mapping[str, str]
        What people call it, as `title_fr` and `title_en`.
    source : str
        Where it is described.
    signs : tuple[str, ...]
        Fields that tell it; of those joined by `|` one is enough.
    columns : Mapping[str, list[str]]
        Fields of each column, the likeliest first.
    leave : Mapping[str, list[str]]
        Values, by field, of rows that are no feature of the theme.
    """

    key: str
    layer: str
    titles: Mapping[str, str]
    source: str
    signs: tuple[str, ...]
    columns: Mapping[str, list[str]]
    leave: Mapping[str, list[str]]

    @property
    def title(self) -> str:
        """What people call it, in the language in use."""
        return in_language(self.titles, "title")

    def is_of(self, fields: Iterable[str]) -> bool:
        """Whether a file with these fields has this form."""
        names = list(fields)
        return all(field_named(sign.split(EITHER), names) for sign in self.signs)

    def mapping(self, fields: Iterable[str]) -> dict[str, str]:
        """Return the field of each column that the file has; one field may fill several columns."""
        names = list(fields)
        found = {column: field_named(wanted, names) for column, wanted in self.columns.items()}
        return {column: name for column, name in found.items() if name}


@cache
def known_forms() -> tuple[KnownForm, ...]:
    """Return every form that is known, in the order in which they are tried."""
    forms = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(_form(key, item) for key, item in forms.items())


def form_with(fields: Iterable[str], layer: str) -> KnownForm | None:
    """Return the form of a layer's file that these fields tell; nothing where none is known."""
    names = list(fields)
    return next((form for form in known_forms() if form.layer == layer and form.is_of(names)), None)


def field_named(wanted: Iterable[str], fields: Iterable[str]) -> str:
    """Return the first wanted field that is there, as the file writes it; empty where none is."""
    written = {plain(name): name for name in reversed(list(fields))}
    for name in wanted:
        for spelling in (name, name[:CUT]):
            if plain(spelling) in written:
                return written[plain(spelling)]
    return ""


def _form(key: str, item: Mapping[str, Any]) -> KnownForm:
    titles = {name: text for name, text in item.items() if name.startswith("title_")}
    signs, leave = tuple(item["signs"]), item.get("leave", {})
    return KnownForm(key, item["layer"], titles, item["source"], signs, item["columns"], leave)
