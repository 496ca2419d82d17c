"""A tour as one HTML file for a phone without network: map, position, next stop, what to tell, how late."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from gis.browser import FOLDER as SHARED
from gis.errors import WalkError
from gis.export.tour.field.data import field_data
from gis.words import language, say

if TYPE_CHECKING:
    from gis.tours import Tour

FOLDER = Path(__file__).parent / "field"
MODULES = (
    *(SHARED / name for name in ("dom.js", "format.js")),
    *(FOLDER / name for name in ("progress.js", "parts.js", "cards.js", "field_map.js", "field.js")),
)
"""The page's modules, each after those that it imports from."""
_REQUEST = re.compile(r"url\([^)]*\)")


def field_page(tour: Tour) -> str:
    """Return the page as HTML. It asks nothing of any network, and its policy forbids it to.

    Everything that somebody wrote is carried as data and put on the page as text, never as HTML.

    Raises
    ------
    WalkError
        When no stop is left in the tour.
    """
    if not tour.rows:
        raise WalkError(say("roadbook.empty"))
    style = "\n".join((_leaflet("leaflet.css"), _own("field.css")))
    scripts = (_leaflet("leaflet.js"), _modules())
    data = json.dumps(field_data(tour), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Template(_own("page.html")).substitute(
        lang=language(),
        title=html.escape(tour.wish.title or say("roadbook.title")),
        policy=_policy(style, scripts),
        style=style,
        leaflet=scripts[0],
        script=scripts[1],
        data=_inert(data),
    )


def _inert(data: str) -> str:
    """Return JSON that no browser takes for the end of its element, nor for a comment."""
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(style: str, scripts: tuple[str, ...]) -> str:
    """Return a Content-Security-Policy that lets run what stands in the file and nothing else."""
    allowed = " ".join(_hash(text) for text in scripts)
    parts = ("default-src 'none'", f"script-src {allowed}", f"style-src {_hash(style)}", "img-src data:",
             "base-uri 'none'", "form-action 'none'")  # fmt: skip
    return "; ".join(parts)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _modules() -> str:
    """Return the modules as one, which imports nothing: a file opened from a phone's storage may not."""
    lines = "\n".join(path.read_text(encoding="utf-8") for path in MODULES).splitlines()
    return "\n".join(line for line in lines if not line.startswith("import "))


@cache
def _own(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _leaflet(name: str) -> str:
    """Return a file of Leaflet without the pictures it would ask for, nor the address of its source map."""
    folder = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
    text = (folder / name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        return _REQUEST.sub("none", text)
    return re.sub(r"//# sourceMappingURL=\S+", "", text)
