"""What scripts in a browser share: elements of a page, and numbers as the catalogue has them written.

The pages serve these modules as they are; the field page carries them inside.

Examples
--------
>>> from gis.browser import FOLDER
>>> sorted(script.name for script in FOLDER.glob("*.js"))
['dom.js', 'format.js']
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent

__all__ = ["FOLDER"]
