"""The commune that a person names: by its code, or by its name with what tells it from its namesakes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.errors import AmbiguousError, TerritoryError
from gis.sources.communes import communes_here, find_communes, is_insee
from gis.territory import EMBEDDED, INFO, arrondissement_named, default_home, department_of
from gis.text import normalise
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gis.sources.settings import SourceSettings

_HINT = re.compile(r"(?P<name>.*?\D)[\s,]*\(?(?P<hint>[0-9]{5}|97[0-9]|2[ABab]|[0-9]{2})\)?")
_SAINT = re.compile(r"\bst(e?)\b")
LONGEST = 80
MOST_NAMED = 8


@dataclass(frozen=True)
class Namesake:
    """A commune that a text may mean."""

    code: str
    name: str
    postcodes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Name, code and postcode: what tells it from others of its name."""
        return f"{self.name} ({', '.join((self.code, *self.postcodes[:1]))})"

    def is_called(self, name: str, hint: str) -> bool:
        """Whether it bears a name, and fits a code, postcode or department."""
        fits = hint in {"", self.code, department_of(self.code), *self.postcodes}
        return fits and bare_name(self.name) == bare_name(name)


def bare_name(name: str) -> str:
    """Return the name of a commune without accents, signs and the shortened saint.

    Examples
    --------
    >>> bare_name("St-Étienne-du-Mont"), bare_name("Saint Etienne du Mont")
    ('saint etienne du mont', 'saint etienne du mont')
    """
    return _SAINT.sub(r"saint\1", normalise(name))


def commune_code(
    text: str,
    *,
    home: Path | None = None,
    embedded: Path = EMBEDDED,
    anywhere: bool = False,
    settings: SourceSettings | None = None,
) -> str:
    """Return the INSEE code of the commune that a text names.

    Parameters
    ----------
    text : str
        `62041`, `Grenay`, `Saint-Denis (974)`, `Saint-Denis 93200`, `Lyon 3e`.
    anywhere : bool
        Look a name up in the whole country where no commune here bears it; asks the commune API.

    Raises
    ------
    AmbiguousError
        When several communes bear the name.
    TerritoryError
        When none does, here or anywhere.
    ServiceError
        When the commune API fails.
    """
    wanted = text.strip()[:LONGEST]
    code = wanted.upper() if is_insee(wanted.upper()) else arrondissement_named(wanted)
    if code:
        return code
    if not any(letter.isalpha() for letter in wanted):
        raise TerritoryError(say("errors.insee_format", code=wanted[:20]))
    here = list(_here(home or default_home(), embedded))
    found = _called(here, wanted)
    if not found and anywhere:
        found = _called(_anywhere(wanted, settings), wanted)
    if len(found) > 1:
        choices = tuple(item.text for item in found)
        msg = say("errors.commune_several", text=wanted, choices=", ".join(choices[:MOST_NAMED]))
        raise AmbiguousError(msg, choices)
    if not found:
        key = "errors.commune_nowhere" if anywhere else "errors.commune_not_here"
        raise TerritoryError(say(key, text=wanted, here=", ".join(item.text for item in here[:MOST_NAMED])))
    return found[0].code


def _called(communes: Iterable[Namesake], wanted: str) -> list[Namesake]:
    parts = _HINT.fullmatch(wanted)
    name, hint = (parts["name"], parts["hint"].upper()) if parts else (wanted, "")
    return [item for item in communes if item.is_called(name, hint) or item.is_called(wanted, "")]


def _here(home: Path, embedded: Path) -> Iterable[Namesake]:
    for item in communes_here(home, embedded):
        infos = (_info(folder / item.code / INFO) for folder in (home, embedded))
        postcode = next((str(info["postcode"]) for info in infos if info.get("postcode")), "")
        yield Namesake(item.code, item.name, (postcode,) if postcode else ())


def _anywhere(wanted: str, settings: SourceSettings | None) -> Iterable[Namesake]:
    parts = _HINT.fullmatch(wanted)
    for item in find_communes(parts["name"].strip(" (,") if parts else wanted, settings):
        yield Namesake(item.code, item.former or item.name, item.postcodes)


def _info(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
