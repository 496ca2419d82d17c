"""What is printed: one press, maps and charts as drawings, and the parts that documents share.

Examples
--------
>>> from gis.export.paper import About, fit, pdf
>>> fit((0, 0, 1_000, 500), width=100, height=50, margin=0.0).scale
10000
>>> table = {"title": "Two sheets", "summary": "", "columns": ["No.", "Sheet", "Area", "First"], "rows": []}
>>> pdf("dossier_cover", About(title="Two sheets"), table)[:5]
b'%PDF-'
"""

from __future__ import annotations

from gis.export.paper.frame import Frame, fit
from gis.export.paper.imposition import imposed
from gis.export.paper.long_pdf import volume
from gis.export.paper.map_drawing import MapDrawing, Picture, swatch
from gis.export.paper.map_furniture import furnished, graticule, plate, plate_width
from gis.export.paper.map_labels import text_width
from gis.export.paper.parts import LegendLine, legend_data, map_alt, or_dash, qr_code
from gis.export.paper.press import About, Attachment, pdf, png
from gis.export.paper.printable import Svg
from gis.export.paper.profile_chart import profile_picture
from gis.export.paper.series_chart import series_picture, series_sample
from gis.export.paper.svg_style import paler
from gis.export.paper.territory_map import draw_layers

__all__ = [
    "About",
    "Attachment",
    "Frame",
    "LegendLine",
    "MapDrawing",
    "Picture",
    "Svg",
    "draw_layers",
    "fit",
    "furnished",
    "graticule",
    "imposed",
    "legend_data",
    "map_alt",
    "or_dash",
    "paler",
    "pdf",
    "plate",
    "plate_width",
    "png",
    "profile_picture",
    "qr_code",
    "series_picture",
    "series_sample",
    "swatch",
    "text_width",
    "volume",
]
