"""The parts of the page of data: what is in use, updates, own files, other communes, the services."""

from __future__ import annotations

from pathlib import Path

from gis.words import add_folder

add_folder(Path(__file__).parents[1] / "words")
