"""`python -m gis screen`: many parcels against every theme, into one file."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import geopandas as gpd
import pandas as pd
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from gis.cli.common import console, print_json, settings
from gis.dossier import dossier_of, layer_provenance
from gis.errors import InputError, StoreError
from gis.export.dossier import provenance_rows
from gis.export.formats import safe_cell
from gis.export.screening import write_screening, writer
from gis.files import write_file
from gis.links import page_address
from gis.overlay import Zones
from gis.parcels import ParcelList, Parcels, parcels_of, read_list
from gis.screening import (
    PARCELS_A_PART,
    Condition,
    cluster,
    matching,
    parcel_frame,
    parse_condition,
    parts_of,
    screen_frame,
    screen_parts,
    zones_of,
)
from gis.words import number, say

if TYPE_CHECKING:
    from gis.crs import Projection
    from gis.territory import Territory

SHOWN_REFUSALS = 10
PAGE = "parcelles"
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Choice:
    """What one call asks for, beside the parcels."""

    zones: list[Zones]
    conditions: list[Condition]
    nearest: bool
    scheduler: str
    workers: int
    projection: Projection

    def kept(self, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Return the rows that fulfil every condition."""
        return keep_matching(frame, self.conditions)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("screen")(screen)


def screen(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    references: Annotated[Path | None, typer.Argument(metavar="REFS.csv", help="all without it")] = None,
    *,
    output: Annotated[Path, typer.Option(metavar="FILE", help=".csv .xlsx .gpkg .parquet")],
    where: Annotated[list[str] | None, typer.Option(metavar="CONDITION", help="area>=2000 …")] = None,
    theme: Annotated[list[str] | None, typer.Option(metavar="KEY", help="only these themes")] = None,
    nearest: Annotated[bool, typer.Option(help="measure distances to what is elsewhere")] = True,
    parcels: Annotated[Path | None, typer.Option(metavar="GEOPARQUET", help="a region's parcels")] = None,
    sheets: Annotated[Path | None, typer.Option(metavar="FILE.pdf", help="the sheets of those kept")] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="the lines refused")] = None,
    scheduler: Annotated[str, typer.Option(metavar="ADDRESS", help="a Dask cluster")] = "",
    workers: Annotated[int, typer.Option(metavar="N", min=0, help="local Dask workers")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
) -> int:
    """Hold many parcels against every theme, keep those that fulfil conditions, write one row for each."""
    writer(output)
    territory = settings(context).territory
    zones = zones_of(territory, theme or None)
    keys = [item.key for item in zones]
    conditions = [parse_condition(text, keys) for text in where or []]
    choice = Choice(zones, conditions, nearest, scheduler, workers, territory.projection)
    listed = None
    source: gpd.GeoDataFrame | Path
    if parcels is not None:
        source = parcels
    else:
        listed = None if references is None else _listed(references, parcels_of(territory))
        source = parcel_frame(territory, None if listed is None else listed.ids)
    rows = provenance_rows(layer_provenance(territory))
    provenance = pd.DataFrame(rows[1:], columns=rows[0])
    with _progress() as tell:
        done = _Counter(_frames(source, choice, tell))
        count = write_screening(done, output, provenance=provenance)
    if sheets is not None:
        _write_sheets(territory, done.ids, sheets)
    _tell(done.screened, count, output, listed, report, as_json=as_json)
    return 0


class _Counter:
    """Counts the parcels that go by, and lets only the kept ones through."""

    def __init__(self, frames: Iterator[tuple[int, gpd.GeoDataFrame]]) -> None:
        self._frames = frames
        self.screened = 0
        self.ids: list[str] = []

    def __iter__(self) -> Iterator[gpd.GeoDataFrame]:
        for count, frame in self._frames:
            self.screened += count
            self.ids += frame["id"].astype(str).tolist()
            yield frame


def keep_matching(frame: gpd.GeoDataFrame, conditions: list[Condition]) -> gpd.GeoDataFrame:
    """Return the rows that fulfil every condition, with the number of all of them in `attrs`."""
    rows = frame[matching(frame, conditions)].reset_index(drop=True)
    rows.attrs["screened"] = len(frame)
    return rows


