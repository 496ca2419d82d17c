"""The same screening on a Dask cluster: parcels in parts that lie together, one part in memory at a time.

dask-geopandas is only needed here, and only loaded when it is asked for.
"""

from __future__ import annotations

import importlib
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from gis.crs import same_system
from gis.errors import InputError, ServiceError
from gis.screening.screen_parcels import CONTENANCE, screen_frame
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from gis.crs import Projection
    from gis.overlay import Zones

PARCELS_A_PART = 20_000
"""With their answers, some tens of megabytes for a worker."""
CONNECT_SECONDS = 10
PARTS_A_WORKER = 2
"""Parts under way for each worker: one in hand, one to follow."""
OVERLAPPED = 3.0
"""Row groups lie together when their boxes cover the land no more than so many times."""
MOST_SIZES = 3
"""Row groups up to so many times the wanted size are taken as they are."""


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


@dataclass(frozen=True, eq=False)
class Parts:
    """Parcels in parts that each lie together on the map.

    Attributes
    ----------
    frame : dask_geopandas.GeoDataFrame
    apart : bool
        Whether each part can be made alone; those that were sorted anew come from all of them.
    """

    frame: Any
    apart: bool

    def __len__(self) -> int:
        return int(self.frame.npartitions)


def parts_of(
    parcels: gpd.GeoDataFrame | Path, projection: Projection, *, size: int = PARCELS_A_PART
) -> Parts:
    """Return parcels in parts that each lie together on the map.

    Parameters
    ----------
    parcels : GeoDataFrame or Path
        A table in memory, or a GeoParquet file or folder that is read part by part. Its row groups are the
        parts where each lies together; otherwise they are sorted anew along a Hilbert curve.
    projection : Projection
        The system of the zones, which a file must be in, too.
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
        parts = max(1, -(-len(near) // size))
        return Parts(dask_geopandas.from_geopandas(near, npartitions=parts, sort=False), apart=True)
    try:
        found = dask_geopandas.read_parquet(parcels, split_row_groups=True)
        found = found[[name for name in ("id", CONTENANCE, found.geometry.name) if name in found.columns]]
        rows, together = _look_over(parcels, found.geometry.name)
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise _unreadable(parcels, projection, str(error)[:80]) from error
    if not same_system(found.crs, projection.crs) or "id" not in found.columns:
        raise _unreadable(parcels, projection, str(found.crs))
    if together and rows <= size * found.npartitions * MOST_SIZES:
        return Parts(found, apart=True)
    parts = max(1, -(-rows // size))
    return Parts(found.spatial_shuffle(by="hilbert", npartitions=parts), apart=False)


def screen_parts(
    parts: Parts,
    zones: Sequence[Zones],
    client: Any,
    *,
    nearest: bool = True,
    keep: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame] | None = None,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Iterator[gpd.GeoDataFrame]:
    """Screen parts on a cluster and give each as soon as it is done, in whatever order that is.

    No more parts than the workers can hold are under way, so that memory does not grow with their number.

    Parameters
    ----------
    zones : sequence of Zones
        Sent to every worker once.
    client : distributed.Client
        From `cluster`.
    keep : callable, optional
        What to keep of a part, asked on the worker, so that the rest never travels.
    """
    dask, distributed = _load("dask"), _load("distributed")
    sent = client.scatter([[item.bare() for item in zones]], broadcast=True)[0]
    work = dask.delayed(_screen_part, pure=False)
    waiting = iter([work(part, sent, nearest, keep) for part in parts.frame.to_delayed()])
    total = len(parts)
    ahead = PARTS_A_WORKER * max(1, len(client.nthreads())) if parts.apart else total
    under_way = distributed.as_completed([client.compute(job) for job in islice(waiting, ahead)])
    for number, job in enumerate(under_way, start=1):
        yield job.result()
        job.release()
        if progress is not None:
            progress(number, total)
        if stop is not None and stop():
            client.cancel(list(under_way.futures))
            return
        for following in islice(waiting, 1):
            under_way.add(client.compute(following))


def _screen_part(
    frame: gpd.GeoDataFrame,
    zones: Sequence[Zones],
    nearest: bool,  # noqa: FBT001 - travels by position
    keep: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame] | None,
) -> gpd.GeoDataFrame:
    found = screen_frame(frame, zones, nearest=nearest, threads=1).frame
    return found if keep is None else keep(found)


def _unreadable(path: Path, projection: Projection, reason: str) -> InputError:
    told = " ".join(reason.split())
    return InputError(say("screening.parcels_unreadable", path=path, reason=told, crs=projection.label))


def _look_over(path: Path, geometry: str) -> tuple[int, bool]:
    """Return the number of rows, and whether each row group lies together on the map."""
    rows, boxes = 0, []
    for file in importlib.import_module("pyarrow.dataset").dataset(path, format="parquet").get_fragments():
        for group in file.split_by_row_group():
            column = group.to_table(columns=[geometry])[geometry]
            rows += len(column)
            boxes.append(shapely.total_bounds(shapely.from_wkb(column.to_numpy(zero_copy_only=False))))
    if not boxes:
        return 0, True
    covered = shapely.area(shapely.box(*np.array(boxes).T))
    whole = shapely.area(shapely.box(*shapely.total_bounds(shapely.box(*np.array(boxes).T))))
    return rows, bool(covered.sum() <= OVERLAPPED * whole)


def _load(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        msg = say("screening.no_dask")
        raise InputError(msg) from error
