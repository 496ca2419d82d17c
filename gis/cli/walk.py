"""`python -m gis walk`: loops from a place, a way through stops, or a check of a track."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from gis.cli.common import console, print_json, settings
from gis.cli.file_options import asked_for, file_options
from gis.errors import UploadError, WalkError
from gis.export import WALK
from gis.export.walk import track_line, walk_name, walk_text
from gis.files import write_file
from gis.links import page_address
from gis.network import today
from gis.search import index
from gis.territory import Territory
from gis.walks import (
    LOOP,
    PARAMETER,
    WAY,
    Spot,
    TrackReport,
    WalkQuery,
    WalkRequest,
    Walks,
    check_track,
    plan_loops,
    plan_route,
    read_track,
    start_at,
)
from gis.words import language, length, say, share

_NEAREST = 3


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("walk")(walk)


@file_options(WALK)
def walk(  # noqa: PLR0913 - one parameter per option
    context: typer.Context,
    *,
    start: Annotated[
        str, typer.Option("--from", metavar="LAT,LON", help="start, or the name of a place")
    ] = "",
    to: Annotated[str, typer.Option(metavar="LAT,LON", help="end; a loop without it")] = "",
    via: Annotated[list[str] | None, typer.Option(metavar="LAT,LON", help="stop on the way")] = None,
    km: Annotated[float | None, typer.Option(help="length of the loops")] = None,
    minutes: Annotated[float | None, typer.Option(help="duration, in place of a length")] = None,
    theme: Annotated[str, typer.Option(help="heaps green_belt gathering nature heritage easy")] = "",
    avoid: Annotated[str, typer.Option(help="steep,stairs,mud,traffic")] = "",
    alternatives: Annotated[int, typer.Option(help="how many different loops")] = 3,
    date: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="day of the walk; today")] = "",
    track: Annotated[Path | None, typer.Option("--check", help="GPX, KML or GeoJSON to check")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
    number: Annotated[int, typer.Option(help="which walk the files hold")] = 1,
    **files: Path | None,
) -> int:
    """Propose loops of a length or duration, or a way; or check a track that someone brings."""
    territory, day = settings(context).territory, _day(date)
    if track is not None:
        report = _check(territory, track, day)
        print_json(report.as_dict()) if as_json else _tell_track(report)
        return 0
    avoided = frozenset(part.strip() for part in avoid.split(",") if part.strip())
    stops = [_place(territory, start), *(_place(territory, stop) for stop in via or [])]
    if to or via:
        stops.append(_place(territory, to or start))
        walks = plan_route(territory, stops, theme=theme, avoid=avoided, day=day)
    else:
        metres = km * 1000 if km is not None else None
        request = WalkRequest(stops[0], metres, minutes, theme, avoided, alternatives, day or today())
        walks = plan_loops(territory, request)
    query = WalkQuery(
        WAY if to or via else LOOP, _spots(territory, stops), theme=theme, avoid=avoided, day=day
    )
    if query.kind == LOOP:
        query = replace(query, km=km, minutes=minutes)
    _write(walks, replace(query, chosen=number - 1), asked_for(files), quiet=as_json)
    print_json(walks.as_dict()) if as_json else _tell(walks)
    return 0


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise WalkError(say("walk_cli.date_unknown", date=text[:20])) from error


def _place(territory: Territory, text: str) -> tuple[float, float]:
    if not text.strip():
        raise WalkError(say("walk_cli.from_needed"))
    parts = text.replace(";", ",").split(",")
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return _named(territory, text)
    if not (np.isfinite(lat) and np.isfinite(lon)):
        raise WalkError(say("walks.not_degrees", lat=lat, lon=lon))
    return start_at(territory.projection, lat, lon)


def _named(territory: Territory, text: str) -> tuple[float, float]:
    hits = index(territory).find(text, limit=_NEAREST)
    if not hits:
        places = territory.get("places")
        near = [] if places is None else [str(name) for name in places.data["name"].head(_NEAREST)]
        key = "place_unknown" if near else "place_none"
        raise WalkError(say(f"walk_cli.{key}", text=text[:60], near=", ".join(near)))
    if hits[0].lonlat is None:
        raise WalkError(say("walk_cli.place_somewhere", text=hits[0].title))
    lon, lat = hits[0].lonlat
    return start_at(territory.projection, lat, lon)


def _check(territory: Territory, path: Path, day: dt.date | None) -> TrackReport:
    try:
        with path.open("rb") as stream:
            return check_track(territory, read_track(stream, territory.projection, name=path.stem), day=day)
    except OSError as error:
        raise UploadError(say("walk_cli.file_unreadable", path=path, reason=error.strerror)) from error


def _spots(territory: Territory, stops: list[tuple[float, float]]) -> tuple[Spot, ...]:
    lonlat = territory.projection.to_lonlat(np.array(stops))
    return tuple(Spot(lat, lon) for lon, lat in lonlat)


def _write(walks: Walks, query: WalkQuery, files: dict[str, Path], *, quiet: bool) -> None:
    number = query.chosen + 1
    if not files:
        return
    if not 1 <= number <= len(walks.walks):
        raise WalkError(say("walk_cli.number_unknown", number=number, most=len(walks.walks)))
    chosen = walks.walks[number - 1]
    name = walk_name(chosen)
    values = {"lang": language(), PARAMETER: query.as_text()}
    link = page_address("balades", territory=chosen.territory.code, **values)
    for item in WALK:
        path = files.get(item.key)
        if path is None:
            continue
        content = item.write(chosen, name, link)
        write_file(path, content)
        if not quiet:
            console().print(say("walk_cli.written", path=path))


def _tell(walks: Walks) -> None:
    out = console()
    for note in walks.notes:
        out.print(note)
    for rank, each in enumerate(walks.walks, 1):
        out.print(f"{rank}. {walk_text(each).line}", markup=False)
        out.print(f"   {each.why}", markup=False)
        for text in each.warnings:
            out.print(f"   ! {text}", markup=False)


def _tell_track(report: TrackReport) -> None:
    out = console()
    out.print(f"{report.track.name} · {track_line(report)}", markup=False)
    out.print(say("walk_cli.matched", share=share(report.matched_pct)))
    for item in report.crossings:
        where = {"at": length(item.from_m), "metres": length(item.metres)}
        out.print(say("walk_cli.crosses", name=item.name, text=item.text, **where), markup=False)
    if not report.crossings:
        out.print(say("walk_cli.clear"))
    for note in report.notes:
        out.print(note, markup=False)
