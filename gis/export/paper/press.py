"""The one press of the house: plain data and a template make an accessible PDF that lasts, or a picture.

Every PDF conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3): what does not is refused here.
Whatever comes from data reaches the templates as text and is never read as markup.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gis.errors import PaperError
from gis.export.paper import press_worker
from gis.export.paper.map_labels import FONT_PACKAGE
from gis.export.paper.printable import clean, missing_signs, printed
from gis.words import date_text, language, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import typst

STANDARDS = ["ua-1", "a-3a"]
TEMPLATES = Path(__file__).parent / "templates"
_LONGEST_S = 300
_MOST_TRIES = 40
"""How often signs that no font has are looked for; each time at least one is found."""


@dataclass(frozen=True)
class About:
    """What stands around the content of a document.

    Attributes
    ----------
    warning : str
        At the foot of every page, such as that the territory is illustrative.
    disclaimer : str
        Above it, such as that the document binds nobody.
    link : str
        Address that the document was made from.
    running : str
        At the head of every page but the first.
    """

    title: str
    warning: str = ""
    disclaimer: str = ""
    link: str = ""
    running: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that travels inside a document.

    Attributes
    ----------
    about : str
        What it holds, in the reader's language.
    """

    name: str
    media_type: str
    content: bytes
    about: str


def pdf(
    template: str,
    about: About,
    data: Mapping[str, Any],
    *,
    attachments: Sequence[Attachment] = (),
    made: dt.date | None = None,
    apart: bool = False,
) -> bytes:
    """Return a document as PDF, in the language in use; the same data give the same bytes on one day.

    Parameters
    ----------
    template : str
        Name of a file of `templates`, without its ending.
    data : mapping
        What the template lays out: texts, numbers, lists and drawings.
    made : date, optional
        Day that it says it was made on; today by default.
    apart : bool
        Print it in a process of its own, whose memory goes when it is done.

    Raises
    ------
    PaperError
        When the press refuses the document.
    """
    day = made or dt.datetime.now(tz=dt.UTC).date()
    inputs = {**_inputs(about, data, day), "attachments": _attached(attachments)}
    moment = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC).isoformat()
    options = {"format": "pdf", "pdf_standards": STANDARDS}
    return _printed(template, inputs, options, moment=moment, press=_print_apart if apart else _print_here)


def png(template: str, about: About, data: Mapping[str, Any], *, ppi: float = 144) -> bytes:
    """Return the first page of a document as a PNG picture.

    Raises
    ------
    PaperError
        When the press refuses the document.
    """
    inputs = _inputs(about, data, dt.datetime.now(tz=dt.UTC).date())
    options = {"format": "png", "ppi": ppi}
    return _printed(template, {**inputs, "attachments": []}, options, press=_print_here)


def _inputs(about: About, data: Mapping[str, Any], day: dt.date) -> dict[str, Any]:
    return dict(clean({**data, "about": asdict(about), "words": _words(day)}))


def _words(day: dt.date) -> dict[str, str]:
    """Return what the parts that all documents share say."""
    return {
        "language": language(),
        "made_on": say("paper.made_on", date=date_text(day)),
        "page": say("paper.page", page="%1", pages="%2"),
        "inside": say("paper.inside"),
    }


def _attached(attachments: Sequence[Attachment]) -> list[dict[str, Any]]:
    # Templates take text alone; bytes travel to them as numbers.
    return [{**vars(item), "content": list(item.content)} for item in attachments]


def _printed(
    template: str,
    inputs: Mapping[str, Any],
    options: Mapping[str, Any],
    *,
    press: Callable[[dict[str, Any]], bytes],
    moment: str | None = None,
) -> bytes:
    """Print, and where the press meets signs that no font has, print again with a box in their place."""
    text = json.dumps(inputs, ensure_ascii=False)
    task = {
        "template": str(TEMPLATES / f"{template}.typ"),
        "root": str(TEMPLATES),
        "timestamp": moment,
        "options": dict(options),
    }
    for _ in range(_MOST_TRIES):
        try:
            return press({**task, "data": printed(text)})
        except press_worker.Refused as error:
            if not missing_signs(error.diagnostic):
                raise PaperError(say("errors.paper", reason=error.reason)) from error
    raise PaperError(say("errors.paper", reason=say("errors.paper_signs")))


def _print_here(task: dict[str, Any]) -> bytes:
    return press_worker.compiled(task, _fonts())


def _print_apart(task: dict[str, Any]) -> bytes:
    done = subprocess.run(  # noqa: S603 - our own program, by its path
        [sys.executable, "-P", press_worker.__file__],
        input=json.dumps({**task, "fonts": _font_folders()}).encode(),
        capture_output=True,
        check=False,
        timeout=_LONGEST_S,
    )
    if done.returncode == press_worker.REFUSED:
        raise press_worker.Refused(*json.loads(done.stderr))
    if done.returncode:
        raise PaperError(say("errors.paper", reason=done.returncode))
    return done.stdout


def _font_folders() -> list[str]:
    """Return the folder of the fonts' package; without it those of the press serve alone."""
    return [str(resources.files(FONT_PACKAGE) / "files")] if find_spec(FONT_PACKAGE) else []


@cache
def _fonts() -> typst.Fonts:
    return press_worker.fonts_of(_font_folders())
