"""Cadastral references, read the way people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 40
_COMMUNE = r"(?P<insee>(?:\d{2}|2[AB])\d{3})"
_WHOLE = re.compile(_COMMUNE + r"(?P<prefix>\d{3})(?P<section>[0A-Z][A-Z])(?P<number>\d{1,4})")
_SHORT = re.compile(
    r"(?:(?P<prefix>\d{3})[ -]+)?0?(?P<section>[A-Z]{1,2})[ -]*(?:N[°ºO]? ?)?(?P<number>\d{1,4})?"
)
_WORDS = re.compile(r"\b(?:SECTIONS?|PARCELLES?|PARCELS?|PLOTS?|NUMERO|NUMÉRO|NUMBER)\b")


@dataclass(frozen=True)
class Reference:
    """What a written reference names: one parcel, or a whole section where the number is missing.

    Attributes
    ----------
    section : str
        One or two letters, without the zero that pads it.
    number : int or None
        Number of the parcel in its section.
    insee : str
        INSEE code of the commune; empty where it was not written.
    prefix : str
        Three digits of an absorbed commune, `000` for none; empty where it was not written.
    """

    section: str
    number: int | None = None
    insee: str = ""
    prefix: str = ""

    @property
    def text(self) -> str:
        """The reference as people write it: `AB 123`, or `AB` for the section."""
        return self.section if self.number is None else f"{self.section} {self.number}"

    def parcel_id(self, commune: str) -> str:
        """Return the 14 characters of a parcel, such as `62528000AB0123`.

        Parameters
        ----------
        commune : str
            INSEE code to take where the reference has none.
        """
        number = self.number or 0
        return f"{self.insee or commune}{self.prefix or '000'}{self.section:0>2}{number:04d}"


def parse_reference(text: str) -> Reference | None:
    """Return the reference that a text writes, or nothing where it is not one.

    Reads `62528000AB0123`, `625280000A0025`, `AB 123`, `ab0123`, `a25`, `000 AB 123`, `AB n° 123`,
    `section AB`, `AB`.
    """
    if len(text) > _LONGEST:
        return None
    plain = " ".join(_WORDS.sub(" ", text.upper()).split()).strip(" .,;")
    found = _WHOLE.fullmatch(plain.replace(" ", "")) or _SHORT.fullmatch(plain)
    if found is None:
        return None
    parts = found.groupdict()
    number = int(parts["number"]) if parts["number"] else None
    section = parts["section"].removeprefix("0")
    return Reference(section, number, parts.get("insee") or "", parts.get("prefix") or "")
