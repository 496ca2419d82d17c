"""Sentences that remember what they were made of: kept as codes, they are said in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.words.sentences import catalogue, say

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sentence(str):
    """A sentence in one language, with the key and the values that made it."""

    __slots__ = ("key", "values")
    key: str
    values: Mapping[str, Any]


def sentence(key: str, /, **values: Any) -> Sentence:
    """Return the sentence of a key, as `say` does, such that `as_code` can keep it.

    Raises
    ------
    KeyError
        When the catalogue has no such key: a fault of the program, never of its user.
    """
    said = Sentence(say(key, **values))
    said.key, said.values = key, values
    return said


def as_code(text: Any) -> Any:
    """Return a sentence as the code that JSON holds, `{"code", "values"}`; any other text as it is.

    Examples
    --------
    >>> as_code(sentence("sources.no_commune", code="99999"))
    {'code': 'sources.no_commune', 'values': {'code': '99999'}}
    """
    if isinstance(text, Sentence):
        return {"code": text.key, "values": {name: as_code(value) for name, value in text.values.items()}}
    if isinstance(text, BaseException):
        return as_code(message(text))
    return text if text is None or isinstance(text, (int, float, str)) else str(text)


def message(error: BaseException) -> str:
    """Return the sentence of an error, which remembers what it was made of where it was made to."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Sentence) else str(error)


def from_code(kept: Any) -> str:
    """Return what was kept by `as_code`, or several such, in the language in use."""
    if isinstance(kept, list):
        return " ".join(from_code(item) for item in kept)
    if not isinstance(kept, dict):
        return str(kept or "")
    key, values = str(kept.get("code")), kept.get("values") or {}
    if key not in catalogue():
        return key
    told = {name: from_code(value) if isinstance(value, dict) else value for name, value in values.items()}
    return say(key, **told)
