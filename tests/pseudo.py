"""A language made of brackets; what is found outside of them is written elsewhere than in a catalogue."""

from __future__ import annotations

import csv
import html
import itertools
import json
import re
import string
import tomllib
import unicodedata
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import rasterio
import typst
from babel.dates import get_day_names, get_month_names
from google.protobuf.json_format import MessageToDict

from gis import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pytest

    from gis.territory import Territory

HOUSE = Path(__file__).parents[1]
SAID = re.compile(r"⟦[^⟦⟧]*⟧")
UNITS = "m²|ha|km²|km|cm|m|min|h|s|kWh|MWh|Mo|MB|dpi|px|ppm"
UNIT = re.compile(rf"(?<=\d)[\s\u00a0\u202f]*(?:{UNITS})(?![^\W\d_])")
ADDRESS = re.compile(r"https?://\S+|(?<![\w.])[\w-]+(?:\.[\w-]+)*@[\w.-]+|:material/\w+:")
SIGNS = r"[·–—|→/,;:!?()\[\]{}«»“”\"\n…•×≥≤≈±+=#*_<>│┃─━╭╮╰╯]+"
BETWEEN = re.compile(rf"{SIGNS}|\s-\s|\.\s|\.$|\s{{2,}}|\b\d[\d\s.]*\b")
EDGES = re.compile(r"^[\s\d.%°§'’-]+|[\s\d.%°§'’-]+$")
LETTER = re.compile(r"[^\W\d_]")
SHOWN = ("label", "body", "help", "placeholder", "options", "content", "caption", "title", "text", "message")
"""Fields of Streamlit's messages to the browser that people read."""
CODED = ("key", "language", "level", "link", "media_type", "name", "svg_name", "verdict")
"""What templates are told by code, and nobody reads."""


def whole(text: str) -> str:
    """Put a sentence in brackets."""
    return f"⟦{text}⟧"


def each_word(text: str) -> str:
    """Put each word of a sentence in brackets, so that a line may be broken anywhere between them."""
    made = ""
    for literal, name, form, _ in string.Formatter().parse(text):
        marked = re.sub(r"\S*[^\W\d_]\S*", r"⟦\g<0>⟧", literal)
        made += marked.replace("{", "{{").replace("}", "}}")
        if name is not None:
            made += "{" + name + (f":{form}" if form else "") + "}"
    return made


@contextmanager
def pseudo_language(mark: Callable[[str], str]) -> Iterator[None]:
    """Speak every sentence of every catalogue with a mark on it, inside a `with` block."""
    for sentence in words.catalogue().values():
        for code, text in sentence.items():
            sentence[code] = mark(text)
    try:
        yield
    finally:
        words.catalogue.cache_clear()


class Known:
    """What is data: everything that the files of a territory hold, and what every language writes alike.

    Parameters
    ----------
    territory : Territory
        Where the data are.
    more : iterable of str
        Further texts that are no words of the program.
    """

    def __init__(self, territory: Territory, more: Iterable[str] = ()) -> None:
        texts = {*more, *_names()}
        for layer in territory.layers:
            texts |= {layer.key, *layer.data.columns, *map(str, layer.provenance.values())}
            for column in layer.data.select_dtypes(include=["object", "str"]):
                texts |= set(layer.data[column].dropna().astype(str))
        for folder in (HOUSE / "data", HOUSE / "data" / territory.code):
            for path in folder.glob("*.toml"):
                texts |= set(_strings(tomllib.loads(path.read_text(encoding="utf-8"))))
            for path in folder.glob("*.csv"):
                texts |= _cells(path)
        texts |= set(_strings(territory.info)) | _tags(territory.file("relief.tif"))
        self._texts = {_plain(text) for text in texts} | {part for text in texts for part in _parts(text)}
        self._all = "\n".join(self._texts)

    def odd(self, text: str, *, pieces: bool = False) -> str:
        """Return what of a text is neither said by a catalogue nor data; empty where all of it is.

        Parameters
        ----------
        pieces : bool
            A line may hold but a piece of a text of the data.
        """
        left = re.sub(r"⟦[^⟦⟧]*…", "…", text) if pieces else text
        while (shorter := SAID.sub(" · ", left)) != left:
            left = shorter
        if _plain(left) in self._texts:
            return ""
        return " | ".join(part for part in _parts(left) if not self._is_data(part, pieces=pieces))

    def _is_data(self, part: str, *, pieces: bool) -> bool:
        cuts = (at for at, sign in enumerate(part) if sign == " ")
        if part in self._texts or any({part[:at], part[at + 1 :]} <= self._texts for at in cuts):
            return True
        return pieces and (part in self._all or len(part) == 1)


