"""Where the data of the communes lie."""

from __future__ import annotations

import re
from pathlib import Path

from gis.environment import environment
from gis.errors import TerritoryError
from gis.words import say

EMBEDDED = Path(__file__).parents[2] / "data"
"""Folder of the data that come with the atlas."""
_INSEE = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
DEFAULT_CODE = min((path.name for path in EMBEDDED.iterdir() if _INSEE.fullmatch(path.name)), default="")
"""The commune that comes with the atlas."""


def default_home() -> Path:
    """Return the folder of fetched and imported layers: `CAILLOUX_HOME`, or the user's data folder."""
    named = environment().home
    if named is not None:
        return named
    import platformdirs  # noqa: PLC0415 - `--help` needs no home

    return Path(platformdirs.user_data_dir("cailloux-blancs", appauthor=False))


def territory_folder(home: Path, code: str) -> Path:
    """Return the folder of one commune inside a home.

    Raises
    ------
    TerritoryError
        When the text is not an INSEE code.
    """
    if not _INSEE.fullmatch(code):
        msg = say("errors.insee_format", code=code[:20])
        raise TerritoryError(msg)
    return home / code
