"""Small pieces of HTML; every text goes through `text`, so that data never become markup."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def text(value: str) -> str:
    """Return a text as HTML."""
    return html.escape(value, quote=True)


def tag(name: str, *content: str, cls: str = "", **attributes: str) -> str:
    """Return an element around HTML that is ready; attributes take any text, `_` stands for `-`."""
    given = {"class": cls, **attributes} if cls else attributes
    inside = "".join(f' {key.replace("_", "-")}="{text(value)}"' for key, value in given.items())
    return f"<{name}{inside}>{''.join(content)}</{name}>"


def listing(items: Iterable[str], *, cls: str = "") -> str:
    """Return HTML items as a list."""
    return tag("ul", *(tag("li", item) for item in items), cls=cls)


def fold(summary: str, *content: str, cls: str = "", unfolded: bool = False) -> str:
    """Return HTML that opens and closes under a summary."""
    made = tag("details", tag("summary", summary), *content, cls=cls)
    return made.replace("<details", "<details open", 1) if unfolded else made


def link(words: str, address: str) -> str:
    """Return words as a link to the web; as they are where the address is none."""
    if not address.startswith(("https://", "http://")):
        return text(words)
    return tag("a", text(words), href=address, target="_blank", rel="noreferrer")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, last_strong: bool = False) -> str:
    """Return a small table of HTML cells whose first column names its rows."""
    body = [
        tag("th", first, scope="row") + "".join(tag("td", cell) for cell in cells) for first, *cells in rows
    ]
    strong = len(body) - 1 if last_strong else -1
    lines = [
        tag("tr", line, cls="parcel-total" if place == strong else "") for place, line in enumerate(body)
    ]
    first, *others = heads
    head = tag("tr", tag("td", first), *(tag("th", cell, scope="col") for cell in others))
    return tag("table", tag("thead", head), tag("tbody", *lines), cls="parcel-table")
