"""Every word that people read, in French and in English, and numbers as each language writes them.

Each `<topic>.toml` beside this file (or in a folder given to `add_folder`) holds tables such as
`[title]` with `fr` and `en`; the full key is `<topic>.title`. Sentences take `{placeholders}`. Where
the mend is an option of the command line, `fr_typed` and `en_typed` say so to those who type commands.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("fr", "en")
_language: ContextVar[str] = ContextVar("language", default="fr")
_typed: ContextVar[bool] = ContextVar("typed", default=False)
_folders: list[Path] = [Path(__file__).parent]
HECTARE_M2 = 10_000
KILOMETRE_M = 1_000


def add_folder(folder: Path) -> None:
    """Let another folder of `<topic>.toml` files speak too."""
    if folder not in _folders:
        _folders.append(folder)
        catalogue.cache_clear()


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return every key with its sentence in each language."""
    words: dict[str, dict[str, str]] = {}
    for folder in _folders:
        for path in sorted(folder.glob("*.toml")):
            topic = tomllib.loads(path.read_text(encoding="utf-8"))
            for key, value in topic.items():
                told = {name: french(text) if name.startswith("fr") else text for name, text in value.items()}
                words[f"{path.stem}.{key}"] = told
    return words


def french(text: str) -> str:
    """Return a text with the signs that French wants: no-break spaces, curved apostrophes.

    So whoever writes a sentence need not type them.
    """
    text = re.sub(r" (?=[:;!?%»])|(?<=«) ", "\u00a0", text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def language() -> str:
    """Return the language in use, `fr` or `en`."""
    return _language.get()


def set_language(code: str) -> None:
    """Use a language from here on in this context; an unknown one falls to French, the first language."""
    _language.set(code if code in LANGUAGES else LANGUAGES[0])


@contextmanager
def answering_commands() -> Iterator[None]:
    """Speak inside a `with` block to someone who types commands: mends may name options."""
    token = _typed.set(True)
    try:
        yield
    finally:
        _typed.reset(token)


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Use a language inside a `with` block."""
    token = _language.set(code if code in LANGUAGES else LANGUAGES[0])
    try:
        yield
    finally:
        _language.reset(token)


def say(key: str, /, **values: Any) -> str:
    """Return the sentence of a key in the language in use, its placeholders filled.

    Raises
    ------
    KeyError
        When the catalogue has no such key: a fault of the program, never of its user.
    """
    sentence, code = catalogue()[key], language()
    if _typed.get():
        return sentence.get(f"{code}_typed", sentence[code]).format(**values)
    return sentence[code].format(**values)


def many(key: str, count: int, /, **values: Any) -> str:
    """Return the sentence of a number of things: that of the key with `_one` for a single one."""
    return say(f"{key}_one" if count == 1 else key, count=number(count), **values)


def pick(fr: str, en: str) -> str:
    """Return one of two texts that the data hold in both languages; the other where one is empty."""
    return (en or fr) if language() == "en" else (fr or en)


def number(value: float, *, decimals: int = 0) -> str:
    """Write a number as the language does: `1 274,75` or `1,274.75`."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    # Nothing is ever "-0": a rounded zero loses its sign.
    plain = round(value, decimals) + 0.0
    return str(format_decimal(plain, format=pattern, locale=language()))


def area(square_metres: float) -> str:
    """Write an area: m² below one hectare, hectares from there on."""
    if abs(square_metres) < HECTARE_M2:
        return f"{number(square_metres)}\u00a0m²"
    return f"{number(square_metres / HECTARE_M2, decimals=2)}\u00a0ha"


def length(metres: float) -> str:
    """Write a length: metres below one kilometre, kilometres from there on."""
    if abs(metres) < KILOMETRE_M:
        return f"{number(metres)}\u00a0m"
    return f"{number(metres / KILOMETRE_M, decimals=2)}\u00a0km"


def share(percent: float, *, decimals: int = 1) -> str:
    """Write a percentage."""
    space = "\u00a0" if language() == "fr" else ""
    return f"{number(percent, decimals=decimals)}{space}%"


def date_text(value: str | dt.date) -> str:
    """Write an ISO date in words; a bare year or a free text comes back as it is."""
    if isinstance(value, dt.date):
        return str(format_date(value, format="long", locale=language()))
    try:
        return date_text(dt.date.fromisoformat(value))
    except ValueError:
        return value


# The formats are written with what stands above.
from gis.words.formats import (  # noqa: E402
    clock,
    degree_text,
    labelled,
    listed,
    minutes_text,
    month_names,
    month_text,
    place_text,
    quantity,
    radius_text,
    size_text,
    span_text,
    square_metres,
    time_text,
)

__all__ = [
    "HECTARE_M2",
    "KILOMETRE_M",
    "LANGUAGES",
    "add_folder",
    "answering_commands",
    "area",
    "catalogue",
    "clock",
    "date_text",
    "degree_text",
    "french",
    "labelled",
    "language",
    "length",
    "listed",
    "many",
    "minutes_text",
    "month_names",
    "month_text",
    "number",
    "pick",
    "place_text",
    "quantity",
    "radius_text",
    "say",
    "set_language",
    "share",
    "size_text",
    "span_text",
    "square_metres",
    "time_text",
    "use_language",
]
