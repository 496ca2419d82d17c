"""How French sentences speak of a commune: “de Grenay”, “du Quesnoy”, “d’Avion”, “aux Lilas”."""

from __future__ import annotations

import unicodedata

VOWELS = "AEIOU"
ELIDED_H = ("He", "Hi", "Ho", "Hu", "Hy")
"""Beginnings with H that most often take the elision, as in “d’Hénin-Beaumont”."""
ASPIRATED = ("Hem", "Hon", "Hou", "Hue")
"""Beginnings among them that do not, as in “de Hem”."""


def of_name(name: str) -> str:
    """Return the name after “de”, in French."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    if _elided(name):
        return f"d’{name}"
    return f"de {name}"


def at_name(name: str) -> str:
    """Return the name after “à”, in French."""
    if name.startswith("Le "):
        return f"au {name[3:]}"
    if name.startswith("Les "):
        return f"aux {name[4:]}"
    return f"à {name}"


def _elided(name: str) -> bool:
    letters = unicodedata.normalize("NFKD", name.replace("Œ", "O").replace("Æ", "A"))
    bare = letters.encode("ascii", "ignore").decode()
    if bare[:1] in VOWELS:
        return bool(bare)
    if bare.startswith("Y"):
        return bare[1:2].lower() not in VOWELS.lower()
    return bare.startswith(ELIDED_H) and not bare.startswith(ASPIRATED)
