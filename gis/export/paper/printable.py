"""Text that paper can bear: without control signs, and with a box for each sign that no font has."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

BOX = "□"
_DROPPED = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
"""Signs that turn the direction of what follows: a name must not change the sentence around it."""
_LONG_WORD = re.compile(r"(?<!\S)(?!https?://)\S{30,}")
"""A word that no column has room for; addresses are broken by the press."""
_REFUSED = re.compile(r"(?:the text|the PDF contains the codepoint) `\"(.+?)\"`")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_unprintable: dict[int, str] = {}


class Svg(str):
    """A drawing, made here and never broken into lines as a text is."""

    __slots__ = ()


def clean(value: Any) -> Any:
    r"""Return plain data whose texts hold no control signs, and whose longest words may be broken anywhere.

    Line ends and tabs stay.

    Examples
    --------
    >>> clean({"name": "Haie\x07 du\u202e puits"})
    {'name': 'Haie du puits'}
    """
    if isinstance(value, Svg):
        return value
    if isinstance(value, str):
        return _LONG_WORD.sub(lambda found: "\u200b".join(found[0]), clean_text(value))
    if isinstance(value, dict):
        return {key: clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [clean(inner) for inner in value]
    return value


def clean_text(text: str) -> str:
    """Return a text without control signs and without signs that turn the direction of what follows."""
    if text.isprintable():
        return text
    return "".join(_bearable(sign) for sign in _DROPPED.sub("", text))


def missing_signs(diagnostic: str) -> bool:
    """Learn from what the press says which signs no font has, and tell whether there are new ones."""
    known = len(_unprintable)
    for text in _REFUSED.findall(diagnostic):
        plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        for sign in plain if plain.isascii() else (sign for sign in plain if not sign.isascii()):
            _unprintable.setdefault(ord(sign), BOX)
    return len(_unprintable) > known


def printed(document: str) -> str:
    """Return a JSON document with a box in place of each sign that no font has."""
    return document.translate(_unprintable)


def _bearable(sign: str) -> str:
    if sign in "\n\t":
        return sign
    kind = unicodedata.category(sign)
    if kind in {"Cc", "Cf"} and sign not in "\u00ad\u200b\u200c\u200d":
        return ""
    return BOX if kind in {"Co", "Cs", "Cn"} else sign
