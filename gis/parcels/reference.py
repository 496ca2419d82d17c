"""Cadastral references as people write them, and as the cadastre does in 14 characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from gis.errors import ReferenceFormatError
from gis.territory import is_arrondissement
from gis.words import say

ID_LENGTH = 14
"""INSEE code (5), prefix (3), section (2), number (4): https://cadastre.data.gouv.fr/datasets/cadastre-etalab"""
NO_PREFIX = "000"
NUMBERED_SECTIONS = ("57", "67", "68")
"""Departments whose sections are numbers, from the German land register."""
SHOWN = 40
"""Characters of a wrong text repeated in a message."""
LONGEST = 120
"""Characters of the longest text that is read as a reference."""

_NUMBER_SIGN = re.compile(r"\bn\s*[°º]|\bnum[ée]ros?\b", re.IGNORECASE)
_WORDS = re.compile(r"\b(?:PARCELLES?|PARCELS?|SECTIONS?|NUMBERS?|REFERENCES?|REF|CADASTRE)\b")
_NUMBER_WORD = re.compile(r"(?<=[A-Z]) (?:N|NO|NUM) (?=\d)")
_COMMUNE = r"(?P<insee>\d{5}|2[AB]\d{3}|\d{2}0\d{3})?(?P<prefix>\d{3})?"
_LETTERS = re.compile(_COMMUNE + r"(?P<section>0?[A-Z]|[A-Z]{2})(?P<number>\d{1,4})?")
_FIGURES = re.compile(r"(?P<insee>\d{5})(?P<prefix>\d{3})(?P<section>\d{2})(?P<number>\d{4})")
_SPACED_FIGURES = re.compile(r"(?P<section>\d{1,2}) (?P<number>\d{1,4})")


@dataclass(frozen=True)
class Reference:
    """What a text names: one parcel, or a whole section.

    Attributes
    ----------
    insee, prefix : str
        Empty where the text does not say.
    section : str
        Two characters, `0A` or `AB`.
    number : str
        Four figures; empty when the text names the section alone.
    """

    insee: str
    prefix: str
    section: str
    number: str

    @property
    def text(self) -> str:
        """The reference as a person writes it."""
        return readable(f"{self.insee:>5}{self.prefix or NO_PREFIX}{self.section}{self.number}")

    def fits(self, parcel_id: str) -> bool:
        """Whether a parcel lies in the arrondissement and under the prefix that the text says, if any."""
        elsewhere = is_arrondissement(self.insee) and not parcel_id.startswith(self.insee)
        return not elsewhere and self.prefix in {"", parcel_id[5:8]}


def readable(parcel_id: str) -> str:
    """Return the usual writing of 14 characters: `AB 123`, or `123 AB 45` where there is a prefix.

    In an arrondissement its code goes first, since each has sections of the same names: `75118 AB 123`.
    """
    insee, prefix = parcel_id[:5], parcel_id[5:8]
    section, number = parcel_id[8:10].lstrip("0"), parcel_id[10:].lstrip("0")
    first = insee if is_arrondissement(insee) else ""
    parts = (first, prefix if prefix.strip(" 0") else "", section, number)
    return " ".join(part for part in parts if part)


def parse(text: str, *, code: str = "") -> Reference:
    """Read a cadastral reference in any usual writing.

    Parameters
    ----------
    text : str
        `AB 123`, `ab0123`, `A 25`, `0A25`, `62041000AB0123`, `62041 AB 123`, `section AB n° 123`, `AB` alone.
    code : str
        INSEE code of the territory; it tells whether sections may be numbers.

    Raises
    ------
    ReferenceFormatError
        When the text is not a reference.

    Examples
    --------
    >>> parse("62041 section AB n° 123").text
    'AB 123'
    >>> parse("0A25").section
    '0A'
    """
    found = _match(text, code)
    number = (found["number"] or "") if found else ""
    if found is None or (number and not int(number)):
        msg = say("parcels.not_a_reference", text=short(text))
        raise ReferenceFormatError(msg)
    parts = found.groupdict()
    return Reference(
        insee=_insee(parts.get("insee") or ""),
        prefix=parts.get("prefix") or "",
        section=parts["section"].rjust(2, "0"),
        number=number.zfill(4) if number else "",
    )


def plain(text: str) -> str:
    """Return a text in capitals, without accents, signs and the words that people put around references."""
    bare = unicodedata.normalize("NFKD", _NUMBER_SIGN.sub(" ", text)).upper()
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    words = " ".join(_WORDS.sub(" ", re.sub(r"[^A-Z0-9]+", " ", bare)).split())
    return _NUMBER_WORD.sub(" ", words)


def short(text: str) -> str:
    """Return a text from outside, short enough to be repeated in one line."""
    line = " ".join(text[: LONGEST * 2].split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _match(text: str, code: str) -> re.Match[str] | None:
    if len(text) > LONGEST:
        return None
    bare = plain(text)
    if code.startswith(NUMBERED_SECTIONS) and (found := _SPACED_FIGURES.fullmatch(bare)):
        return found
    joined = bare.replace(" ", "")
    return _LETTERS.fullmatch(joined) or _FIGURES.fullmatch(joined)


def _insee(text: str) -> str:
    # The tax office writes department, direction 0, commune: 620041 is 62041.
    return text[:2] + text[3:] if len(text) == len("620041") else text
