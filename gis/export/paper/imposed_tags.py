"""What a document tells of its content, on pages that became halves of sides: structure, links, destinations.

See ISO 32000-1: 14.7.4 for content items and the parent tree, 12.5 for links, 12.3 for destinations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pypdf.generic import PdfObject

_PAGE, _KIDS, _MARK, _ATTRIBUTES, _BOX = map(NameObject, ("/Pg", "/K", "/MCID", "/A", "/BBox"))


@dataclass(frozen=True)
class Half:
    """Where a page of the document lies.

    Attributes
    ----------
    side, form : IndirectObject
        The side of a sheet that draws it, and the form that has its content.
    x : float
        Its place on the side, in points from the left.
    shift : int
        What was added to the numbers of its marked content.
    """

    side: IndirectObject
    form: IndirectObject
    x: float
    shift: int


def reference(item: PdfObject) -> IndirectObject:
    """Return the reference of an object of a document."""
    found = item.indirect_reference
    assert found is not None
    return found


def held(holder: Any, key: str) -> Any:
    """Return what a dictionary holds, where it holds a reference too; nothing where it does not."""
    return holder[key] if holder is not None and key in holder else None


def marks_by_key(root: DictionaryObject) -> dict[int | None, ArrayObject]:
    """Return, by the key of a page in the parent tree, the elements that its marked content belongs to."""
    tree = held(held(root, "/StructTreeRoot"), "/ParentTree")
    found = {int(key): value.get_object() for key, value in _leaves(tree, "/Nums")}
    # What is no page is a link, of which one element alone tells.
    return {key: value for key, value in found.items() if isinstance(value, ArrayObject)}


def shift_marks(marks: ArrayObject | None, shift: int) -> None:
    """Move the elements of marked content to its new numbers."""
    if marks is not None:
        marks[:0] = [NullObject() for _ in range(shift)]


def follow_structure(root: DictionaryObject, halves: Mapping[int, Half]) -> None:
    """Lead the elements of a document to their content, on the sides where it is now."""
    for element in _listed(held(held(root, "/StructTreeRoot"), _KIDS)):
        _follow(element.get_object(), halves)


def follow_links(links: Iterable[Any], half: Half, halves: Mapping[int, Half]) -> Iterator[IndirectObject]:
    """Move the links of a page to its place on a side, and lead them to where their destinations are now."""
    for link in links:
        item = link.get_object()
        _aim(item, halves)
        item[NameObject("/Rect")] = _moved(item["/Rect"], half.x)
        if "/QuadPoints" in item:
            item[NameObject("/QuadPoints")] = _moved(item["/QuadPoints"], half.x)
        if "/P" in item:
            item[NameObject("/P")] = half.side
        yield link


def follow_destinations(root: DictionaryObject, halves: Mapping[int, Half]) -> None:
    """Lead bookmarks and named destinations to the sides where they are now."""
    for item in _bookmarks(held(root, "/Outlines")):
        _aim(item, halves)
    for _, value in _leaves(held(held(root, "/Names"), "/Dests"), "/Names"):
        destination = value.get_object()
        if isinstance(destination, ArrayObject):
            destination[:] = _led(destination, halves)
        else:
            _aim(destination, halves)


def _follow(element: DictionaryObject, halves: Mapping[int, Half]) -> Half | None:
    """Lead an element and those in it to their content; return where it begins."""
    half = halves[element.raw_get(_PAGE).idnum] if _PAGE in element else None
    starts, kids = [half], ArrayObject()
    for kid in _listed(held(element, _KIDS)):
        item = kid.get_object()
        if isinstance(item, DictionaryObject) and "/S" in item:
            starts.append(_follow(item, halves))
            kids.append(kid)
        else:
            kids.append(_content(item, half, halves))
    start = next(filter(None, starts), None)
    if half is not None:
        element[_PAGE] = half.side
    if _KIDS in element:
        element[_KIDS] = kids
    if start is not None:
        _move_boxes(element, start.x)
    return start


def _content(item: PdfObject, half: Half | None, halves: Mapping[int, Half]) -> DictionaryObject:
    """Return what leads to a content item, given as a number, or as a reference to a mark or an object."""
    told = item if isinstance(item, DictionaryObject) else DictionaryObject({_MARK: item})
    here = halves[told.raw_get(_PAGE).idnum] if _PAGE in told else half
    assert here is not None
    if _MARK not in told:
        return DictionaryObject({**told, _PAGE: here.side})
    return DictionaryObject({
        NameObject("/Type"): NameObject("/MCR"),
        _PAGE: here.side,
        NameObject("/Stm"): here.form,
        _MARK: NumberObject(cast("int", told[_MARK]) + here.shift),
    })  # fmt: skip


def _move_boxes(element: DictionaryObject, x: float) -> None:
    for attributes in _listed(held(element, _ATTRIBUTES)):
        told = attributes.get_object()
        if _BOX in told:
            told[_BOX] = _moved(told[_BOX], x)


def _moved(corners: Iterable[float], x: float) -> ArrayObject:
    """Return places, as x and y by turns, moved to the right."""
    return ArrayObject(
        FloatObject(float(value) + (0 if place % 2 else x)) for place, value in enumerate(corners)
    )


def _aim(holder: DictionaryObject, halves: Mapping[int, Half]) -> None:
    """Lead to the sides of sheets what a bookmark, a link or an action leads to; names stay as they are."""
    for key in ("/Dest", "/D"):
        destination = held(holder, key)
        if isinstance(destination, ArrayObject):
            holder[NameObject(key)] = _led(destination, halves)
    if "/A" in holder:
        _aim(cast("DictionaryObject", holder["/A"]), halves)


def _led(destination: ArrayObject, halves: Mapping[int, Half]) -> ArrayObject:
    """Return a destination on the side that draws its page."""
    page, kind, *rest = destination
    half = halves[page.idnum]
    if kind == "/XYZ" and not isinstance(rest[0], NullObject):
        rest[0] = FloatObject(float(rest[0]) + half.x)
    return ArrayObject([half.side, kind, *rest])


def _bookmarks(item: Any) -> Iterator[DictionaryObject]:
    """Yield the bookmarks below one, in their order."""
    child = held(item, "/First")
    while child is not None:
        yield child
        yield from _bookmarks(child)
        child = held(child, "/Next")


def _leaves(tree: Any, key: str) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs of a name tree or a number tree (7.9.6, 7.9.7)."""
    pairs = list(held(tree, key) or ())
    yield from zip(pairs[::2], pairs[1::2], strict=True)
    for kid in held(tree, "/Kids") or ():
        yield from _leaves(kid.get_object(), key)


def _listed(value: Any) -> list[Any]:
    """Return what may be one object, several or none, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, ArrayObject) else [value]