def _frames(
    source: gpd.GeoDataFrame | Path, choice: Choice, tell: Tell
) -> Iterator[tuple[int, gpd.GeoDataFrame]]:
    if choice.scheduler or choice.workers:
        with cluster(scheduler=choice.scheduler, workers=choice.workers) as client:
            keep = partial(keep_matching, conditions=choice.conditions)
            parts = parts_of(source, choice.projection, size=_part_size(source, choice.workers))
            for frame in screen_parts(
                parts, choice.zones, client, nearest=choice.nearest, keep=keep, progress=tell
            ):
                yield frame.attrs["screened"], frame
        return
    frame = source if isinstance(source, gpd.GeoDataFrame) else _region(source, choice.projection)
    found = screen_frame(frame, choice.zones, nearest=choice.nearest, progress=tell).frame
    yield len(found), choice.kept(found)


def _part_size(source: gpd.GeoDataFrame | Path, workers: int) -> int:
    if not isinstance(source, gpd.GeoDataFrame):
        return PARCELS_A_PART
    return max(1, min(PARCELS_A_PART, -(-len(source) // max(1, 2 * workers))))


def _region(path: Path, projection: Projection) -> gpd.GeoDataFrame:
    try:
        frame = gpd.read_parquet(path).to_crs(projection.crs)
        _ = frame["id"]
    except (OSError, ValueError, KeyError) as error:
        msg = say(
            "screening.parcels_unreadable", path=path, reason=type(error).__name__, crs=projection.label
        )
        raise InputError(msg) from error
    return frame


def _listed(path: Path, parcels: Parcels) -> ParcelList:
    try:
        content = path.read_bytes()
    except OSError as error:
        msg = say("screening.list_unreadable", path=path, reason=error.strerror)
        raise InputError(msg) from error
    listed = read_list(content, parcels)
    if not listed.ids:
        msg = say("screening.nothing_found", path=path, commune=parcels.commune)
        raise InputError(msg)
    return listed


@contextmanager
def _progress() -> Iterator[Tell]:
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(say("screening.progress"))
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _tell(
    screened: int, rows: int, output: Path, listed: ParcelList | None, report: Path | None, *, as_json: bool
) -> None:
    refusals = () if listed is None else listed.refusals
    if report is not None:
        _write_report(report, listed)
    if as_json:
        lines = [{"line": item.line, "text": item.text, "reason": item.reason} for item in refusals]
        duplicates = 0 if listed is None else listed.duplicates
        print_json(
            {
                "screened": screened,
                "kept": rows,
                "output": str(output),
                "duplicates": duplicates,
                "refused": lines,
            }
        )
        return
    out, err = console(), Console(stderr=True, highlight=False, soft_wrap=True)
    if listed is not None:
        out.print(escape(listed.summary))
    out.print(say("screening.done", count=number(screened), kept=number(rows), path=escape(str(output))))
    for item in refusals[:SHOWN_REFUSALS]:
        err.print(escape(say("screening.refused", line=item.line, reason=item.reason)))
    if len(refusals) > SHOWN_REFUSALS:
        err.print(escape(say("screening.refused_more", count=number(len(refusals) - SHOWN_REFUSALS))))


def _write_sheets(territory: Territory, ids: list[str], path: Path) -> None:
    from gis.export.dossier import MOST_SHEETS, write_sheets  # noqa: PLC0415 - the press, where it is asked for

    dossiers = [dossier_of(territory, item) for item in ids[: MOST_SHEETS + 1]]
    links = [page_address(PAGE, territory=territory.code, ref=item.subject.id) for item in dossiers]
    with _progress() as tell:
        content = write_sheets(dossiers, territory, links=links, progress=tell)
    write_file(path, content)


def _write_report(path: Path, listed: ParcelList | None) -> None:
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as sink:
            table = csv.writer(sink)
            table.writerow(["line", "text", "reason"])
            for item in () if listed is None else listed.refusals:
                table.writerow([item.line, safe_cell(item.text), safe_cell(item.reason)])
    except OSError as error:
        msg = say("errors.store_unwritable", folder=path.parent, reason=error)
        raise StoreError(msg) from error
