"""`python -m gis dossier`: one parcel or footprint against every theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from gis.cli.common import console, print_json, settings
from gis.cli.file_options import asked_for, file_options
from gis.dossier import dossier_of, dossier_of_shape, reasons
from gis.errors import InputError
from gis.export import DOSSIER
from gis.export.dossier import (
    amounts,
    areas_text,
    dossier_document,
    nearest,
)
from gis.footprint import open_footprint
from gis.links import page_address
from gis.words import say

if TYPE_CHECKING:
    from gis.dossier import Answer, Dossier
    from gis.territory import Territory

PAGE = "parcelles"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("dossier")(dossier)


@file_options(DOSSIER, metavar="FILE", dir_okay=False)
def dossier(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="AB 123, 62041000AB0123 …")] = "",
    *,
    footprint: Annotated[
        Path | None, typer.Option(metavar="FILE", help="a drawn shape in place of a parcel")
    ] = None,
    crs: Annotated[str, typer.Option(help="system of a shape that declares none")] = "",
    layer: Annotated[str, typer.Option(help="layer of a file with several")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
    **files: Path | None,
) -> int:
    """Hold one parcel, or a drawn shape, against every theme."""
    territory = settings(context).territory
    found, notes = _open(territory, reference, footprint, crs, layer)
    written = asked_for(files)
    parcel = found.subject.id if found.subject.kind == "parcel" else ""
    link = page_address(PAGE, territory=territory.code, ref=parcel)
    for item in DOSSIER:
        if item.key in written:
            item.write(territory, found, written[item.key], link)
    if as_json:
        print_json({**dossier_document(found), "notes": list(notes)})
    else:
        _print(found, (*reasons(found, territory), *notes), list(written.values()))
    return 0


def _open(
    territory: Territory, reference: str, footprint: Path | None, crs: str, layer: str
) -> tuple[Dossier, tuple[str, ...]]:
    if bool(reference) == (footprint is not None):
        msg = say("dossier.reference_or_footprint")
        raise InputError(msg)
    if footprint is None:
        return dossier_of(territory, reference), ()
    shape = open_footprint(footprint, territory.projection, crs=crs, layer=layer)
    return dossier_of_shape(territory, shape.shape, name=shape.name), shape.notes


def _print(found: Dossier, notes: tuple[str, ...], written: list[Path]) -> None:
    out = console()
    subject = found.subject
    out.print(f"[bold]{escape(subject.reference)}[/bold]  {escape(subject.id)}  {escape(found.commune[1])}")
    out.print(areas_text(subject))
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("theme", "verdict", "status", "amount", "where"):
        table.add_column(say(f"dossier.col_{name}"))
    for answer in found.themes:
        table.add_row(*(escape(cell) for cell in _row(answer)))
    out.print(table)
    for notice in found.notices:
        out.print(f"[bold]{escape(notice.level_text)}: {escape(notice.title)}.[/bold] {escape(notice.text)}")
    for note in (*notes, found.disclaimer):
        out.print(escape(note))
    for path in written:
        out.print(say("dossier.written", path=escape(str(path))))


def _row(answer: Answer) -> tuple[str, str, str, str, str]:
    amount, status = " · ".join(amounts(answer).parts), say(f"status.{answer.status}")
    return answer.title, answer.verdict_text, status, amount, nearest(answer).where
