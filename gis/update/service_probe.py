"""Ask every service a small question, and tell whether reality matches what the connectors are built on.

The first thing that someone with a connection can send back: each finding says what was asked, what was
expected, and what came.
"""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gis.errors import AtlasError, InputError
from gis.rights import require
from gis.sources import PROBES, Client, Fetcher, ReplyCache, load_settings
from gis.territory import EMBEDDED, default_home, silent_services, territory_folder
from gis.update.run import known_place
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.rights import Actor
    from gis.sources import Place, Probe, SourceSettings

Match = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Finding:
    """What one probe found.

    Attributes
    ----------
    service : str
        Key of the service in the settings.
    question : str
        What was asked, a sentence in the language in use.
    matches : Match
        Whether the answer is what the connectors expect; `unknown` when there was none.
    answer : str
        What came, or why nothing did.
    """

    service: str
    question: str
    url: str
    matches: Match
    answer: str

    def as_dict(self) -> dict[str, str]:
        """Return the fields by name."""
        return asdict(self)


def probe(
    code: str,
    *,
    actor: Actor,
    home: Path | None = None,
    settings: SourceSettings | None = None,
    told: Callable[[Finding], None] | None = None,
) -> list[Finding]:
    """Return a finding for every service that speaks of a commune, asked about it.

    Parameters
    ----------
    told : callable, optional
        Is given each finding as it comes.

    Raises
    ------
    RightError
        When the one who asks may not fetch.
    InputError
        When the outline of the commune is not known yet.
    TerritoryError
        When the code is no INSEE code.
    """
    require(actor, "update")
    home, settings = home or default_home(), settings or load_settings()
    place = known_place(code, territory_folder(home, code), territory_folder(EMBEDDED, code))
    if place.outline is None:
        msg = say("update.probe_needs_outline", code=code)
        raise InputError(msg)
    found = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Client(settings, ReplyCache(Path(folder), hours=1)) as client,
    ):
        silent = silent_services(code)
        for item in (item for item in PROBES if item.service not in silent):
            finding = _one(item, Fetcher(client), place)
            found.append(finding)
            if told is not None:
                told(finding)
    return found


def _one(item: Probe, asker: Fetcher, place: Place) -> Finding:
    service, question, url = item.service, item.text, asker.settings.url(item.service)
    try:
        fits, answer = item.ask(asker, place)
    except AtlasError as error:
        return Finding(service, question, url, "unknown", str(error))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        return Finding(service, question, url, "no", f"{type(error).__name__}: {error}"[:200])
    return Finding(service, question, asker.url or url, "yes" if fits else "no", answer)
