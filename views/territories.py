"""The territories that the server holds open, for pages and routes alike; renewed when data change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from gis.links import default_code
from gis.territory import DEFAULT_CODE, EMBEDDED, INFO, MANIFEST, Territory, default_home, territory_folder

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["default_code", "territory"]

MOST_OPEN = 8
"""Territories held open at once; the one not used for longest is let go."""

_Stamp = tuple[tuple[int, int], ...]
_open: OrderedDict[tuple[str, Path], tuple[_Stamp, Territory]] = OrderedDict()
_lock = threading.Lock()


def territory(code: str = DEFAULT_CODE, home: Path | None = None) -> Territory:
    """Return a commune, opened once for all visitors, and again only when a layer was replaced on disk.

    Parameters
    ----------
    code : str
        INSEE code of the commune.
    home : Path, optional
        Folder of fetched and imported layers; the user's data folder by default.

    Raises
    ------
    TerritoryError
        When the code is not one, or nothing is known of the commune.
    """
    home = home or default_home()
    folders = [territory_folder(folder, code) for folder in (home, EMBEDDED)]
    stamp = tuple(_stamp(folder / name) for folder in folders for name in (MANIFEST, INFO))
    with _lock:
        held = _open.get((code, home))
        if held is None or held[0] != stamp:
            held = (stamp, Territory(code, home=home))
            _open[code, home] = held
        _open.move_to_end((code, home))
        if len(_open) > MOST_OPEN:
            _open.popitem(last=False)
        return held[1]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError:
        return (0, 0)
    return (about.st_mtime_ns, about.st_size)
