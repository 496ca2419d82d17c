"""Paris, Lyon and Marseille: communes whose cadastre, and much else, goes by arrondissement."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from gis.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

ARRONDISSEMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "75056": tuple(f"751{number:02}" for number in range(1, 21)),
        "69123": tuple(f"6938{number}" for number in range(1, 10)),
        "13055": tuple(f"132{number:02}" for number in range(1, 17)),
    }
)
"""Codes of the municipal arrondissements of a commune, https://www.insee.fr/fr/information/2560452."""
_WHOLE = {part: whole for whole, parts in ARRONDISSEMENTS.items() for part in parts}


_NAMED = MappingProxyType({"paris": "75056", "lyon": "69123", "marseille": "13055"})
_NAME = re.compile(rf"({'|'.join(_NAMED)}) (\d{{1,2}}) ?(?:e|er|eme|st|nd|rd|th)?(?: ?arr(?:ondissement)?)?")


def arrondissement_named(text: str) -> str:
    """Return the code of the arrondissement that a text names; empty where it names none.

    Examples
    --------
    >>> [arrondissement_named(text) for text in ("Lyon 3e", "Paris 18e Arrondissement", "Lyon")]
    ['69383', '75118', '']
    """
    found = _NAME.fullmatch(normalise(text))
    parts = ARRONDISSEMENTS[_NAMED[found[1]]] if found else ()
    return parts[int(found[2]) - 1] if found and 0 < int(found[2]) <= len(parts) else ""


def whole_commune(code: str) -> str:
    """Return the code of the commune that an arrondissement is part of; any other code as it is.

    Examples
    --------
    >>> whole_commune("75118"), whole_commune("62041")
    ('75056', '62041')
    """
    return _WHOLE.get(code, code)


def is_arrondissement(code: str) -> bool:
    """Whether a code is that of a municipal arrondissement."""
    return code in _WHOLE


def cadastral_codes(code: str) -> tuple[str, ...]:
    """Return the codes under which the cadastre keeps the parcels of a commune.

    Examples
    --------
    >>> cadastral_codes("69123")[:2], cadastral_codes("62041")
    (('69381', '69382'), ('62041',))
    """
    return ARRONDISSEMENTS.get(code, (code,))


def every_code(code: str) -> tuple[str, ...]:
    """Return the codes under which a service may know a commune: its own, that of the whole, of each part.

    Examples
    --------
    >>> every_code("69382"), every_code("62041")
    (('69382', '69123'), ('62041',))
    """
    return tuple(dict.fromkeys((code, whole_commune(code), *cadastral_codes(code))))
