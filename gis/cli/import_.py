"""`python -m gis import`: bring the town's own file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from gis.cli.common import console, settings
from gis.errors import InputError
from gis.imports import (
    FIGURES,
    ImportedLayer,
    Misfit,
    Preview,
    done_text,
    forget,
    forget_figures,
    import_figures,
    import_layer,
    preview,
)
from gis.rights import operator
from gis.territory import registry
from gis.words import many, number, say

if TYPE_CHECKING:
    from gis.cli.common import Settings

SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("import")(run)


def run(
    context: typer.Context,
    layer: Annotated[str, typer.Argument(metavar="LAYER")],
    file: Annotated[Path | None, typer.Argument(metavar="FILE")] = None,
    *,
    pairs: Annotated[list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD")] = None,
    crs: Annotated[str, typer.Option(metavar="EPSG:…", help="system of the coordinates")] = "",
    part: Annotated[str, typer.Option("--layer", help="layer of a file that has several")] = "",
    look: Annotated[bool, typer.Option("--preview", help="tell what is understood, write nothing")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="take the town's own layer away")] = False,
) -> int:
    """Bring the town's own file as a layer; what does not fit is listed with its row and the mend."""
    chosen = settings(context)
    code = chosen.code
    if layer == FIGURES:
        return _figures(chosen, file, remove=remove)
    if remove:
        _ = registry()[layer]
        done = forget(layer, actor=operator(), code=code, home=chosen.home)
        console().print(say("imports.removed" if done else "imports.nothing_to_remove", layer=layer))
        return 0
    if file is None:
        raise InputError(say("imports.no_file", layer=layer))
    options: dict[str, Any] = {
        "code": code,
        "home": chosen.home,
        "mapping": _mapping(pairs or []),
        "crs": crs,
        "part": part,
    }
    if look:
        _show(preview(file, layer, **options))
        return 0
    _tell(import_layer(file, layer, actor=operator(), **options))
    return 0


def _figures(chosen: Settings, file: Path | None, *, remove: bool) -> int:
    """Bring a table of published figures, or take it away."""
    if remove:
        done = forget_figures(actor=operator(), code=chosen.code, home=chosen.home)
        console().print(say("imports.removed" if done else "imports.nothing_to_remove", layer=FIGURES))
        return 0
    if file is None:
        raise InputError(say("imports.no_file", layer=FIGURES))
    count = import_figures(file, actor=operator(), code=chosen.code, home=chosen.home)
    console().print(many("imports.figures_done", count))
    return 0


def _mapping(pairs: list[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        column, sign, name = pair.partition("=")
        if not sign or not column.strip():
            raise InputError(say("imports.map_format", pair=pair))
        mapping[column.strip()] = name.strip()
    return mapping


def _tell(ended: ImportedLayer) -> None:
    title = registry()[ended.layer].title
    console().print(done_text(title, kept=ended.kept, rows=ended.rows))
    matched = ", ".join(f"{column}={name}" for column, name in ended.mapping.items())
    if matched:
        console().print(say("imports.matched", pairs=matched))
    _list(ended.misfits)


def _show(seen: Preview) -> None:
    """Tell what a file would give: which field fills which column, and what does not fit."""
    if seen.form is not None:
        console().print(say("imports.recognised", form=seen.form.title))
    table = Table(*(say(f"imports.column_{name}") for name in ("column", "field", "values")))
    for column, field in seen.mapping.items():
        table.add_row(column, Text(field), Text(", ".join(seen.fields[field])))
    console().print(table)
    console().print(say("imports.change_typed"), markup=False)
    _list(seen.misfits)
    kept, rows = number(len(seen.frame)), number(seen.rows)
    console().print(say("imports.would_be", layer=seen.theme.title, kept=kept, rows=rows))


def _list(misfits: list[Misfit]) -> None:
    if not misfits:
        return
    table = Table(*(say(f"imports.column_{name}") for name in ("row", "reason", "mend")))
    for item in misfits[:SHOWN]:
        table.add_row(str(item.row), Text(item.reason), Text(item.mend))
    console().print(table)
    if len(misfits) > SHOWN:
        console().print(say("imports.more", count=number(len(misfits) - SHOWN)))
