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


STORE, FILE = "errors.store_unwritable", "errors.file_unwritable"
"""What is said where the data of the atlas, or a file that somebody takes along, cannot be written."""


def write_file(path: Path, content: bytes) -> None:
    """Write a file that somebody takes along, in place of an older one.

    Raises
    ------
    StoreError
        When it cannot be written; an older one is still there.
    """
    with written_whole(path, words=FILE) as part:
        part.write_bytes(content)


@contextmanager
def written_whole(path: Path, *, words: str = STORE) -> Iterator[Path]:
    """Give a file to write to, and put it in place of an older one when all went well.

    Parameters
    ----------
    words : str
        Key of what is said where that fails, of `{path}`, its `{folder}` and the `{reason}`.

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
        reason = getattr(error, "strerror", None) or error
        msg = say(words, path=path, folder=path.parent, reason=reason)
        raise StoreError(msg) from error
    finally:
        part.unlink(missing_ok=True)


def _unwritable() -> tuple[type[Exception], ...]:
    import pyogrio.errors  # noqa: PLC0415 - heavy, and only needed once a file could not be written

    kinds = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError)
    return (OSError, zipfile.BadZipFile, *kinds)
