"""`python -m gis connectivity`: how habitats hold together, and what a new hedge would bring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from gis.cli.common import console, print_json, settings
from gis.cli.file_options import asked_for, file_options
from gis.connectivity import (
    DEFAULT_GROUP,
    PRICE_EUR_M,
    connectivity_notices,
    connectivity_of,
    effect_of,
    notice_of_price,
    propose_hedges,
    read_lines,
)
from gis.errors import UploadError
from gis.export import PROPOSALS
from gis.export.connectivity import (
    connectivity_document,
    connectivity_figures,
    patch_heads,
    patch_texts,
    planting_text,
    proposal_text,
)
from gis.files import write_file
from gis.links import page_address
from gis.words import language, number, say

if TYPE_CHECKING:
    from gis.connectivity import Connectivity, PlantingEffect, Proposal

_MOST_ROWS = 15
_PROPOSED = 8
"""How many gaps a file of proposals tells where nobody says how many."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("connectivity")(connectivity)


@file_options(PROPOSALS)
def connectivity(
    context: typer.Context,
    *,
    add_hedge: Annotated[Path | None, typer.Option(metavar="F.geojson", help="hedges to add")] = None,
    group: Annotated[str, typer.Option(help="group of species")] = DEFAULT_GROUP,
    mode: Annotated[str, typer.Option(help="euclidean or least_cost")] = "euclidean",
    dispersal: Annotated[float | None, typer.Option(metavar="M", help="median dispersal, metres")] = None,
    proposals: Annotated[int, typer.Option(min=0, max=50, help="gaps to propose")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
    **files: Path | None,
) -> None:
    """Tell the connectivity of the commune's habitats, with a new hedge or without."""
    territory, lines = settings(context).territory, None
    if add_hedge is not None:
        lines = read_lines(_content(add_hedge), territory.projection, name=add_hedge.name)
    now = connectivity_of(territory, group=group, mode=mode, median_m=dispersal)
    effect = None if lines is None else effect_of(now, lines)
    wished = asked_for(files)
    most = proposals or (_PROPOSED if wished else 0)
    wanted = propose_hedges(now, most=most) if most else []
    if as_json:
        print_json(connectivity_document(now, effect=effect, proposals=wanted))
    else:
        _tell(now)
        if effect is not None:
            _tell_effect(effect)
        if wanted:
            _tell_proposals(now, wanted)
    _write(now, wanted, wished, quiet=as_json)


def _write(now: Connectivity, wanted: list[Proposal], files: dict[str, Path], *, quiet: bool) -> None:
    link = page_address("biodiversite", territory=now.territory.code, lang=language(), tab="plant")
    for item in PROPOSALS:
        path = files.get(item.key)
        if path is None:
            continue
        content = item.write(now, wanted, PRICE_EUR_M, link)
        write_file(path, content)
        if not quiet:
            console().print(say("walk_cli.written", path=escape(str(path))))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        msg = say("connectivity.hedge_unreadable", name=path.name, reason=error.strerror or error)
        raise UploadError(msg) from error


def _tell(now: Connectivity) -> None:
    whole = Table(show_header=False)
    whole.add_row(say("connectivity.group"), now.group.title)
    whole.add_row(say("connectivity.mode"), say(f"connectivity.mode_{now.mode}"))
    whole.add_row(say("connectivity.median_m"), number(now.median_m))
    for figure in connectivity_figures(now):
        whole.add_row(*figure)
    table = Table(*patch_heads())
    for patch in patch_texts(now)[:_MOST_ROWS]:
        table.add_row(escape(patch.name), *patch.cells)
    out = console()
    out.print(whole)
    out.print(table)
    for notice in connectivity_notices(now):
        out.print(notice)


def _tell_proposals(now: Connectivity, wanted: list[Proposal]) -> None:
    keys = ("where_to_plant", "from", "to", "length", "cost", "gain")
    table = Table(*(say(f"connectivity.{key}") for key in keys))
    for item in wanted:
        text = proposal_text(now, item)
        names = (escape(text.one), escape(text.other))
        table.add_row(text.where, *names, text.length, text.cost, text.gain)
    console().print(table)
    console().print(notice_of_price())


def _tell_effect(effect: PlantingEffect) -> None:
    text = planting_text(effect)
    table = Table(*text.heads)
    for row in text.rows:
        table.add_row(*row)
    for key, value in {"gain": text.gain, "length": text.length, "cost": text.cost}.items():
        table.add_row(say(f"connectivity.{key}"), "", value)
    out = console()
    out.print(table)
    for notice in text.notices:
        out.print(notice)
