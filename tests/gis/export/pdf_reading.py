"""Documents as a reader takes them in: their words, their structure, the files they hold."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

if TYPE_CHECKING:
    from collections.abc import Iterator


def page_texts(content: bytes) -> list[str]:
    """Return the words of each page, one space between any two."""
    return [plain(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def roles(content: bytes) -> list[str]:
    """Return what the parts of a document are (`H1`, `Table`, `Figure`, …), in reading order."""
    root = PdfReader(io.BytesIO(content)).trailer["/Root"]
    return [str(part["/S"])[1:] for part in _parts(root["/StructTreeRoot"])]


def heading_levels(content: bytes) -> list[int]:
    """Return the levels of the headings, in reading order."""
    return [int(role[1:]) for role in roles(content) if role[0] == "H" and role[1:].isdigit()]


def titles(content: bytes) -> list[str]:
    """Return the headings as the outline of the document lists them."""
    return list(_titles(PdfReader(io.BytesIO(content)).outline))


def alternatives(content: bytes) -> list[str]:
    """Return the alternative texts of the figures."""
    root = PdfReader(io.BytesIO(content)).trailer["/Root"]
    return [str(part["/Alt"]) for part in _parts(root["/StructTreeRoot"]) if "/Alt" in part]


def files(content: bytes) -> dict[str, bytes]:
    """Return the files that a document holds, by name."""
    return {name: found[0] for name, found in PdfReader(io.BytesIO(content)).attachments.items()}


def _parts(element: Any) -> Iterator[DictionaryObject]:
    element = element.get_object()
    if isinstance(element, ArrayObject):
        for kid in element:
            yield from _parts(kid)
    elif isinstance(element, DictionaryObject):
        if "/S" in element:
            yield element
        if "/K" in element:
            yield from _parts(element["/K"])


def _titles(outline: list[Any]) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from _titles(item)
        else:
            yield str(item.title)
