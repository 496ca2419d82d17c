"""Bring the layers of a commune from the public services, each replaced as a whole or not at all.

A layer ends in one of three ways, never two: fetched, fetched and empty, failed. A failed one keeps its last
good data and says since when. Stopped or killed at any point, the atlas in place stays whole, and what had
come serves when the update is run again.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from gis.changes import note
from gis.errors import StoreError
from gis.rights import require
from gis.sources import Client, Fetcher, ReplyCache, SharedFiles, load_settings
from gis.territory import COMMUNE, EMBEDDED, default_home, read_manifest, territory_folder
from gis.update.journal import SHARED, sole_update, sweep
from gis.update.layer_update import LayerWork
from gis.update.run import Setup, Summary, UpdateProgress, UpdateRun, known_place
from gis.update.update_plan import Step, measured, plan

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from gis.rights import Actor


def update(
    code: str,
    *,
    actor: Actor,
    home: Path | None = None,
    layers: Sequence[str] = (),
    again: bool = False,
    progress: Callable[[UpdateProgress], None] | None = None,
    stop: threading.Event | None = None,
    setup: Setup | None = None,
) -> Summary:
    """Fetch the layers of a commune into the home.

    Parameters
    ----------
    code : str
        INSEE code of the commune; any commune of France.
    actor : Actor
        Who asks for it; the first update of a commune takes the right to build one.
    layers : Sequence[str]
        Layers to fetch, whatever their age; every layer that is missing or stale when none is named.
    again : bool
        Fetch layers that are still fresh, too.
    progress : callable, optional
        Is told the news; an error that it raises stops the update and comes out here.
    stop : threading.Event, optional
        Flag that stops the update; layers that are done stay.
    setup : Setup, optional
        Services and embedded data to use in place of the usual ones.

    Raises
    ------
    RightError
        When the one who asks may not.
    TerritoryError
        When the code is no INSEE code, or no commune has it.
    ServiceError
        When the outline of the commune cannot be had, so that nothing can be clipped to it.
    StoreError
        When the home cannot be written, or another update of the commune is running.
    InputError
        When a named layer has no service.
    """
    home, setup = home or default_home(), setup or Setup()
    require_update(actor, code, home=home, embedded=setup.embedded)
    summary = Summary(code, _plan(code, home, layers, again=again, setup=setup))
    with update_client(home, code, setup, stop) as client:
        folder = territory_folder(home, code)
        sweep(folder)
        work = LayerWork(client, folder)
        try:
            UpdateRun(work, setup, summary, _noting(actor, code, home, progress)).go()
        finally:
            client.forget(work.hopeless)
        if not summary.stopped:
            client.reply_cache.settle(work.settled - work.hopeless)
        summary.moved_bytes, summary.requests = client.moved_bytes, client.requests
    return summary


def estimate(
    code: str,
    *,
    actor: Actor,
    home: Path | None = None,
    layers: Sequence[str] = (),
    again: bool = False,
    setup: Setup | None = None,
) -> list[Step]:
    """Return the steps of an update with how much each would bring, by asking the services for counts.

    Raises
    ------
    RightError
        When the one who asks may not fetch.
    StoreError
        While an update of the commune runs; and as in `plan`.
    """
    require(actor, "update")
    home, setup = home or default_home(), setup or Setup()
    steps = _plan(code, home, layers, again=again, setup=setup)
    place = known_place(code, territory_folder(home, code), territory_folder(setup.embedded, code))
    with update_client(home, code, setup, None) as client:
        asker = Fetcher(client)
        counted = measured(steps, asker, place)
        client.forget(asker.keys)
    return counted


def _noting(
    actor: Actor, code: str, home: Path, progress: Callable[[UpdateProgress], None] | None
) -> Callable[[UpdateProgress], None]:
    """Return what hears the news of an update: it writes each new layer down and passes the news on."""

    def hear(event: UpdateProgress) -> None:
        if event.outcome is not None and event.outcome.outcome in {"fetched", "empty"}:
            note(actor, "update", event.layer, code=code, home=home, about=event.outcome.service)
        if progress is not None:
            progress(event)

    return hear


def require_update(actor: Actor, code: str, *, home: Path, embedded: Path = EMBEDDED) -> None:
    """Let only those go on who may fetch the layers of a commune, or build it where it has no data yet.

    Raises
    ------
    RightError
        When they may not.
    TerritoryError
        When the code is no INSEE code.
    """
    require(actor, "update")
    folders = (territory_folder(home, code), territory_folder(embedded, code))
    if not any(_is_built(folder) for folder in folders):
        require(actor, "build")


def _is_built(folder: Path) -> bool:
    try:
        return COMMUNE in read_manifest(folder)["layers"]
    except StoreError:
        return False


def _plan(code: str, home: Path, layers: Sequence[str], *, again: bool, setup: Setup) -> list[Step]:
    return plan(code, home=home, layers=layers, again=again, embedded=setup.embedded, sources=setup.sources)


@contextmanager
def update_client(home: Path, code: str, setup: Setup, stop: threading.Event | None) -> Iterator[Client]:
    """Hold the right to update one commune, and yield the client that asks for it."""
    settings = setup.settings or load_settings()
    with sole_update(home, code) as folder:
        reply_cache = ReplyCache(folder, hours=settings.resume_hours)
        shared = SharedFiles(home / SHARED, hours=settings.resume_hours)
        for cache in (reply_cache, shared):
            cache.tidy()
        try:
            with Client(settings, reply_cache, stop=stop, shared=shared) as client:
                yield client
        finally:
            # A commune that does not exist leaves nothing behind.
            if not territory_folder(home, code).exists():
                reply_cache.clear()
