"""Where data lie, and local files that are written whole or not at all.

Examples
--------
>>> import tempfile
>>> from pathlib import Path
>>> from gis.files import written_whole
>>> with tempfile.TemporaryDirectory() as folder:
...     with written_whole(Path(folder, "sheet.txt")) as part:
...         done = part.write_text("whole")
...     sorted(path.name for path in Path(folder).iterdir())
['sheet.txt']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.files.folders import DEFAULT_CODE, EMBEDDED, default_home, territory_folder
from gis.lazy import lazy

if TYPE_CHECKING:
    from gis.files.archive import refuse_bomb
    from gis.files.atomic import write_file, written_whole
    from gis.files.computed_layers import refuse_computed
else:
    __getattr__ = lazy(
        __name__,
        write_file="atomic",
        written_whole="atomic",
        refuse_bomb="archive",
        refuse_computed="computed_layers",
    )

__all__ = [
    "DEFAULT_CODE",
    "EMBEDDED",
    "default_home",
    "refuse_bomb",
    "refuse_computed",
    "territory_folder",
    "write_file",
    "written_whole",
]
