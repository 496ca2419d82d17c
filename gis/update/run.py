"""One update under way: the commune first, then every other layer, a few at a time."""

from __future__ import annotations

import queue
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from gis.crs import legal_crs, same_system
from gis.errors import ServiceError
from gis.geometry import union
from gis.sources import SOURCES, Place
from gis.territory import COMMUNE, EMBEDDED, INFO, territory_folder
from gis.update.identity import write_identity
from gis.update.journal import RELIEF, writing
from gis.update.layer_update import LayerWork, read_or_none, update_layer, update_relief
from gis.update.update_plan import OUTSIDE
from gis.words import say, size_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from gis.sources import Source, SourceSettings
    from gis.update.outcome import Outcome
    from gis.update.update_plan import Step

WORKERS = 4
TICK_S = 0.2
NEIGHBOURS = "neighbours"
Kind = Literal["start", "done", "moving"]


@dataclass(frozen=True)
class Setup:
    """What an update works with.

    Attributes
    ----------
    settings : SourceSettings or None
        Addresses and limits; those of `CAILLOUX_SOURCES`, or the published ones, by default.
    sources : Mapping
        The sources of each layer.
    embedded : Path
        Folder of the data that come with the atlas.
    """

    settings: SourceSettings | None = None
    sources: Mapping[str, tuple[Source, ...]] = field(default_factory=lambda: SOURCES)
    embedded: Path = EMBEDDED


@dataclass(frozen=True)
class UpdateProgress:
    """News of an update, given to `progress` in the thread that called `update`.

    Attributes
    ----------
    kind : Kind
        `start` and `done` of one layer, or `moving` in between.
    moved_bytes : int
        What has gone over the network so far.
    done, total : int
        Layers that have ended, and all that are fetched.
    file_bytes, file_total : int
        Bytes on disk of the big files under way, and bytes that they have together; 0 when there are none.
    """

    kind: Kind
    layer: str = ""
    outcome: Outcome | None = None
    moved_bytes: int = 0
    done: int = 0
    total: int = 0
    file_bytes: int = 0
    file_total: int = 0

    @property
    def moved_words(self) -> str:
        """What has come so far, and how far big files are, in the language in use."""
        size = size_text(self.moved_bytes)
        if not self.file_total:
            return say("update.moved", size=size)
        had, whole = size_text(self.file_bytes), size_text(self.file_total)
        return say("update.moved_file", size=size, had=had, whole=whole)


@dataclass
class Summary:
    """How an update ended.

    Attributes
    ----------
    steps : list[Step]
        What was planned, layers left as they are included.
    outcomes : list[Outcome]
        How each layer that was asked for ended.
    moved_bytes, requests : int
        What went over the network.
    """

    code: str
    steps: list[Step]
    outcomes: list[Outcome] = field(default_factory=list)
    moved_bytes: int = 0
    requests: int = 0

    @property
    def failed(self) -> list[Outcome]:
        """The layers that failed."""
        return [item for item in self.outcomes if item.outcome == "failed"]

    @property
    def stopped(self) -> bool:
        """Whether the update was stopped before its end."""
        return any(item.outcome == "stopped" for item in self.outcomes)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name."""
        return {
            "territory": self.code,
            "moved_bytes": self.moved_bytes,
            "requests": self.requests,
            "stopped": self.stopped,
            "layers": [item.as_dict() for item in self.outcomes],
            "left": [step.as_dict() for step in self.steps if step.is_left],
        }


class UpdateRun:
    """One update under way."""

    def __init__(
        self, work: LayerWork, setup: Setup, summary: Summary, progress: Callable[[UpdateProgress], None]
    ) -> None:
        self.work, self.setup, self.summary, self.progress = work, setup, summary, progress
        self.todo = [step for step in summary.steps if step.will_fetch]
        self.outside = [step.layer for step in summary.steps if step.reason == OUTSIDE]
        self.embedded = territory_folder(setup.embedded, summary.code)
        self.news: queue.SimpleQueue[tuple[str, Outcome | None]] = queue.SimpleQueue()

    def go(self) -> None:
        """Fetch the commune, then everything else.

        Raises
        ------
        ServiceError
            When there is no outline of the commune, neither new nor old.
        """
        code = self.summary.code
        if any(step.layer == COMMUNE for step in self.todo):
            self._tell("start", COMMUNE)
            self._end(update_layer(self.work, self.setup.sources[COMMUNE], Place(code)))
        place = known_place(code, self.work.folder, self.embedded)
        if place.outline is None and not self.summary.stopped:
            reason = next((item.reason for item in self.summary.failed), "")
            msg = say("update.no_outline", code=code, reason=reason)
            raise ServiceError(msg)
        if place.outline is not None:
            self._identity()
            for layer in self.outside:
                self._end(update_layer(self.work, self.setup.sources[layer], place))
            self._all([step.layer for step in self.todo if step.layer != COMMUNE], place)
            self._identity()

    def _all(self, layers: Sequence[str], place: Place) -> None:
        pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="update")
        futures = [pool.submit(copy_context().run, self._one, layer, place) for layer in layers]
        try:
            waiting = len(futures)
            while waiting:
                waiting -= self._hear()
                _raise_first(futures)
        except BaseException:
            # Out of room, interrupted, or the one who watches has gone: end the others, too.
            self.work.client.stop.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _one(self, layer: str, place: Place) -> None:
        self.news.put((layer, None))
        if layer == RELIEF:
            self.news.put((layer, update_relief(self.work, place)))
        else:
            self.news.put((layer, update_layer(self.work, self.setup.sources[layer], place)))

    def _hear(self) -> int:
        try:
            layer, outcome = self.news.get(timeout=TICK_S)
        except queue.Empty:
            self._tell("moving", "")
            return 0
        if outcome is None:
            self._tell("start", layer)
            return 0
        self._end(outcome)
        return 1

    def _end(self, outcome: Outcome) -> None:
        self.summary.outcomes.append(outcome)
        self._tell("done", outcome.layer, outcome)

    def _tell(self, kind: Kind, layer: str, outcome: Outcome | None = None) -> None:
        done, total = len(self.summary.outcomes), len(self.todo) + len(self.outside)
        moved, files = self.work.client.moved_bytes, self.work.client.arriving()
        self.progress(UpdateProgress(kind, layer, outcome, moved, done, total, *files))

    def _identity(self) -> None:
        # The words that come with the atlas are better than any rule could make them.
        commune = read_or_none(self.work.folder, COMMUNE)
        if commune is not None and len(commune) and not (self.embedded / INFO).exists():
            with writing(self.work.folder):
                write_identity(self.work.folder, commune, read_or_none(self.work.folder, NEIGHBOURS))


def known_place(code: str, *folders: Path) -> Place:
    """Return the commune as the first of several folders knows it; without outline where none does."""
    for folder in folders:
        frame = read_or_none(folder, COMMUNE)
        # An older atlas may have stored it in another system: then it is not known in this one.
        if frame is not None and len(frame) and same_system(frame.crs, legal_crs(code)):
            outline = union(frame.geometry.to_numpy())
            return Place(code, str(frame.iloc[0]["name"]), outline)
    return Place(code)


def _raise_first(futures: Sequence[Future[None]]) -> None:
    for future in futures:
        if future.done():
            future.result()
