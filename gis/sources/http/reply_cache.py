"""Replies on disk: finished ones are used again when an update resumes, cut ones are continued.

A reply stays `open` until the update that asked for it has ended well. Afterwards it is kept only when
the service gave it an ETag or a date, so that the next update can ask whether it has changed.
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from gis.errors import StoreError
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


REPLY_FILES = frozenset({".body", ".part", ".json", ".tmp"})


@dataclass(frozen=True)
class CachedReply:
    """What is known of a reply besides its body.

    Attributes
    ----------
    url : str
        Address asked; `final_url` is the one that answered, after redirects.
    etag, last_modified : str
        What the service gave to ask for changes; empty when nothing.
    fetched_at : float
        Seconds since 1970 when the reply ended.
    open : bool
        Fetched by an update that has not ended well yet.
    checksum : str
        `algorithm:digest` that the publisher told of the body; empty when none.
    """

    url: str
    final_url: str
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    fetched_at: float = 0.0
    open: bool = True
    checksum: str = ""

    @property
    def can_be_asked_again(self) -> bool:
        """Whether the service can say that nothing has changed."""
        return bool(self.etag or self.last_modified)

    @property
    def validator(self) -> str:
        """What names these very bytes, so that a cut body can be continued; empty when nothing does."""
        return self.last_modified if self.etag.startswith("W/") else self.etag or self.last_modified

    @property
    def lasts(self) -> bool:
        """Whether it can be told later that the body is still the one that is published."""
        return self.can_be_asked_again or bool(self.checksum)


class ReplyCache:
    """The replies of one territory, in a folder of their own.

    Parameters
    ----------
    folder : Path
        Where they lie; made when the first one comes.
    hours : float
        Age up to which an open reply is used without asking again.
    """

    def __init__(self, folder: Path, *, hours: float) -> None:
        self.folder = folder
        self._seconds = hours * 3600

    def body(self, key: str) -> Path:
        """Return where the body of a reply lies or shall lie."""
        return self.folder / f"{key}.body"

    def part(self, key: str) -> Path:
        """Return where a body grows while it arrives."""
        return self.folder / f"{key}.part"

    def slip(self, key: str) -> CachedReply | None:
        """Return what is known of a finished reply, or nothing where there is none."""
        if not self.body(key).exists():
            return None
        return self._read(self.folder / f"{key}.json")

    def part_slip(self, key: str) -> CachedReply | None:
        """Return what is known of a cut reply, or nothing where there is none."""
        if not self.part(key).exists():
            return None
        return self._read(self.folder / f"{key}.part.json")

    def is_edition(self, key: str, slip: CachedReply, *, checksum: str, size: int | None) -> bool:
        """Whether a finished reply is the one that its publisher tells of, as far as he tells."""
        if checksum:
            return slip.checksum == checksum
        return size is None or self.body(key).stat().st_size == size

    def here_bytes(self, key: str, *, checksum: str, size: int | None) -> int:
        """Return the bytes of an edition that are on disk, whole or in a part that can be continued."""
        slip = self.slip(key)
        if slip is not None and self.is_edition(key, slip, checksum=checksum, size=size):
            return self.body(key).stat().st_size
        return self.part_bytes(key, checksum=checksum)

    def part_bytes(self, key: str, *, checksum: str | None = None) -> int:
        """Return the bytes of a cut reply that can be continued, of one edition where a checksum tells it."""
        slip = self.part_slip(key)
        fits = slip is not None and slip.validator and checksum in {None, slip.checksum}
        return self.part(key).stat().st_size if fits else 0

    def usable(self, slip: CachedReply) -> bool:
        """Whether an interrupted update left this reply, and it is young enough to be used as it is."""
        return slip.open and 0 <= time.time() - slip.fetched_at < self._seconds

    def start(self, key: str, slip: CachedReply) -> None:
        """Note what a body that begins to arrive is, so that it can be continued when it is cut."""
        self.make()
        self._write(self.folder / f"{key}.part.json", slip)

    def finish(self, key: str, slip: CachedReply) -> CachedReply:
        """Turn the part that has arrived into a reply."""
        done = replace(slip, fetched_at=time.time(), open=True)
        self._write(self.folder / f"{key}.json", done)
        self.part(key).replace(self.body(key))
        (self.folder / f"{key}.part.json").unlink(missing_ok=True)
        return done

    def renew(self, key: str, slip: CachedReply) -> CachedReply:
        """Note that a kept reply still holds."""
        held = replace(slip, fetched_at=time.time(), open=True)
        self._write(self.folder / f"{key}.json", held)
        return held

    def drop_part(self, key: str) -> None:
        """Forget the part of a reply that has arrived, and keep the whole one of last time."""
        for suffix in (".part", ".part.json"):
            (self.folder / f"{key}{suffix}").unlink(missing_ok=True)

    def drop(self, keys: Iterable[str]) -> None:
        """Forget replies."""
        for key in keys:
            for suffix in (".json", ".body", ".part", ".part.json"):
                (self.folder / f"{key}{suffix}").unlink(missing_ok=True)

    def settle(self, keys: Iterable[str]) -> None:
        """Close replies whose layers are in place: keep those that can be asked again, forget the others."""
        for key in keys:
            slip = self.slip(key)
            if slip is not None and slip.can_be_asked_again:
                self._write(self.folder / f"{key}.json", replace(slip, open=False))
            else:
                self.drop([key])

    def tidy(self) -> None:
        """Forget what an interrupted update left too long ago and nobody can ask about."""
        limit = time.time() - self._seconds
        for path in self.folder.glob("*.json") if self.folder.exists() else ():
            key = path.name.split(".", 1)[0]
            slip = self._read(path)
            usable = slip is not None and (self.usable(slip) or slip.lasts)
            if not usable and path.stat().st_mtime < limit:
                self.drop([key])

    def sizes(self) -> dict[str, int]:
        """Return the bytes of each reply by its key, whole or cut."""
        found: dict[str, int] = {}
        for path in self.folder.glob("*.*") if self.folder.exists() else ():
            if path.suffix in REPLY_FILES:
                key = path.name.split(".", 1)[0]
                found[key] = found.get(key, 0) + path.stat().st_size
        return found

    def clear(self) -> None:
        """Forget everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def make(self) -> None:
        """Make the folder where it is not there.

        Raises
        ------
        StoreError
            When it cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            msg = sentence("errors.store_unwritable", folder=self.folder, reason=error)
            raise StoreError(msg) from error

    def _write(self, path: Path, slip: CachedReply) -> None:
        part = path.with_suffix(".tmp")
        part.write_text(json.dumps(asdict(slip)), encoding="utf-8")
        part.replace(path)

    def _read(self, path: Path) -> CachedReply | None:
        try:
            return CachedReply(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
