"""`python -m gis tour`: a guided tour from stops, a theme or a ready-made one, and what to take along."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gis.cli.common import console, print_json, settings
from gis.cli.file_options import asked_for, file_options
from gis.cli.tour_options import TourOptions, request_of
from gis.errors import StoreError
from gis.export import TOUR
from gis.export.tour import (
    span,
    summary,
    timetable,
)
from gis.files import write_file
from gis.links import site as usual_site
from gis.rights import operator
from gis.tours import GuideStore, Tour, link, plan_tour
from gis.words import language, say


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("tour")(tour)


@file_options(TOUR)
def tour(  # noqa: PLR0913 - one parameter per option
    context: typer.Context,
    *,
    stops: Annotated[str, typer.Option(metavar="ID,ID…", help="stops, in your own order")] = "",
    start: Annotated[str, typer.Option(metavar="HH:MM", help="when the group sets out")] = "",
    date: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="day of the tour; today")] = "",
    end: Annotated[str, typer.Option(metavar="HH:MM", help="when it must be over")] = "",
    theme: Annotated[str, typer.Option(help="propose stops: resilience,heritage,participation,food,…")] = "",
    ready: Annotated[str, typer.Option(metavar="ID", help="a ready-made tour; `list` names them")] = "",
    from_: Annotated[str, typer.Option("--from", metavar="ID|LAT,LON", help="where the group meets")] = "",
    to: Annotated[str, typer.Option(metavar="ID|LAT,LON", help="where it parts")] = "",
    at: Annotated[list[str] | None, typer.Option(metavar="ID=HH:MM", help="fixed appointment")] = None,
    open_: Annotated[
        list[str] | None, typer.Option("--open", metavar="ID=09:00-12:00", help="host's hours")
    ] = None,
    minutes: Annotated[list[str] | None, typer.Option(metavar="ID=N", help="minutes of a visit")] = None,
    place: Annotated[list[str] | None, typer.Option(metavar="ID=LAT,LON", help="where a stop is")] = None,
    group: Annotated[int | None, typer.Option(help="how many people")] = None,
    pace: Annotated[str, typer.Option(help="slow, group, ordinary, brisk, or a share such as 0.7")] = "",
    lunch: Annotated[
        str, typer.Option(metavar="HH:MM", help="a meal that begins then, or up to 1 h later")
    ] = "",
    lunch_minutes: Annotated[int, typer.Option(help="how long the meal takes")] = 45,
    lunch_at: Annotated[str, typer.Option(metavar="ID", help="stop where the meal is eaten")] = "",
    no_climb: Annotated[bool, typer.Option("--no-climb", help="nobody climbs heaps")] = False,
    step_free: Annotated[bool, typer.Option("--step-free", help="somebody comes on wheels")] = False,
    keep_order: Annotated[
        bool, typer.Option("--keep-order", help="leave the stops in your own order")
    ] = False,
    guide: Annotated[Path | None, typer.Option(help="import stops and notes of a guide first")] = None,
    title: Annotated[str, typer.Option(help="title of the tour")] = "",
    site: Annotated[str, typer.Option(help="public address for links")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
    **files: Path | None,
) -> int:
    """Plan a guided tour: order, timetable, what does not fit; road-book, GPX, calendar, field page."""
    territory = settings(context).territory
    store = GuideStore(territory, operator())
    if guide is not None:
        _bring(store, guide, quiet=as_json)
    options = TourOptions(stops, start, date, end, theme, ready, from_, to, tuple(at or ()),
                  tuple(open_ or ()), tuple(minutes or ()), tuple(place or ()), group, pace, lunch,
                  lunch_minutes, lunch_at, no_climb, step_free, keep_order, title)  # fmt: skip
    if ready == "list":
        return _list(context, as_json=as_json)
    planned = plan_tour(territory, request_of(territory, store.stops(), options))
    address = link(site or usual_site(), planned.request, lang=language(), territory=territory.code)
    _write(planned, asked_for(files), address, quiet=as_json)
    print_json({**planned.as_dict(), "link": address}) if as_json else _tell(planned, address)
    return 0


def _bring(store: GuideStore, path: Path, *, quiet: bool) -> None:
    try:
        done = store.bring(path.read_bytes())
    except OSError as error:
        raise StoreError(say("walk_cli.file_unreadable", path=path, reason=error.strerror)) from error
    if not quiet:
        console().print(say("tours.imported", added=len(done.added), kept=len(done.kept)))


def _list(context: typer.Context, *, as_json: bool) -> int:
    from gis.tours import ready_tours  # noqa: PLC0415 - only for this list

    tours = ready_tours(settings(context).territory)
    if as_json:
        rows = [{"id": key, "title": one.title, "about": one.about, "theme": one.theme,
                 "stops": [stop.id for stop in one.stops]} for key, one in tours.items()]  # fmt: skip
        print_json(rows)
        return 0
    if not tours:
        console().print(say("tours.ready_none"))
    for key, one in tours.items():
        console().print(f"{key}: {one.title}. {one.about}", markup=False)
    return 0


def _write(planned: Tour, files: dict[str, Path], address: str, *, quiet: bool) -> None:
    for item in TOUR:
        path = files.get(item.key)
        if path is None:
            continue
        made = item.write(planned, address)
        write_file(path, made)
        if not quiet:
            console().print(say("walk_cli.written", path=path))


def _tell(planned: Tour, address: str) -> None:
    out = console()
    out.print(f"{span(planned)} · {summary(planned)}", markup=False)
    for line in timetable(planned):
        if line.kind in {"stop", "lunch"}:
            sign = f"{line.number:>2}." if line.number else "   "
            walk = f" ({line.walk})" if line.walk else ""
            out.print(f"{sign} {line.times} {line.name}{walk}", markup=False)
    for conflict in planned.conflicts:
        out.print(f"! {conflict.text} {conflict.mend}", markup=False)
    for note in planned.notes:
        out.print(f"· {note}", markup=False)
    out.print(say("tours.proven" if planned.proven else "tours.not_proven"))
    out.print(address, markup=False, soft_wrap=True)
