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


_FOLDERS = re.compile(r"(?<![\w.:/])(?:/|[A-Za-z]:[\\/])(?:[^\s/\\'\":;,()«»]+[\\/])+")


def without_folders(text: str) -> str:
    """Return a text in which a path is the name of its file alone: where files lie is nobody else's affair.

    Examples
    --------
    >>> without_folders("'/tmp/abc/brought.gpkg' is not known")
    "'brought.gpkg' is not known"
    """
    return _FOLDERS.sub("", text)


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def well_formed(document: str) -> str:
    """Return an XML document without the signs that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", document)


def one_line(text: str) -> str:
    """Return a text in one line, without signs that control anything."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
