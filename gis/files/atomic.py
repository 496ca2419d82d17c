"""Files that are written whole or not at all."""

from __future__ import annotations

import secrets
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gis.errors import StoreError
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
    except _unwritable() as error:
        msg = say("errors.store_unwritable", folder=path.parent, reason=error)
        raise StoreError(msg) from error
    finally:
        part.unlink(missing_ok=True)


def _unwritable() -> tuple[type[Exception], ...]:
    import pyogrio.errors  # noqa: PLC0415 - heavy, and only needed once a file could not be written

    kinds = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError)
    return (OSError, zipfile.BadZipFile, *kinds)
