"""What is printed: pages, maps, charts and booklets."""

from __future__ import annotations

from gis.export.paper.lines import FINE, Cell, row
from gis.export.paper.map_furniture import furnish
from gis.export.paper.paper import FONT, GREY, LIGHT, MARGIN_MM, Paper, said
from gis.export.paper.paper_map import Frame, draw, fit, label, legend
from gis.export.paper.pdf_charts import Box, chart, key

__all__ = [
    "FINE",
    "FONT",
    "GREY",
    "LIGHT",
    "MARGIN_MM",
    "Box",
    "Cell",
    "Frame",
    "Paper",
    "chart",
    "draw",
    "fit",
    "furnish",
    "key",
    "label",
    "legend",
    "row",
    "said",
]
