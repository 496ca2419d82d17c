"""Stops, notes and tours that belong to whoever keeps them; sharing one is an act of its owner."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.changes import note
from gis.database import is_there
from gis.errors import UploadError
from gis.rights import require
from gis.tours.guide_documents import merged, to_document, to_stop
from gis.tours.guide_file import read_guide, written
from gis.tours.stops import library
from gis.tours.tour_permalink import check_document

if TYPE_CHECKING:
    from gis.changes import What
    from gis.rights import Actor
    from gis.territory import Territory
    from gis.tours.guide_documents import Document
    from gis.tours.kept_entry import Entry
    from gis.tours.stops import Stop

KINDS = ("stops", "tours")


@dataclass(frozen=True)
class ImportedStops:
    """What an import did: identifiers new, put in place of others, left as they were."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    kept: tuple[str, ...]


class GuideStore:
    """What one person keeps for one territory, and what others share.

    Parameters
    ----------
    territory : Territory
    actor : Actor
        Who reads and writes: all that is written belongs to them.
    """

    def __init__(self, territory: Territory, actor: Actor) -> None:
        self.territory, self.actor = territory, actor
        self._place = (territory.home, territory.code)

    def stops(self) -> dict[str, Stop]:
        """Return every stop: the published ones as changed, those of others that are shared, one's own.

        Raises
        ------
        StoreError
            When they cannot be read.
        """
        published = library(self.territory)
        documents: dict[str, Document] = {}
        for one in self.entries("stops"):
            # What cannot be used leaves all others where they are.
            with suppress(UploadError):
                to_stop(one.document, self.territory.projection, published.get(one.key))
                documents.setdefault(one.key, one.document)
        return merged(published, documents, self.territory.projection)

    def entries(self, kind: str) -> list[Entry]:
        """Return what is one's own and, behind it, what others share.

        Parameters
        ----------
        kind : str
            `stops` or `tours`.

        Raises
        ------
        StoreError
            When they cannot be read.
        """
        if not is_there(self.territory.home):
            return []
        from gis.tours import kept_entries  # noqa: PLC0415 - SQLAlchemy, where there is something to read

        return kept_entries.read_entries(*self._place, kind, self.actor)

    def put_stop(self, stop: Stop) -> Stop:
        """Keep a stop of one's own, or what one changed of a published one.

        Raises
        ------
        RightError
            When the actor may keep nothing.
        UploadError
            When a field cannot be used, or too much is kept.
        StoreError
            When it cannot be written.
        """
        require(self.actor, "keep")
        base = library(self.territory).get(stop.id)
        document = to_document(stop, base)
        whole = to_stop(document, self.territory.projection, base)
        self._write([("stops", stop.id, document)])
        return whole

    def forget(self, kind: str, key: str, *, owner: str = "") -> bool:
        """Take an entry away; tell whether there was one.

        Parameters
        ----------
        owner : str
            Whose it is, where it is a shared one of somebody else: agents may take those away.

        Raises
        ------
        RightError
            When the actor may not.
        StoreError
            When it cannot be written.
        """
        other = owner not in {"", self.actor.id}
        require(self.actor, "check" if other else "keep")
        if not is_there(self.territory.home):
            return False
        from gis.tours import kept_entries  # noqa: PLC0415 - the same

        whose = owner or self.actor.id
        done = kept_entries.forget_entry(*self._place, kind, key, whose, shared_only=other)
        if done and other:
            self._note("end_stop", key)
        return done

    def share(self, kind: str, key: str, *, shared: bool = True, private: bool = False) -> bool:
        """Let everybody see an entry of one's own, or nobody any more; tell whether there was one.

        Parameters
        ----------
        private : bool
            Whether guides and agents see its host, contact and note, too. Visitors never do.

        Raises
        ------
        RightError
            When the actor may not share.
        StoreError
            When it cannot be written.
        """
        require(self.actor, "share")
        from gis.tours import kept_entries  # noqa: PLC0415 - the same

        whose = self.actor.id
        done = kept_entries.share_entry(*self._place, kind, key, whose, shared=shared, private=private)
        if done and shared:
            self._note("share_stop", key)
        return done

    def put_tour(self, key: str, document: Document) -> None:
        """Keep a tour, as `gis.tours.to_document` writes it, under a name.

        Raises
        ------
        RightError
            When the actor may keep nothing.
        UploadError
            When it is no tour, or too much is kept.
        StoreError
            When it cannot be written.
        """
        require(self.actor, "keep")
        check_document(document)
        self._write([("tours", key.strip()[:120] or "–", document)])

    def tours(self) -> dict[str, Document]:
        """Return the tours of one's own, by name.

        Raises
        ------
        StoreError
            When they cannot be read.
        """
        return self._own("tours")

    def export(self) -> str:
        """Return everything of one's own as one JSON document.

        Raises
        ------
        StoreError
            When the file cannot be read.
        """
        return written(self.territory, self._own("stops"), self.tours())

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
        require(self.actor, "keep")
        entries = read_guide(self.territory, content)
        here = {kind: self._own(kind) for kind in KINDS}
        new = [one for one in entries if one[1] not in here[one[0]]]
        other = [one for one in entries if one[1] in here[one[0]] and here[one[0]][one[1]] != one[2]]
        self._write([*new, *(other if replace else [])])
        names = tuple(key for _, key, _ in other)
        return ImportedStops(
            tuple(key for _, key, _ in new), names if replace else (), () if replace else names
        )

    def _note(self, what: What, key: str) -> None:
        """Tell the journal what changes for others; what somebody keeps for themselves stays theirs."""
        note(self.actor, what, key, code=self.territory.code, home=self.territory.home)

    def _own(self, kind: str) -> dict[str, Document]:
        return {one.key: one.document for one in self.entries(kind) if one.mine}

    def _write(self, entries: list[tuple[str, str, Document]]) -> None:
        if entries:
            from gis.tours import kept_entries  # noqa: PLC0415 - the same

            kept_entries.put_entries(*self._place, entries, self.actor)
