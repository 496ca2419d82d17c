"""What the last update has to say of the themes of a dossier: why there is no data, and what failed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.update import note
from gis.words import date_text, say

if TYPE_CHECKING:
    from gis.dossier.model import Dossier
    from gis.territory import Territory


def reasons(dossier: Dossier, territory: Territory) -> list[str]:
    """Return one sentence for each theme about which the last update has something to say.

    An absent planning document is no absence of rules, and data kept after a failure have an age: both are
    said beside the verdicts, in the language in use.
    """
    said = []
    for answer in dossier.themes:
        layer = territory.get(answer.theme.key)
        failed = "" if layer is None else str(layer.provenance.get("failed_at") or "")
        if failed:
            said.append(say("dossier.failed_since", title=answer.title, date=date_text(failed[:10])))
        elif layer is None and (why := note(territory.code, answer.theme.key, home=territory.home)):
            said.append(say("dossier.no_data_because", title=answer.title, reason=why))
    return said
