"""A table of published figures that a town brings: its own, or those of a census of agriculture."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd

from gis.changes import note
from gis.errors import InputError, StoreError
from gis.rights import require
from gis.territory import default_home, territory_folder
from gis.update import now, place_file
from gis.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from gis.rights import Actor

FIGURES = "figures"
FILE = f"{FIGURES}.csv"
REQUIRED = ("key", "value", "unit", "year", "title_fr", "source")
OPTIONAL = ("id", "chapter", "title_en", "source_url", "source_date", "note_fr", "note_en", "conflicts_with")


def import_figures(path: Path, *, actor: Actor, code: str, home: Path | None = None) -> int:
    """Put a table of figures in place of the one of the commune, and return how many figures it tells.

    Parameters
    ----------
    path : Path
        CSV, UTF-8, with commas or semicolons: one row a source of a figure, columns `REQUIRED` and as many of
        `OPTIONAL` as there are. Keys that begin with `census_` are statistics that no map can measure.

    Raises
    ------
    RightError
        When the one who brings it may not.
    InputError
        When it cannot be read, lacks a column, or has a row without key or value.
    StoreError
        When the home cannot be written.
    """
    require(actor, "import")
    table = _read(path)
    missing = [name for name in REQUIRED if name not in table]
    if missing:
        raise InputError(say("imports.figures_columns", file=path.name, missing=", ".join(missing)))
    empty = table.index[(table["key"] == "") | (table["value"] == "")]
    if len(empty):
        raise InputError(say("imports.figures_empty", file=path.name, row=int(empty[0]) + 2))
    whole = table.reindex(columns=[*OPTIONAL[:1], *REQUIRED, *OPTIONAL[1:]], fill_value="")
    home = home or default_home()
    folder = territory_folder(home, code)
    part = folder / f".part-{FILE}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(whole.to_csv(index=False), encoding="utf-8", newline="")
    except OSError as error:
        raise StoreError(say("errors.store_unwritable", folder=folder, reason=error)) from error
    place_file(folder, part, FILE, {"status": "own", "source": path.name, "fetched_at": now()})
    note(actor, "import", FIGURES, code=code, home=home, about=path.name)
    return len(whole)


def forget_figures(*, actor: Actor, code: str, home: Path | None = None) -> bool:
    """Take the table of the home away, and return whether there was one.

    Raises
    ------
    RightError
        When the one who asks may not.
    """
    require(actor, "import")
    home = home or default_home()
    path = territory_folder(home, code) / FILE
    there = path.exists()
    path.unlink(missing_ok=True)
    if there:
        note(actor, "remove", FIGURES, code=code, home=home)
    return there


def _read(path: Path) -> pd.DataFrame:
    try:
        text = path.read_text(encoding="utf-8-sig")
        # Whichever of both signs stands more often in the head separates the cells.
        head = text.partition("\n")[0]
        sign = ";" if head.count(";") > head.count(",") else ","
        table = pd.read_csv(io.StringIO(text), sep=sign, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise InputError(say("imports.figures_unreadable", file=path.name)) from error
    cells = table.rename(columns=lambda name: str(name).strip().lower()).map(str.strip)
    if "value" in cells:
        decimal = cells["value"].str.fullmatch(r"-?\d+,\d+")
        cells["value"] = cells["value"].where(~decimal, cells["value"].str.replace(",", "."))
    return cells
