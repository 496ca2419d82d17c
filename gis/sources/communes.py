"""The communes that can be opened here, and any commune of France by its name or postcode."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gis.errors import ServiceError, StoreError, TerritoryError
from gis.sources.former_communes import former_communes
from gis.sources.http.client import Client
from gis.sources.http.reply_cache import ReplyCache
from gis.sources.http.request import Request
from gis.sources.settings import load_settings
from gis.sources.source import Fetcher
from gis.territory import EMBEDDED, INFO, MANIFEST, default_home, read_manifest, territory_folder
from gis.text import normalise
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gis.sources.settings import SourceSettings

FIELDS = "nom,code,codesPostaux,codeDepartement,population"
MOST_FOUND = 8
PATIENCE_S = 10.0
"""Longest silence of the service while someone waits at the screen, in seconds."""
_POSTCODE = re.compile(r"[0-9]{5}")


@dataclass(frozen=True)
class Present:
    """A commune with data here.

    Attributes
    ----------
    code, name : str
        INSEE code and name.
    layers : int
        Layers of its own in the home; 0 where only the embedded data are there.
    embedded : bool
        Whether data of it come with the atlas.
    """

    code: str
    name: str
    layers: int
    embedded: bool


@dataclass(frozen=True)
class CommuneMatches:
    """A commune that a name or postcode may mean.

    Attributes
    ----------
    population : int or None
        None where it is not known.
    former : str
        Name of the former commune that was asked for, where that is part of this one since; else empty.
    """

    code: str
    name: str
    department: str
    postcodes: tuple[str, ...] = ()
    population: int | None = None
    former: str = ""


def is_insee(text: str) -> bool:
    """Whether a text is written as the INSEE code of a commune."""
    try:
        territory_folder(EMBEDDED, text)
    except TerritoryError:
        return False
    return True


def communes_here(home: Path | None = None, embedded: Path = EMBEDDED) -> list[Present]:
    """Return the communes that have data in the home or come with the atlas, by name."""
    home = home or default_home()
    codes = {*_codes(home), *_codes(embedded)}
    return sorted((_present(code, home, embedded) for code in codes), key=lambda item: (item.name, item.code))


def find_communes(text: str, settings: SourceSettings | None = None) -> list[CommuneMatches]:
    """Return the communes that a name, a postcode or an INSEE code may mean, the likeliest first.

    Asks the commune API of the State (https://geo.api.gouv.fr/decoupage-administratif/communes).

    Raises
    ------
    ServiceError
        When the service fails or answers something else.
    """
    wanted = text.strip()[:80]
    patient = replace(settings or load_settings(), attempts=1, timeout_s=PATIENCE_S)
    with (
        tempfile.TemporaryDirectory() as folder,
        Client(patient, ReplyCache(Path(folder), hours=0)) as client,
    ):
        asker = Fetcher(client)
        found = [item for params in _questions(wanted) for item in _ask(asker, params)]
        by_code = is_insee(wanted.upper()) and bool(found)
        if not by_code and not any(normalise(item.name) == normalise(wanted) for item in found):
            found += _former(asker, wanted)
    return list({item.code: item for item in found}.values())[:MOST_FOUND]


def _former(asker: Fetcher, wanted: str) -> Iterator[CommuneMatches]:
    """Yield the communes that a former one of that name or code is part of."""
    asked = {"code": wanted} if is_insee(wanted.upper()) else {"nom": wanted}
    for item in former_communes(asker, **asked)[:MOST_FOUND]:
        for found in _ask(asker, {"fields": FIELDS, "code": item.part_of}):
            yield replace(found, former=item.name)


def _codes(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield from (path.parent.name for path in folder.glob(f"*/{MANIFEST}") if is_insee(path.parent.name))


def _present(code: str, home: Path, embedded: Path) -> Present:
    name = next((name for folder in (home, embedded) if (name := _name(folder / code))), code)
    return Present(code, name, _layers(home / code), _layers(embedded / code) > 0)


def _name(folder: Path) -> str:
    try:
        return str(json.loads((folder / INFO).read_text(encoding="utf-8"))["name"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def _layers(folder: Path) -> int:
    try:
        return len(read_manifest(folder)["layers"])
    except StoreError:
        return 0


def _questions(text: str) -> Iterator[dict[str, str | tuple[str, ...]]]:
    common: dict[str, str | tuple[str, ...]] = {
        "fields": FIELDS,
        "limit": str(MOST_FOUND),
        "type": "commune-actuelle,arrondissement-municipal",
    }
    code = text.upper()
    if is_insee(code):
        yield {**common, "code": code}
    if _POSTCODE.fullmatch(text):
        yield {**common, "codePostal": text}
    if not is_insee(code) and text:
        yield {**common, "nom": text, "boost": "population"}


def _ask(asker: Fetcher, params: dict[str, str | tuple[str, ...]]) -> list[CommuneMatches]:
    document = asker.ask(Request("geo_api", asker.settings.url("geo_api", "communes"), params=params)).json()
    if not isinstance(document, list):
        msg = say("sources.not_features")
        raise ServiceError(msg)
    return [found for item in document if (found := _found(item)) is not None]


def _found(item: Any) -> CommuneMatches | None:
    if not isinstance(item, dict) or not is_insee(str(item.get("code") or "")):
        return None
    people = item.get("population")
    return CommuneMatches(
        code=str(item["code"]),
        name=str(item.get("nom") or item["code"]),
        department=str(item.get("codeDepartement") or ""),
        postcodes=tuple(str(code) for code in item.get("codesPostaux") or ()),
        population=people if isinstance(people, int) else None,
    )
