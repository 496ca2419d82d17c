"""Files that are written whole or not at all."""

from __future__ import annotations

import secrets
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyogrio.errors

from gis.errors import StoreError
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_UNWRITABLE = (
    OSError,
    zipfile.BadZipFile,
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a file to write to, and put it in place of an older one when all went well.

    Raises
    ------
    StoreError
        When the file cannot be written; an older one is still there.
    """
    part = path.parent / f".part-{secrets.token_hex(8)}{path.suffix}"
    try:
        yield part
        part.replace(path)
    except _UNWRITABLE as error:
        msg = say("errors.store_unwritable", folder=path.parent, reason=error)
        raise StoreError(msg) from error
    finally:
        part.unlink(missing_ok=True)
