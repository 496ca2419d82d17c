"""Colours that people with colour-blindness tell apart, dark for strokes and light for fills.

The hues are those of Okabe and Ito (https://jfly.uni-koeln.de/color/); strokes are darkened where needed to
reach a contrast of 3:1 on white (WCAG 2.2, 1.4.11). Dash, hatch and weight tell themes apart without colour.
"""

from __future__ import annotations

BLACK = "#1a1a1a"
GREY = "#595959"
GREEN = "#00704f"
LEAF = "#1b5e20"
MOSS = "#5d6b00"
BLUE = "#005a8c"
SKY = "#1f7aad"
ORANGE = "#a35a00"
VERMILION = "#c24a00"
PURPLE = "#9b4577"
BROWN = "#6b4226"

PALE_GREY = "#d0d0d0"
PALE_GREEN = "#8fd3bd"
PALE_LEAF = "#b9dcb0"
PALE_YELLOW = "#f0e442"
PALE_STRAW = "#f7e9b0"
PALE_BLUE = "#b5d8ee"
PALE_ORANGE = "#f2c879"
PALE_VERMILION = "#f0b090"
PALE_PURPLE = "#e0b3cc"
PALE_BROWN = "#d3bfae"

ICONS = (
    "circle",
    "ring",
    "square",
    "triangle",
    "triangle_down",
    "diamond",
    "hexagon",
    "star",
    "plus",
    "cross",
)
"""Symbols of points: ten outlines that differ in black and white."""
