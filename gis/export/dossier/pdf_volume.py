"""The sheets of several dossiers in one PDF, behind a cover that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.errors import InputError
from gis.export.dossier.pdf import sheet_about
from gis.export.dossier.sheet_data import cover_data, sheet_data
from gis.export.paper import volume
from gis.words import number, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from gis.dossier import Dossier
    from gis.territory import Territory

MOST_SHEETS = 300
"""More would fill a folder, and keep others waiting."""
SHEETS_A_PART = 10


def write_sheets(
    dossiers: Sequence[Dossier],
    territory: Territory,
    *,
    links: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> bytes:
    """Return the sheets of several dossiers in one PDF, each with its own pages, behind a cover.

    Parameters
    ----------
    links : sequence of str
        Address of the page that shows each dossier; may be empty.
    progress : callable, optional
        Called with the sheets that are done and with all of them.
    stop : callable, optional
        Asked between parts; once it is true nothing more is printed.

    Raises
    ------
    InputError
        When there is none, more than `MOST_SHEETS`, or when it was stopped.
    PaperError
        When the press refuses the document.
    """
    if not 0 < len(dossiers) <= MOST_SHEETS:
        raise InputError(say("sheet.too_many", count=number(len(dossiers)), most=number(MOST_SHEETS)))
    title = say("sheet.list_title", commune=territory.name)
    about = sheet_about(dossiers, title=title, running=territory.name)
    parts = _parts(dossiers, territory, links or [""] * len(dossiers), progress)
    return volume(about, ("dossier_cover", cover_data(dossiers, territory)), ("dossier", parts), stop=stop)


def _parts(
    dossiers: Sequence[Dossier],
    territory: Territory,
    links: Sequence[str],
    progress: Callable[[int, int], None] | None,
) -> Iterator[dict[str, Any]]:
    for start in range(0, len(dossiers), SHEETS_A_PART):
        part = slice(start, start + SHEETS_A_PART)
        sheets = [
            sheet_data(dossier, territory, link=link, number=place)
            for place, (dossier, link) in enumerate(zip(dossiers[part], links[part], strict=True), start + 1)
        ]
        yield {"dossiers": sheets}
        if progress is not None:
            progress(start + len(sheets), len(dossiers))
