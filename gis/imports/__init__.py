"""Layers that a town brings as files.

Examples
--------
>>> from gis.imports import done_text
>>> from gis.words import use_language
>>> with use_language("en"):
...     done_text("Hedges", kept=3, rows=4)
'Hedges: 3 rows of 4 put in place.'
"""

from __future__ import annotations

from gis.imports.figure_table import FIGURES, forget_figures, import_figures
from gis.imports.import_rows import done_text
from gis.imports.layer_import import forget, import_layer, preview
from gis.imports.misfit import Misfit
from gis.imports.model import ImportedLayer, Preview

__all__ = [
    "FIGURES",
    "ImportedLayer",
    "Misfit",
    "Preview",
    "done_text",
    "forget",
    "forget_figures",
    "import_figures",
    "import_layer",
    "preview",
]
