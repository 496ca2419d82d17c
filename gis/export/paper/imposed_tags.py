"""What a document tells of its content, on pages that became halves of sides: structure, links, destinations.

See ISO 32000-1: 14.7.4 for content items and the parent tree, 12.5 for links, 12.3 for destinations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, Stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ObjectKey = tuple[int, int]
"""Number and generation, by which an object is known in its document."""


@dataclass(frozen=True)
class Half:
    """Where a page of the document lies.

    Attributes
    ----------
    side : Dictionary
        The side of a sheet that draws it.
    form : Stream
        The form that has its content.
    x : float
        Its place on the side, in points from the left.
    shift : int
        What was added to the numbers of its marked content.
    """

    side: Dictionary
    form: Stream
    x: float
    shift: int


class ParentTree:
    """The elements that the marked content of each page belongs to, by the key of the page."""

    def __init__(self, root: Any) -> None:
        self._numbers = root.StructTreeRoot.ParentTree.Nums
        self._places = {int(self._numbers[at]): at + 1 for at in range(0, len(self._numbers), 2)}

    def count(self, page: Any) -> int:
        """Return how many pieces of marked content a page has."""
        place = self._place(page)
        return 0 if place is None else len(self._numbers[place])

    def shift(self, page: Any, by: int) -> None:
        """Move the elements of a page to the new numbers of its marked content."""
        place = self._place(page)
        if place is not None:
            self._numbers[place] = Array([None] * by + list(self._numbers[place]))

    def _place(self, page: Any) -> int | None:
        return self._places[int(page.StructParents)] if "/StructParents" in page else None


def follow_structure(root: Any, halves: Mapping[ObjectKey, Half]) -> None:
    """Lead the elements of a document to their content, on the sides where it is now."""
    for element in _listed(root.StructTreeRoot.get("/K")):
        _follow(element, halves)


def follow_links(links: Iterable[Any], half: Half, halves: Mapping[ObjectKey, Half]) -> Iterator[Any]:
    """Move the links of a page to its place on a side, and lead them to where their destinations are now."""
    for link in links:
        _aim(link, halves)
        for key in ("/Rect", "/QuadPoints"):
            if key in link:
                link[key] = _moved(link[key], half.x)
        if "/P" in link:
            link.P = half.side
        yield link


def follow_destinations(root: Any, halves: Mapping[ObjectKey, Half]) -> None:
    """Lead bookmarks and named destinations to the sides where they are now."""
    for item in _bookmarks(root.get("/Outlines")):
        _aim(item, halves)
    names = root.get("/Names")
    _follow_names(None if names is None else names.get("/Dests"), halves)


def _follow_names(tree: Any, halves: Mapping[ObjectKey, Half]) -> None:
    """Lead what a name tree names (7.9.6)."""
    if tree is None:
        return
    pairs = tree.get("/Names", Array())
    for at in range(1, len(pairs), 2):
        if isinstance(pairs[at], Array):
            pairs[at] = _led(pairs[at], halves)
        else:
            _aim(pairs[at], halves)
    for kid in tree.get("/Kids", Array()):
        _follow_names(kid, halves)


def _follow(element: Any, halves: Mapping[ObjectKey, Half]) -> Half | None:
    """Lead an element and those in it to their content; return where it begins."""
    half = halves[element.Pg.objgen] if "/Pg" in element else None
    starts, kids = [half], []
    for kid in _listed(element.get("/K")):
        if isinstance(kid, Dictionary) and "/S" in kid:
            starts.append(_follow(kid, halves))
            kids.append(kid)
        else:
            kids.append(_content(kid, half, halves))
    start = next(filter(None, starts), None)
    if half is not None:
        element.Pg = half.side
    if "/K" in element:
        element.K = Array(kids)
    if start is not None:
        _move_boxes(element, start.x)
    return start


def _content(item: Any, half: Half | None, halves: Mapping[ObjectKey, Half]) -> Dictionary:
    """Return what leads to a content item, given as a number, or as a reference to a mark or an object."""
    told = item if isinstance(item, Dictionary) else Dictionary(MCID=item)
    here = halves[told.Pg.objgen] if "/Pg" in told else half
    assert here is not None
    if "/MCID" not in told:
        told.Pg = here.side
        return told
    return Dictionary(Type=Name.MCR, Pg=here.side, Stm=here.form, MCID=int(told.MCID) + here.shift)


def _move_boxes(element: Any, x: float) -> None:
    for attributes in _listed(element.get("/A")):
        if "/BBox" in attributes:
            attributes.BBox = _moved(attributes.BBox, x)


def _moved(corners: Iterable[Any], x: float) -> Array:
    """Return places, as x and y by turns, moved to the right."""
    return Array([float(value) + (0 if place % 2 else x) for place, value in enumerate(corners)])


def _aim(holder: Any, halves: Mapping[ObjectKey, Half]) -> None:
    """Lead to the sides of sheets what a bookmark, a link or an action leads to; names stay as they are."""
    for key in ("/Dest", "/D"):
        if isinstance(holder.get(key), Array):
            holder[key] = _led(holder[key], halves)
    if "/A" in holder:
        _aim(holder.A, halves)


def _led(destination: Any, halves: Mapping[ObjectKey, Half]) -> Array:
    """Return a destination on the side that draws its page."""
    page, kind, *rest = list(destination)
    half = halves[page.objgen]
    if kind == Name.XYZ and rest[0] is not None:
        rest[0] = float(rest[0]) + half.x
    return Array([half.side, kind, *rest])


def _bookmarks(item: Any) -> Iterator[Any]:
    """Yield the bookmarks below one, in their order."""
    child = None if item is None else item.get("/First")
    while child is not None:
        yield child
        yield from _bookmarks(child)
        child = child.get("/Next")


def _listed(value: Any) -> list[Any]:
    """Return what may be one object, several or none, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
