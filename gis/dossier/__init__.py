"""What a parcel or a shape carries, and what constrains it.

Examples
--------
>>> from gis.dossier import dossier_of
>>> from gis.territory import Territory
>>> found = dossier_of(Territory(), "A 1")
>>> verdicts = {answer.key: answer.verdict for answer in found.themes}
>>> verdicts["mine_shafts"], verdicts["urban_zones"]
('not_concerned', 'no_data')
"""

from __future__ import annotations

from gis.dossier.answers import measure_themes
from gis.dossier.build import dossier_of, dossier_of_parcel, dossier_of_shape, layer_provenance, warm
from gis.dossier.impact import Impact, effects
from gis.dossier.land_balance import REST, Balance, Cover
from gis.dossier.model import Answer, Dossier, Item, Provenance, Subject
from gis.dossier.rules import LEVELS, Notice
from gis.dossier.surroundings_model import Ring
from gis.dossier.update_notes import reasons

__all__ = [
    "LEVELS",
    "REST",
    "Answer",
    "Balance",
    "Cover",
    "Dossier",
    "Impact",
    "Item",
    "Notice",
    "Provenance",
    "Ring",
    "Subject",
    "dossier_of",
    "dossier_of_parcel",
    "dossier_of_shape",
    "effects",
    "layer_provenance",
    "measure_themes",
    "reasons",
    "warm",
]
