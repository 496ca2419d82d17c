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

__all__ = [
    "PatchText",
    "PlantingText",
    "ProposalText",
    "connectivity_document",
    "connectivity_figures",
    "connectivity_json",
    "patch_heads",
    "patch_texts",
    "patches_csv",
    "planting_json",
    "planting_text",
    "proposal_text",
]
