"""Layers that a town brings as files."""

from __future__ import annotations

from gis.imports.import_rows import Misfit, done_text
from gis.imports.layer_import import forget, import_layer, preview
from gis.imports.model import ImportedLayer, Preview

__all__ = ["ImportedLayer", "Misfit", "Preview", "done_text", "forget", "import_layer", "preview"]
