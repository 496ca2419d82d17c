"""One layer of an update: fetched whole, made a layer, checked, and put in place of the old one."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from gis.errors import AtlasError, ServiceError, StoreError, TerritoryError
from gis.sources import (
    RELIEF_CREDIT,
    Fetcher,
    Place,
    RefusedError,
    StoppedError,
    TransientError,
    asked,
    clean,
    relief_grid,
    write_relief,
)
from gis.territory import (
    is_outdated,
    margin_of,
    read_layer,
    read_manifest,
    registry,
    remove_layer,
    without_silent,
    write_layer,
)
from gis.update import journal as ledger
from gis.update.journal import RELIEF, RELIEF_FILE
from gis.update.outcome import Outcome, Result
from gis.update.provenance import note_of, provenance_of
from gis.update.update_note import COVERAGE_UNKNOWN, noted, outside_note
from gis.words import as_code, message, say, sentence, size_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd

    from gis.sources import CleaningReport, Client, Fetched, Remark, Source

NOT_PUBLISHED = frozenset({"no_document", "national_rules", "plan_without_outline", COVERAGE_UNKNOWN})
"""Notes of replies whose emptiness says nothing of the ground."""


@dataclass
class LayerWork:
    """What the layers of one update share.

    Attributes
    ----------
    folder : Path
        Where the layers of the commune are.
    settled, hopeless : set[str]
        Replies whose layers are in place, and replies that turned out to be useless.
    """

    client: Client
    folder: Path
    settled: set[str] = field(default_factory=set)
    hopeless: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def done(self, keys: set[str]) -> None:
        """Note that the layers made of these replies are in place."""
        with self.lock:
            self.settled |= keys

    def useless(self, keys: set[str]) -> None:
        """Note that nothing good can be made of these replies."""
        with self.lock:
            self.hopeless |= keys


def update_layer(work: LayerWork, sources: Sequence[Source], place: Place) -> Outcome:
    """Fetch one layer from the first of its sources that answers, and put it in place.

    Raises
    ------
    StoreError
        When the folder cannot be written.
    TerritoryError
        When the commune does not exist.
    """
    speaking = asked(sources, place.insee)
    if not speaking:
        return _outside(work.folder, sources[0], place)
    failures: list[str] = []
    for source in speaking:
        asker = Fetcher(work.client)
        try:
            outcome = _from_source(work, asker, source, place)
        except StoppedError:
            return Outcome(source.layer, "stopped", source.service, note=_part_kept(asker))
        except (StoreError, TerritoryError):
            raise
        except OSError as error:
            msg = say("errors.store_unwritable", folder=work.client.reply_cache.folder, reason=error)
            raise StoreError(msg) from error
        except (TransientError, RefusedError) as error:
            # What had come whole before is kept for the next try.
            failures.append(message(error))
        except Exception as error:  # noqa: BLE001  # whatever a service sends, the other layers go on
            work.useless(asker.keys)
            failures.append(_in_words(error))
        else:
            work.done(asker.keys)
            return outcome
    return failed(work.folder, speaking[0].layer, speaking[0].service, failures)


def _part_kept(asker: Fetcher) -> str:
    """Return that a big file goes on from where it was stopped, where there is one."""
    had = asker.part_bytes()
    return say("update.part_kept", size=size_text(had)) if had else ""


def _outside(folder: Path, source: Source, place: Place) -> Outcome:
    """Note that no source of a layer speaks of the commune; what was taken from one does not count."""
    run = {"outcome": "no_data", "at": ledger.now(), "note": outside_note(source.coverage)}
    before = ledger.last_run(folder, source.layer) if folder.exists() else {}
    if {**before, "at": ""} != {**run, "at": ""}:
        if source.layer not in without_silent(read_manifest(folder), place.insee)["layers"]:
            remove_layer(folder, source.layer)
        ledger.note_run(folder, source.layer, run)
    return Outcome(source.layer, "no_data", source.service, note=noted(run, {}))


def _in_words(error: Exception) -> str:
    if isinstance(error, AtlasError):
        return message(error)
    return sentence("update.unexpected_reply", reason=f"{type(error).__name__}: {error}"[:200])


def failed(folder: Path, layer: str, service: str, reasons: Sequence[str]) -> Outcome:
    """Note that a layer failed, and since when the data in place are good."""
    codes = [as_code(text) for text in reasons]
    reason = codes[0] if len(codes) == 1 else codes
    entry = read_manifest(folder)["layers"].get(layer, {}) if folder.exists() else {}
    last_good = str(entry.get("fetched_at") or entry.get("source_date") or "")
    outcome = Outcome(layer, "failed", service, because=reason, last_good=last_good)
    if folder.exists():
        at = ledger.now()
        run = {"outcome": "failed", "at": at, "failed_at": at, "reason": reason, "last_good": last_good}
        ledger.note_run(folder, layer, run)
    return outcome


def update_relief(work: LayerWork, place: Place) -> Outcome:
    """Fetch the heights of the ground, and put the relief in place.

    Raises
    ------
    StoreError
        When the folder cannot be written.
    """
    asker = Fetcher(work.client)
    try:
        heights_m, cell_m, corner = relief_grid(asker, place)
    except StoppedError:
        return Outcome(RELIEF, "stopped", "altimetry")
    except ServiceError as error:
        return failed(work.folder, RELIEF, "altimetry", [message(error)])
    part = work.folder / f".part-{RELIEF_FILE}"
    provenance = {
        "status": RELIEF_CREDIT.status,
        "source": RELIEF_CREDIT.source,
        "licence": RELIEF_CREDIT.licence,
        "url": asker.url,
        "fetched_at": ledger.now(),
        "cell_m": cell_m,
    }
    try:
        with ledger.writing(work.folder):
            write_relief(part, heights_m, crs=place.crs, cell_m=cell_m, corner=corner)
        ledger.place_file(work.folder, part, RELIEF_FILE, provenance)
    finally:
        part.unlink(missing_ok=True)
    work.done(asker.keys)
    ledger.note_run(work.folder, RELIEF, {"outcome": "fetched", "at": ledger.now()})
    return Outcome(RELIEF, "fetched", "altimetry", asker.url, kept=heights_m.size, received=heights_m.size)


def _from_source(work: LayerWork, asker: Fetcher, source: Source, place: Place) -> Outcome:
    place = replace(place, around_m=source.margin_m)
    fetched = source.fetch(asker, place)
    manifest = without_silent(read_manifest(work.folder), place.insee)
    entry = manifest["layers"].get(source.layer)
    if asker.unchanged and entry and _is_good(entry, source):
        ledger.note_run(work.folder, source.layer, {"outcome": "fetched", "at": ledger.now()})
        return Outcome(source.layer, "unchanged", source.service, fetched.url, kept=entry["features"])
    frame = source.normalise(fetched, place)
    outline = frame.geometry.iloc[0] if place.outline is None else place.outline
    theme = registry()[source.layer]
    told = () if source.remarks is None else source.remarks(fetched, frame)
    edge_m = max(source.margin_m, source.tolerance_m)
    kept, account = clean(frame, theme, outline=outline, clip=source.clip, margin_m=edge_m)
    if len(frame) and account.rejected_count == len(frame):
        msg = sentence("update.all_rejected", count=len(frame), reason=account.rejected[0]["reason"])
        raise ServiceError(msg)
    if not len(kept) and source.coverage.voice(place.insee) == "unknown":
        fetched = replace(fetched, note=COVERAGE_UNKNOWN)
    return _swap(work, source, fetched, kept, (account, told))


def _is_good(entry: Mapping[str, Any], source: Source) -> bool:
    troubled = entry.get("failed_at") or entry.get("undone_at")
    if entry.get("status") == "own" or troubled or is_outdated(entry):
        return False
    return margin_of(entry) == source.margin_m


def _swap(
    work: LayerWork,
    source: Source,
    fetched: Fetched,
    frame: gpd.GeoDataFrame,
    said: tuple[CleaningReport, tuple[Remark, ...]],
) -> Outcome:
    account, told = said
    outcome: Result = "fetched" if len(frame) else "empty"
    if fetched.note == COVERAGE_UNKNOWN:
        outcome = "no_data"
    if not len(frame) and (source.empty_means_unknown or fetched.note in NOT_PUBLISHED):
        if work.folder.exists():
            remove_layer(work.folder, source.layer)
    else:
        provenance = provenance_of(source, fetched, frame, account, told)
        write_layer(work.folder, source.layer, frame, provenance=provenance)
    run = {"outcome": outcome, "at": ledger.now(), "note": fetched.note, "url": fetched.url}
    ledger.note_run(work.folder, source.layer, run | {"remarks": [asdict(item) for item in told]})
    ended = Outcome(source.layer, outcome, source.service, fetched.url, matched=fetched.matched)
    counts = account.as_dict() | {"shared": fetched.shared}
    return replace(ended, **{**counts, "rejected": tuple(counts["rejected"])}, note=note_of(fetched, told))


def read_or_none(folder: Path, layer: str) -> gpd.GeoDataFrame | None:
    """Return a layer of a folder, or nothing where it cannot be read."""
    try:
        return read_layer(folder, layer)[0]
    except StoreError:
        return None
