"""Documents as a reader takes them in: their words, their bookmarks, the files they hold."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator


def page_texts(content: bytes) -> list[str]:
    """Return the words of each page, one space between any two."""
    return [plain(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def titles(content: bytes) -> list[str]:
    """Return the headings as the outline of the document lists them."""
    return list(_titles(PdfReader(io.BytesIO(content)).outline))


def files(content: bytes) -> dict[str, bytes]:
    """Return the files that a document holds, by name."""
    return {name: found[0] for name, found in PdfReader(io.BytesIO(content)).attachments.items()}


def _titles(outline: list[Any]) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from _titles(item)
        else:
            yield str(item.title)
