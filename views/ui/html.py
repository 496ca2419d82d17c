"""Small pieces of HTML: what is not markup already is escaped, so that data never become markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BREAK = Markup("<br>")
LONG = 45
"""Longer values take a line of their own among facts."""
_WEB = ("https://", "http://")


def tag(name: str, *content: object, cls: str = "", **attributes: object) -> Markup:
    """Return an element.

    Parameters
    ----------
    content : object
        Markup, or what is escaped.
    cls : str
        Its classes.
    attributes : object
        `_` stands for `-`; one that is None is left out, one that is True stands without a value.
    """
    given = {"class": cls or None, **attributes}
    inside = joined(_attribute(key, value) for key, value in given.items() if value is not None)
    return Markup("<{0}{1}>{2}</{0}>").format(name, inside, joined(content))


def joined(parts: Iterable[object], between: str = "") -> Markup:
    """Return pieces one after the other, each escaped unless it is markup."""
    return escape(between).join(map(escape, parts))


def spoken(key: str, **parts: object) -> Markup:
    """Return a sentence of the catalogue whose gaps may be filled with markup."""
    return escape(say(key, **{name: f"{{{name}}}" for name in parts})).format(**parts)


def listing(items: Iterable[object], *, cls: str = "") -> Markup:
    """Return items as a list."""
    return tag("ul", *(tag("li", item) for item in items), cls=cls)


def fold(summary: object, *content: object, cls: str = "", unfolded: bool = False) -> Markup:
    """Return what opens and closes under a summary."""
    return tag("details", tag("summary", summary), *content, cls=cls, open=unfolded or None)


def link(words: str, address: str) -> Markup:
    """Return words as a link to the web; as they are where the address is none."""
    if not address.startswith(_WEB):
        return escape(words)
    return tag("a", words, href=address, target="_blank", rel="noopener noreferrer")


def badge(status: str) -> Markup:
    """Return the badge of a status in the language in use, with its meaning as a tooltip."""
    words, means = say(f"status.{status}"), say(f"status.{status}_means")
    return tag("span", words, cls=f"badge badge-{status}", title=means)


def row(cells: Sequence[object], *, cls: str = "", **attributes: object) -> Markup:
    """Return a line of a table whose first cell names it; a cell that is one already stays as it is."""
    first, *others = cells
    return tag("tr", tag("th", first, scope="row"), *map(_cell, others), cls=cls, **attributes)


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    caption: str = "",
    told: bool = False,
    cls: str = "",
) -> Markup:
    """Return a table; each row is a sequence of cells, or markup that `row` made.

    The caption is for screen readers alone, unless it is `told`: a title often stands above.
    """
    head = tag("tr", *(tag("th", cell, scope="col") if cell else tag("td") for cell in heads))
    body = [line if isinstance(line, Markup) else row(line) for line in rows]
    name = tag("caption", caption, cls="atlas-told" if told else "atlas-unseen") if caption else ""
    return tag("table", name, tag("thead", head), tag("tbody", *body), cls=f"atlas-table {cls}".rstrip())


def scrolling(wide: Markup, label: str) -> Markup:
    """Return something wide in a frame of its own, which a keyboard can scroll sideways."""
    return tag("div", wide, cls="atlas-scroll", tabindex="0", role="region", aria_label=label)


def facts(pairs: Iterable[tuple[str, object]], *, cls: str = "atlas-facts") -> Markup:
    """Return names and values, side by side."""
    made = (
        tag(
            "div",
            tag("dt", name),
            tag("dd", value),
            cls="" if isinstance(value, Markup) or len(str(value)) <= LONG else "atlas-long",
        )
        for name, value in pairs
    )
    return tag("dl", *made, cls=cls)


def notes(lines: Iterable[str]) -> Markup:
    """Return sentences to know before reading figures, as a quiet list, each once."""
    return listing(dict.fromkeys(lines), cls="atlas-notes")


def _attribute(key: str, value: object) -> Markup:
    name = key.replace("_", "-")
    return Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value)


def _cell(content: object) -> Markup:
    return content if isinstance(content, Markup) and content.startswith("<td") else tag("td", content)
