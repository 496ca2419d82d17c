"""The journal of who changed what of a commune, and when.

Examples
--------
>>> import tempfile
>>> from pathlib import Path
>>> from gis.changes import changes, note
>>> from gis.files import DEFAULT_CODE
>>> from gis.rights import operator
>>> with tempfile.TemporaryDirectory() as folder:
...     note(operator(), "import", "hedges", code=DEFAULT_CODE, home=Path(folder))
...     [(item.what, item.key) for item in changes(DEFAULT_CODE, actor=operator(), home=Path(folder))]
[('import', 'hedges')]
"""

from __future__ import annotations

from gis.changes.change_log import CHANGES_FOLDER, Change, What, changes, note

__all__ = ["CHANGES_FOLDER", "Change", "What", "changes", "note"]
