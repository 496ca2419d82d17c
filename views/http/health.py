"""`/healthz`: whether visitors can be served, for whoever watches the server or sends visitors to it.

`/_stcore/health` tells that the server lives; this one, that the commune opens and its home can be written.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from gis.errors import AtlasError
from gis.files import default_home
from views.territories import default_code, territory

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response


def healthz(_request: Request) -> Response:
    """Answer 200 where all is well, and 503 with what is not."""
    found = {"territory": _opens(), "home": is_writable(default_home())}
    status = 200 if all(found.values()) else 503
    return JSONResponse(found, status, headers={"Cache-Control": "no-store"})


def is_writable(home: Path) -> bool:
    """Tell whether a folder can be written, or made where it is not there yet."""
    there = next(folder for folder in (home.absolute(), *home.absolute().parents) if folder.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _opens() -> bool:
    try:
        return bool(territory(default_code()).layers)
    except AtlasError:
        return False
