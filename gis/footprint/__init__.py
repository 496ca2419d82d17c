"""Shapes that people bring or draw."""

from __future__ import annotations

from gis.footprint.footprint_file import MOST_BYTES, Footprint, open_footprint, read_footprint

__all__ = ["MOST_BYTES", "Footprint", "open_footprint", "read_footprint"]
