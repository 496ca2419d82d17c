"""What the last update has to say of the themes of a dossier: why there is no data, and what failed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.update import without_data
from gis.words import date_text, say

if TYPE_CHECKING:
    from gis.dossier.model import Dossier
    from gis.territory import Territory


def reasons(dossier: Dossier, territory: Territory) -> list[str]:
    """Return what the last update has to say of the themes, those of which it says the same together.

    An absent planning document is no absence of rules, and data kept after a failure have an age: both are
    said beside the verdicts, in the language in use.
    """
    said, missing = [], []
    for answer in dossier.themes:
        layer = territory.get(answer.theme.key)
        failed = "" if layer is None else str(layer.provenance.get("failed_at") or "")
        if failed:
            said.append(say("dossier.failed_since", title=answer.title, date=date_text(failed[:10])))
        elif layer is None:
            missing.append(answer.theme)
        elif answer.reason:
            said.append(say("dossier.no_data_because", title=answer.title, reason=answer.reason_text))
    for why, titles in without_data(territory.code, missing, home=territory.home).items():
        said.append(say("dossier.no_data_because", title=", ".join(titles), reason=why))
    return said
