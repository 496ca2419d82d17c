"""What a PDF holds, as tests ask for it: words by page, tags in order, alternative texts, files inside."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in read(content).pages]


def bare(text: str) -> str:
    """Return a text without spaces and marks of broken lines, which layout moves."""
    return "".join(text.split()).replace("\u200b", "")


def elements(content: bytes) -> list[DictionaryObject]:
    """Return the elements of the structure tree, in the order in which they are read aloud."""
    return list(_below(read(content).trailer["/Root"]["/StructTreeRoot"]))


def tags(content: bytes) -> list[str]:
    return [str(element["/S"]) for element in elements(content)]


def headings(content: bytes) -> list[int]:
    found = [tag for tag in tags(content) if tag in {"/H1", "/H2", "/H3", "/H4"}]
    return [int(tag[2:]) for tag in found]


def alternative_texts(content: bytes) -> list[str]:
    return [str(element["/Alt"]) for element in elements(content) if "/Alt" in element]


def files_inside(content: bytes) -> dict[str, bytes]:
    return {name: found[0] for name, found in read(content).attachments.items()}


def _below(node: Any) -> Iterator[DictionaryObject]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from _below(found)
