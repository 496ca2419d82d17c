"""What is said of how habitats hold together and of a hedge to plant, and the files of both.

Examples
--------
>>> from gis.export.connectivity import patch_heads
>>> from gis.words import use_language
>>> with use_language("en"):
...     patch_heads()[:2]
['Habitat', 'Area']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.export.connectivity.connectivity_files import (
    connectivity_document,
    connectivity_json,
    patches_csv,
    planting_json,
)
from gis.export.connectivity.present import (
    PatchText,
    PlantingText,
    ProposalText,
    connectivity_figures,
    patch_heads,
    patch_texts,
    planting_text,
    proposal_text,
)
from gis.export.connectivity.present_planting import PlantingPlanText, planting_notes, planting_plan_text
from gis.export.connectivity.proposed_hedges import proposals_geojson
from gis.lazy import lazy

if TYPE_CHECKING:
    from gis.export.connectivity.pdf import planting_plan
else:
    __getattr__ = lazy(__name__, planting_plan="pdf")

__all__ = [
    "PatchText",
    "PlantingPlanText",
    "PlantingText",
    "ProposalText",
    "connectivity_document",
    "connectivity_figures",
    "connectivity_json",
    "patch_heads",
    "patch_texts",
    "patches_csv",
    "planting_json",
    "planting_notes",
    "planting_plan",
    "planting_plan_text",
    "planting_text",
    "proposal_text",
    "proposals_geojson",
]