def shown_in_page(page: Any) -> Iterator[str]:
    """Yield every text that people read on a page that AppTest ran."""
    for element in (*_elements(page.main), *_elements(page.sidebar)):
        proto = getattr(element, "proto", None)
        if proto is not None:
            yield from _shown(MessageToDict(proto, preserving_proto_field_name=True))
            yield from _charts(proto)
        if type(element).__name__ == "Dataframe":
            yield from _frame(element.value)


def sentences(document: Any) -> Iterator[str]:
    """Yield the texts of a JSON document that are no codes, addresses, zones or patterns of dates."""
    if isinstance(document, dict | list):
        for inner in document.values() if isinstance(document, dict) else document:
            yield from sentences(inner)
    elif isinstance(document, str) and not re.fullmatch(r"[\w.:#-]*|\w+/\w+|[dMy ,.]+", document):
        yield document


def printed(patch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with every text that a document is given from here on."""
    found: list[str] = []
    press = typst.compile

    def heard(*given: Any, **named: Any) -> Any:
        found.extend(_laid_out(json.loads(named["sys_inputs"]["data"])))
        return press(*given, **named)

    patch.setattr(typst, "compile", heard)
    return found


def shown_in_html(body: str) -> list[str]:
    """Return the texts of a piece of HTML, one a block, and what its attributes say."""
    reader = _Html()
    reader.feed(body)
    reader.close()
    return reader.found


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden, self._block = 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"style", "script"}
        read = ("title", "aria-label", "alt", "placeholder")
        self.found += [value for name, value in attrs if name in read and value]
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "script"}
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._block += data

    def close(self) -> None:
        super().close()
        self._break("")

    def _break(self, tag: str) -> None:
        if tag not in {"a", "b", "em", "i", "strong"}:
            self.found += [self._block] if self._block.strip() else []
            self._block = ""


def _laid_out(value: Any) -> Iterator[str]:
    """Yield the texts of what a template lays out, those of drawings too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in CODED:
                yield from _laid_out(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _laid_out(inner)
    elif isinstance(value, str):
        plain = value.replace("\u200b", "")
        yield from re.findall(r"<text[^>]*>([^<]*)</text>", plain) if plain.startswith("<svg") else [plain]


def _elements(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", {}).values():
        yield child
        yield from _elements(child)


def _shown(message: Any) -> Iterator[str]:
    if isinstance(message, list):
        for item in message:
            yield from _shown(item)
    elif isinstance(message, dict):
        for name, value in message.items():
            if name in {"spec", "json", "columns"} and isinstance(value, str) and value:
                yield from _shown(json.loads(value))
            elif isinstance(value, dict | list) and not (name in SHOWN and _texts(value)):
                yield from _shown(value)
            elif name in SHOWN:
                for text in value if isinstance(value, list) else [value]:
                    if isinstance(text, str):
                        yield from shown_in_html(text) if "<" in text else [text]


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _charts(proto: Any) -> Iterator[str]:
    for data in getattr(getattr(proto, "vega_lite_chart", None), "datasets", ()):
        yield from _frame(pa.ipc.open_stream(data.data.data).read_all().to_pandas(), heads=False)


def _frame(frame: Any, *, heads: bool = True) -> Iterator[str]:
    if heads:
        yield from map(str, frame.columns)
    for column in frame.select_dtypes(include=["object", "str"]):
        yield from (text for text in frame[column].dropna().unique() if isinstance(text, str))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _cells(path: Path) -> set[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {cell for row in csv.reader(stream) for cell in row}


def _tags(path: Path | None) -> set[str]:
    if path is None:
        return set()
    with rasterio.open(path) as raster:
        return set(raster.tags().values())


def _names() -> Iterator[str]:
    """Yield names of months and days, which Babel writes."""
    for code, width in itertools.product(words.LANGUAGES, ("wide", "abbreviated", "narrow")):
        yield from get_month_names(width, locale=code).values()
        yield from get_day_names(width, locale=code).values()


def _plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", unicodedata.normalize("NFC", html.unescape(text))).strip()


def _parts(text: str) -> list[str]:
    """Return the pieces of a text that hold letters, without addresses, figures and units."""
    bare = UNIT.sub(" ", ADDRESS.sub(" · ", _plain(text)))
    parts = (EDGES.sub("", part) for part in BETWEEN.split(bare))
    return [part for part in parts if LETTER.search(part)]
