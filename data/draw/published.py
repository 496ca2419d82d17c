"""Layers of what is published about the town: places and species."""

from __future__ import annotations
