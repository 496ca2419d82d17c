"""How much room the atlas takes on the disk, and what of it can be freed because it can be fetched again."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from gis.changes import CHANGES_FOLDER
from gis.rights import require
from gis.sources import ReplyCache, communes_here, is_insee
from gis.territory import EMBEDDED, default_home
from gis.update.journal import SHARED, SPOOL, no_update, writing
from gis.words import say, size_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gis.rights import Actor


@dataclass(frozen=True)
class CommuneRoom:
    """The room that one commune takes.

    Attributes
    ----------
    layers_bytes : int
        Its layers and their versions from before, relief, own files, texts, journal, and what was filtered
        out of shared files for it.
    replies_bytes : int
        Replies of services that are kept to ask only for what is new.
    """

    code: str
    name: str
    layers_bytes: int
    replies_bytes: int


@dataclass(frozen=True)
class FileRoom:
    """One file that all communes of a home use.

    Attributes
    ----------
    name, url : str
        Last part of its address, and the address.
    whole : bool
        False when it was cut; the next update goes on with it.
    """

    name: str
    url: str
    size_bytes: int
    whole: bool

    @property
    def title(self) -> str:
        """Its name, and that it was cut where it was, in the language in use."""
        return self.name if self.whole else say("update.disk_cut", name=self.name)


@dataclass(frozen=True)
class DiskUse:
    """The room that a home takes.

    Attributes
    ----------
    left_bytes : int
        What is left on its disk.
    """

    communes: tuple[CommuneRoom, ...]
    files: tuple[FileRoom, ...]
    left_bytes: int

    @property
    def files_bytes(self) -> int:
        """Room of the files that all communes use."""
        return sum(item.size_bytes for item in self.files)

    @property
    def replies_bytes(self) -> int:
        """Room of the replies of services."""
        return sum(item.replies_bytes for item in self.communes)

    @property
    def freeable_bytes(self) -> int:
        """Room of all that can be fetched again."""
        return self.files_bytes + self.replies_bytes

    @property
    def total_bytes(self) -> int:
        """All of it."""
        return self.freeable_bytes + sum(item.layers_bytes for item in self.communes)

    @property
    def total_words(self) -> str:
        """All of it and what is left, in the language in use."""
        total, left = size_text(self.total_bytes), size_text(self.left_bytes)
        return say("update.disk_total", total=total, left=left)

    @property
    def freeable_words(self) -> str:
        """How much can be freed and what that means, in the language in use."""
        size = self.freeable_bytes
        return say("update.disk_freeable", size=size_text(size)) if size else say("update.disk_nothing")

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, with the sums."""
        sums = ("files_bytes", "replies_bytes", "freeable_bytes", "total_bytes")
        return {**asdict(self), **{name: getattr(self, name) for name in sums}}


def disk_use(home: Path | None = None, *, embedded: Path = EMBEDDED) -> DiskUse:
    """Return the room that a home takes, by commune and by file, the largest first."""
    home = home or default_home()
    names = {item.code: item.name for item in communes_here(home, embedded)}
    codes = {path.name for folder in (home, home / SPOOL) for path in _folders(folder)}
    communes = [_commune(home, code, names.get(code, code)) for code in codes if is_insee(code)]
    communes.sort(key=lambda item: (-item.layers_bytes - item.replies_bytes, item.code))
    files = sorted(_files(home), key=lambda item: (-item.size_bytes, item.name))
    there = next(path for path in (home, *home.parents) if path.exists())
    return DiskUse(tuple(communes), tuple(files), shutil.disk_usage(there).free)


def free(home: Path | None = None, *, actor: Actor) -> int:
    """Remove shared files and kept replies, which the next update fetches again; return the bytes freed.

    Layers, the town's own files and what was filtered out of shared files stay.

    Raises
    ------
    RightError
        When the one who asks may not.
    StoreError
        When an update runs, or the home cannot be written.
    """
    require(actor, "free")
    home = home or default_home()
    freed = 0
    with no_update(home):
        for folder in (home / SHARED, *_folders(home / SPOOL)):
            replies = ReplyCache(folder, hours=0)
            sizes = replies.sizes()
            with writing(home):
                replies.drop(sizes)
            freed += sum(sizes.values())
    return freed


def _commune(home: Path, code: str, name: str) -> CommuneRoom:
    spool = home / SPOOL / code
    replies = sum(ReplyCache(spool, hours=0).sizes().values())
    all_bytes = sum(
        _sizes([*(home / code).rglob("*"), *spool.glob("*"), *(home / CHANGES_FOLDER).glob(f"{code}.*")])
    )
    return CommuneRoom(code, name, all_bytes - replies, replies)


def _files(home: Path) -> Iterator[FileRoom]:
    shared = ReplyCache(home / SHARED, hours=0)
    for key, size in shared.sizes().items():
        slip, part = shared.slip(key), shared.part_slip(key)
        known = slip or part
        url = known.url if known is not None else ""
        name = PurePosixPath(urlsplit(url).path).name or key
        yield FileRoom(name, url, size, whole=slip is not None and part is None)


def _folders(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []


def _sizes(paths: Iterable[Path]) -> Iterator[int]:
    for path in paths:
        try:
            yield path.stat().st_size if path.is_file() else 0
        except OSError:
            # An update under way has just put another one in its place.
            continue
