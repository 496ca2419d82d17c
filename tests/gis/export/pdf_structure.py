"""What a screen reader is told of a PDF: headings, tables and alternative texts, in their order."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = {"Tj", "TJ", "'", '"'}


def headings(content: bytes) -> list[tuple[int, str]]:
    """Return the headings, as (level, text)."""
    with _opened(content) as (nodes, text):
        return [(int(kind[1]), text(node)) for kind, node in nodes if re.fullmatch("H[1-6]", kind)]


def heading_levels(content: bytes) -> list[int]:
    """Return the levels of the headings."""
    return [level for level, _ in headings(content)]


def roles(content: bytes) -> list[str]:
    """Return what the parts of a document are (`H1`, `Table`, `Figure`, …)."""
    with _opened(content) as (nodes, _):
        return [kind for kind, _ in nodes]


def alternatives(content: bytes) -> list[str]:
    """Return the alternative texts of the figures."""
    with _opened(content) as (nodes, _):
        return [str(node.Alt) for _, node in nodes if "/Alt" in node]


def tables(content: bytes) -> list[list[list[tuple[str, str]]]]:
    """Return the tables as rows of cells, (kind, text)."""
    with _opened(content) as (nodes, text):
        found: list[list[list[tuple[str, str]]]] = []
        for kind, node in nodes:
            if kind == "Table":
                found.append([])
            elif kind == "TR":
                found[-1].append([])
            elif kind in {"TH", "TD"}:
                found[-1][-1].append((kind, text(node)))
        return found


class _opened:  # noqa: N801 - used as a function
    def __init__(self, content: bytes) -> None:
        self._pdf = pikepdf.open(io.BytesIO(content))
        self._marked: dict[Any, dict[int, str]] = {}

    def __enter__(self) -> tuple[list[tuple[str, Any]], Any]:
        document = self._pdf.Root.StructTreeRoot.K
        roots = document if isinstance(document, pikepdf.Array) else [document]
        return [item for root in roots for item in _walk(root)], self._text

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def _text(self, node: Any) -> str:
        whole = re.sub(r"\s+", " ", "".join(self._pieces(node, node.get("/Pg"))))
        return re.sub(r"\s*\u00ad\s*|\u200b", "", whole).strip()

    def _pieces(self, node: Any, page: Any) -> Iterator[str]:
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield self._of_page(page)[kid]
            elif "/MCID" in kid:
                yield self._of_page(kid.get("/Pg", page), kid.get("/Stm")).get(int(kid.MCID), "")
            elif kid.get("/Type") != "/OBJR":
                yield from self._pieces(kid, kid.get("/Pg", page))

    def _of_page(self, page: Any, stream: Any = None) -> dict[int, str]:
        source = page if stream is None else stream
        key = source.objgen
        if key not in self._marked:
            self._marked[key] = _marked_texts(source)
        return self._marked[key]


def _walk(node: Any) -> Iterator[tuple[str, Any]]:
    yield str(node.S)[1:], node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid)


def _marked_texts(source: Any) -> dict[int, str]:
    """Return the text of each marked content of a page or a form."""
    fonts = {name: _letters(font) for name, font in source.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    open_marks: list[int | None] = []
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(source):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            marked = operands[1] if len(operands) > 1 else {}
            open_marks.append(int(marked["/MCID"]) if "/MCID" in marked else None)
        elif name == "EMC":
            open_marks.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif (
            name in _SHOWN
            and (mark := next((m for m in reversed(open_marks) if m is not None), None)) is not None
        ):
            found[mark] = found.get(mark, "") + _written(operands[0], letters)
        elif name in {"Td", "Tm", "T*"} and open_marks and open_marks[-1] is not None:
            found[open_marks[-1]] = found.get(open_marks[-1], "") + " "
    return found


def _written(operand: Any, letters: dict[int, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(letters.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2))


def _letters(font: Any) -> dict[int, str]:
    """Read which letters the glyphs of a font stand for."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            first = int.from_bytes(bytes.fromhex(text), "big")
            found |= {int(low, 16) + at: chr(first + at) for at in range(int(high, 16) - int(low, 16) + 1)}
    return found
