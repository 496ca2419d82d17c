"""Texts made comparable."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})


def normalise(text: str) -> str:
    """Return a text as bare words: lower case, no accents, no signs, figures apart, no zeros before them."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    bare = "".join(
        letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter)
    )
    apart = re.sub(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])", " ", bare)
    return " ".join(re.sub(r"(?<!\d)0+(?=\d)", "", apart).split())
