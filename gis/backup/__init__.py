"""The home in one file: taken while people work, put back whole.

Examples
--------
>>> import tempfile
>>> from pathlib import Path
>>> from gis.backup import back_up, restore
>>> with tempfile.TemporaryDirectory() as folder:
...     home = Path(folder, "home")
...     home.mkdir()
...     done = (home / "roles.toml").write_text("", encoding="utf-8")
...     count = back_up(home, Path(folder, "home.zip"))
...     restored = restore(Path(folder, "home.zip"), Path(folder, "other"))
...     count, sorted(path.name for path in Path(folder, "other").iterdir())
(1, ['roles.toml'])
"""

from __future__ import annotations

from gis.backup.home_archive import back_up
from gis.backup.home_restore import restore

__all__ = ["back_up", "restore"]
