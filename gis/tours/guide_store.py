"""A guide's own stops, notes and tours, in a local SQLite file that several sessions may write at once."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.errors import UploadError
from gis.files import opened
from gis.tours.guide_documents import Document, merged, to_document, to_stop
from gis.tours.stops import Stop, library
from gis.tours.tour_permalink import check_document
from gis.words import say

if TYPE_CHECKING:
    import sqlite3
    from contextlib import AbstractContextManager
    from pathlib import Path

    from gis.territory import Territory

FILE = "guide.sqlite3"
FORMAT = "cailloux-blancs/guide"
VERSION = 1
MOST_BYTES = 2_000_000
MOST_ENTRIES = 1_000
KINDS = ("stops", "tours")
_TABLE = """
create table if not exists entries (
    kind text not null check (kind in ('stops', 'tours')),
    id text not null,
    document text not null,
    changed text not null,
    primary key (kind, id)
)
"""
_PUT = "insert or replace into entries (kind, id, document, changed) values (?, ?, ?, ?)"


@dataclass(frozen=True)
class ImportedStops:
    """What an import did: identifiers new, put in place of others, left as they were."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    kept: tuple[str, ...]


class GuideStore:
    """The guide's entries for one territory.

    Parameters
    ----------
    path : Path
        The SQLite file; made when first written.
    territory : Territory
    """

    def __init__(self, path: Path, territory: Territory) -> None:
        self.path, self.territory = path, territory

    @classmethod
    def of(cls, territory: Territory) -> GuideStore:
        """Return the store of a territory, kept in its home."""
        return cls(territory.home / territory.code / FILE, territory)

    def stops(self) -> dict[str, Stop]:
        """Return every stop: the published ones as the guide changed them, and the guide's own.

        Raises
        ------
        StoreError
            When the file cannot be read.
        """
        return merged(library(self.territory), self._all("stops"), self.territory.projection)

    def put_stop(self, stop: Stop) -> Stop:
        """Keep one of the guide's own stops, or what the guide changed of a published one.

        Raises
        ------
        UploadError
            When a field cannot be used.
        StoreError
            When the file cannot be written.
        """
        base = library(self.territory).get(stop.id)
        document = to_document(stop, base)
        whole = to_stop(document, self.territory.projection, base)
        self._write([("stops", stop.id, document)])
        return whole

    def forget(self, kind: str, key: str) -> bool:
        """Take an entry away; tell whether there was one.

        Raises
        ------
        StoreError
            When the file cannot be written.
        """
        if not self.path.exists():
            return False
        with self._opened() as base:
            return base.execute("delete from entries where kind = ? and id = ?", (kind, key)).rowcount > 0

    def put_tour(self, key: str, document: Document) -> None:
        """Keep a tour, as `gis.tours.to_document` writes it, under a name.

        Raises
        ------
        UploadError
            When it is no tour.
        StoreError
            When the file cannot be written.
        """
        check_document(document)
        self._write([("tours", key.strip()[:120] or "–", document)])

    def tours(self) -> dict[str, Document]:
        """Return the tours that were kept, by name.

        Raises
        ------
        StoreError
            When the file cannot be read.
        """
        return self._all("tours")

    def export(self) -> str:
        """Return everything as one JSON document.

        Raises
        ------
        StoreError
            When the file cannot be read.
        """
        document = {
            "format": FORMAT, "version": VERSION, "territory": self.territory.code,
            "stops": list(self._all("stops").values()),
            "tours": [{"id": key, "tour": tour} for key, tour in self._all("tours").items()],
        }  # fmt: skip
        return json.dumps(document, ensure_ascii=False, indent=1)

    def bring(self, content: bytes | str, *, replace: bool = False) -> ImportedStops:
        """Import what `export` wrote: all of it or, where anything in it is wrong, nothing.

        Parameters
        ----------
        replace : bool
            Whether an entry of the file takes the place of a different one that is here; without it the
            one here stays, and is named.

        Raises
        ------
        UploadError
            When the file is broken, of another version, or an entry cannot be used.
        StoreError
            When the store cannot be written.
        """
        entries = self._read(content)
        here = {kind: self._all(kind) for kind in KINDS}
        new = [one for one in entries if one[1] not in here[one[0]]]
        other = [one for one in entries if one[1] in here[one[0]] and here[one[0]][one[1]] != one[2]]
        self._write([*new, *(other if replace else [])])
        names = tuple(key for _, key, _ in other)
        return ImportedStops(
            tuple(key for _, key, _ in new), names if replace else (), () if replace else names
        )

    def _read(self, content: bytes | str) -> list[tuple[str, str, Document]]:
        if len(content) > MOST_BYTES:
            raise UploadError(say("tours.import_large", most=MOST_BYTES // 1_000_000))
        try:
            document = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise UploadError(say("tours.import_broken", reason=error)) from error
        if not isinstance(document, dict) or document.get("format") != FORMAT:
            raise UploadError(say("tours.import_other"))
        if document.get("version") != VERSION:
            raise UploadError(say("tours.import_version", found=document.get("version"), known=VERSION))
        if document.get("territory") != self.territory.code:
            raise UploadError(
                say("tours.import_territory", found=document.get("territory"), here=self.territory.code)
            )
        stops, tours = document.get("stops", []), document.get("tours", [])
        if (
            not isinstance(stops, list)
            or not isinstance(tours, list)
            or len(stops) + len(tours) > MOST_ENTRIES
        ):
            raise UploadError(say("tours.import_other"))
        return [*map(self._stop, stops), *map(_tour, tours)]

    def _stop(self, document: Any) -> tuple[str, str, Document]:
        key = document.get("id") if isinstance(document, dict) else None
        base = library(self.territory).get(key) if isinstance(key, str) else None
        stop = to_stop(document, self.territory.projection, base)
        return "stops", stop.id, to_document(stop, base)

    def _all(self, kind: str) -> dict[str, Document]:
        if not self.path.exists():
            return {}
        with self._opened() as base:
            rows = base.execute("select id, document from entries where kind = ? order by rowid", (kind,))
            return {key: json.loads(document) for key, document in rows}

    def _write(self, entries: list[tuple[str, str, Document]]) -> None:
        if not entries:
            return
        now = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
        rows = [(kind, key, json.dumps(document, ensure_ascii=False), now) for kind, key, document in entries]
        with self._opened() as base:
            base.executemany(_PUT, rows)

    def _opened(self) -> AbstractContextManager[sqlite3.Connection]:
        return opened(self.path, _TABLE, unusable="tours.store_unusable")


def _tour(document: Any) -> tuple[str, str, Document]:
    if not isinstance(document, dict) or not isinstance(document.get("id"), str):
        raise UploadError(say("tours.entry_no_id"))
    tour = document.get("tour")
    check_document(tour)
    assert isinstance(tour, dict)
    return "tours", document["id"], tour
