"""The same screening on a Dask cluster: parcels in parts that lie together, one part in memory at a time.

dask-geopandas is only needed here, and only loaded when it is asked for.
"""

from __future__ import annotations

import importlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from gis.errors import InputError, ServiceError
from gis.schema import LAMBERT93
from gis.screening import CONTENANCE, screen_frame
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from gis.dossiers.index import Zones

PARCELS_A_PART = 20_000
"""With their answers, some tens of megabytes for a worker."""
CONNECT_SECONDS = 10


@contextmanager
def cluster(*, scheduler: str = "", workers: int = 0) -> Iterator[Any]:
    """Connect to a cluster, or start one of local processes, one thread each, and stop it afterwards.

    Raises
    ------
    InputError
        When dask-geopandas is not installed.
    ServiceError
        When the scheduler does not answer.
    """
    distributed = _load("distributed")
    if not scheduler:
        local = distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
        )
        with local, distributed.Client(local) as client:
            yield client
        return
    try:
        client = distributed.Client(scheduler, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        msg = say("screening.no_scheduler", address=scheduler, reason=type(error).__name__)
        raise ServiceError(msg) from error
    with client:
        yield client


def parts_of(parcels: gpd.GeoDataFrame | Path, *, size: int = PARCELS_A_PART) -> Any:
    """Return parcels as a dask-geopandas frame whose parts each lie together on the map.

    Parameters
    ----------
    parcels : GeoDataFrame or Path
        A table in memory, or a GeoParquet file or folder that is read part by part.
    size : int
        Parcels a part, roughly.

    Raises
    ------
    InputError
        When dask-geopandas is not installed, or the file cannot be used.
    """
    dask_geopandas = _load("dask_geopandas")
    if isinstance(parcels, gpd.GeoDataFrame):
        near = parcels.iloc[parcels.hilbert_distance().argsort(kind="stable")].reset_index(drop=True)
        return dask_geopandas.from_geopandas(near, npartitions=max(1, -(-len(near) // size)), sort=False)
    try:
        rows = sum(fragment.count_rows() for fragment in _dataset(parcels).get_fragments())
        found = dask_geopandas.read_parquet(parcels, split_row_groups=True)
        found = found[[name for name in ("id", CONTENANCE, found.geometry.name) if name in found.columns]]
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise _unreadable(parcels, str(error)[:80]) from error
    if found.crs != LAMBERT93 or "id" not in found.columns:
        raise _unreadable(parcels, str(found.crs))
    return found.spatial_shuffle(by="hilbert", npartitions=max(1, -(-rows // size)))


def screen_parts(
    parts: Any,
    zones: Sequence[Zones],
    client: Any,
    *,
    nearest: bool = True,
    keep: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame] | None = None,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Iterator[gpd.GeoDataFrame]:
    """Screen parts on a cluster and give each as soon as it is done, in whatever order that is.

    Parameters
    ----------
    parts : dask_geopandas.GeoDataFrame
        From `parts_of`.
    zones : sequence of Zones
        Sent to every worker once.
    client : distributed.Client
        From `cluster`.
    keep : callable, optional
        What to keep of a part, asked on the worker, so that the rest never travels.
    """
    dask, distributed = _load("dask"), _load("distributed")
    sent = dask.delayed([item.bare() for item in zones], traverse=False)
    work = dask.delayed(_screen_part, pure=False)
    jobs = client.compute([work(part, sent, nearest, keep) for part in parts.to_delayed()])
    total = len(jobs)
    done = distributed.as_completed(jobs)
    del jobs
    for number, job in enumerate(done, start=1):
        yield job.result()
        job.release()
        if progress is not None:
            progress(number, total)
        if stop is not None and stop():
            client.cancel(list(done.futures))
            return


def _screen_part(
    frame: gpd.GeoDataFrame,
    zones: Sequence[Zones],
    nearest: bool,  # noqa: FBT001 - travels by position
    keep: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame] | None,
) -> gpd.GeoDataFrame:
    found = screen_frame(frame, zones, nearest=nearest, threads=1).frame
    return found if keep is None else keep(found)


def _unreadable(path: Path, reason: str) -> InputError:
    return InputError(say("screening.parcels_unreadable", path=path, reason=" ".join(reason.split())))


def _dataset(path: Path) -> Any:
    return importlib.import_module("pyarrow.dataset").dataset(path, format="parquet")


def _load(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        msg = say("screening.no_dask")
        raise InputError(msg) from error
