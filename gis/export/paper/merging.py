"""PDFs laid one behind the other that stay accessible: structure, identifiers and bookmarks are joined too.

The structure of a PDF is described in ISO 32000-1, 14.7.
"""

from __future__ import annotations

import io
import re
import string
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, OutlineItem, Pdf

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTERS = string.ascii_uppercase.encode() + string.ascii_lowercase.encode()
MOST_PARTS = len(_LETTERS)
_NAME = re.compile(rb"\(U(?=\d+x\d+y\d+\))")


def merged(first: bytes, others: Iterable[bytes]) -> bytes:
    """Return one PDF of several that the press made; title, language and conformity are those of the first.

    Parameters
    ----------
    others : iterable of bytes
        Fewer than `MOST_PARTS`, taken one after the other, so that they need not all be in memory.
    """
    with Pdf.open(io.BytesIO(_named(first, 0))) as whole:
        titles: list[tuple[str, int]] = []
        for place, content in enumerate(others, 1):
            with Pdf.open(io.BytesIO(_named(content, place))) as part:
                start = len(whole.pages)
                titles += [(title, start + page) for title, page in _titles(part)]
                _append(whole, part)
        with whole.open_outline() as outline:
            outline.root.extend(OutlineItem(title, page) for title, page in titles)
        target = io.BytesIO()
        # The identifier is derived from the content, so that the same sheets give the same bytes.
        whole.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            linearize=False,
        )
        return target.getvalue()


def _append(whole: Pdf, part: Pdf) -> None:
    root = whole.Root.StructTreeRoot
    _shift(part, int(root.ParentTreeNextKey))
    whole.pages.extend(part.pages)
    tree = whole.copy_foreign(part.Root.StructTreeRoot)
    document, theirs = root.K[0], tree.K[0]
    for child in theirs.K:
        child.P = document
        document.K.append(child)
    root.ParentTree.Nums.extend(tree.ParentTree.Nums)
    root.ParentTreeNextKey = int(tree.ParentTreeNextKey)
    _join_names(root, tree)


def _named(content: bytes, place: int) -> bytes:
    """Return a part whose header cells have names of their own: a letter for each part, in their order.

    The press writes names such as `U1x0y0` plainly. A name of the same length leaves every object where it
    is, and is changed a hundred times sooner than by going through all elements.
    """
    return _NAME.sub(rb"(" + _LETTERS[place : place + 1], content)


def _shift(part: Pdf, by: int) -> None:
    """Move the keys by which pages and links find their structure."""
    for page in part.pages:
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + by
        for note in page.get("/Annots", ()):
            if "/StructParent" in note:
                note.StructParent = int(note.StructParent) + by
    root = part.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    root.ParentTree.Nums = Array([int(item) + by if at % 2 == 0 else item for at, item in enumerate(numbers)])
    root.ParentTreeNextKey = int(root.ParentTreeNextKey) + by


def _join_names(root: pikepdf.Object, tree: pikepdf.Object) -> None:
    if "/IDTree" not in tree:
        return
    if "/IDTree" not in root:
        root.IDTree = Dictionary(Names=Array())
    root.IDTree.Names.extend(tree.IDTree.Names)


def _titles(part: Pdf) -> list[tuple[str, int]]:
    """Return the bookmarks of the highest level, with the page that each opens."""
    pages = {page.obj.objgen: place for place, page in enumerate(part.pages)}
    with part.open_outline() as outline:
        return [(item.title, pages.get(_opened(part, item), 0)) for item in outline.root]


def _opened(part: Pdf, item: OutlineItem) -> tuple[int, int]:
    """Return which page a bookmark opens, as the number of its object."""
    place = item.destination if item.action is None else item.action.D
    page = place[0] if isinstance(place, Array) else part.pages[0].obj
    return page.objgen
