"""PDFs laid one behind the other that stay accessible: structure, identifiers and bookmarks are joined too.

The structure of a PDF is described in ISO 32000-1, 14.7.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, OutlineItem, Pdf, String

if TYPE_CHECKING:
    from collections.abc import Iterable


def merged(first: bytes, others: Iterable[bytes]) -> bytes:
    """Return one PDF of several that the press made; title, language and conformity are those of the first.

    Parameters
    ----------
    others : iterable of bytes
        Taken one after the other, so that they need not all be in memory.
    """
    with Pdf.open(io.BytesIO(first)) as whole:
        for place, content in enumerate(others):
            with Pdf.open(io.BytesIO(content)) as part:
                _append(whole, part, place)
        target = io.BytesIO()
        # The identifier is derived from the content, so that the same sheets give the same bytes.
        whole.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            linearize=False,
        )
        return target.getvalue()


def _append(whole: Pdf, part: Pdf, place: int) -> None:
    root = whole.Root.StructTreeRoot
    # Names of a name tree stand in order: those of the first part begin with a `U`.
    _rename(part, f"V{place:04}-")
    _shift(part, int(root.ParentTreeNextKey))
    start = len(whole.pages)
    titles = _titles(part)
    whole.pages.extend(part.pages)
    tree = whole.copy_foreign(part.Root.StructTreeRoot)
    document, theirs = root.K[0], tree.K[0]
    for child in theirs.K:
        child.P = document
        document.K.append(child)
    root.ParentTree.Nums.extend(tree.ParentTree.Nums)
    root.ParentTreeNextKey = int(tree.ParentTreeNextKey)
    _join_names(root, tree)
    with whole.open_outline() as outline:
        outline.root.extend(_moved(item, start) for item in titles)


def _rename(part: Pdf, prefix: str) -> None:
    """Let the identifiers of header cells, and the cells that name them, begin with a prefix."""
    for item in part.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != "/StructElem":
            continue
        if "/ID" in item:
            item.ID = String(prefix + str(item.ID))
        for attributes in item.get("/A", ()) if isinstance(item.get("/A"), Array) else ():
            if "/Headers" in attributes:
                attributes.Headers = Array([String(prefix + str(name)) for name in attributes.Headers])
    names = part.Root.StructTreeRoot.get("/IDTree")
    if names is not None:
        pairs = list(names.Names)
        names.Names = Array(
            [String(prefix + str(item)) if at % 2 == 0 else item for at, item in enumerate(pairs)]
        )


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


def _moved(item: tuple[str, int], start: int) -> OutlineItem:
    title, page = item
    return OutlineItem(title, start + page)
