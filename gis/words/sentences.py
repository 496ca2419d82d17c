"""Every sentence that people read, in each language.

Each `<topic>.toml` beside this file (or in a folder given to `add_folder`) holds tables such as
`[title]` with `fr` and `en`; the full key is `<topic>.title`, and that of `[legend.open]` is
`<topic>.legend.open`. Sentences take `{placeholders}`. Where the mend is an option of the command
line, `fr_typed` and `en_typed` say so to those who type commands. What a language does not say is
said in French.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Language = Literal["fr", "en", "nl"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The languages; the first one is that of who names none, and speaks where another is silent."""
_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])
_typed: ContextVar[bool] = ContextVar("typed", default=False)
_folders: list[tuple[Path, str]] = [(Path(__file__).parent, "")]


class Record(Protocol):
    """A row of data, or anything that is asked by name."""

    def get(self, key: Any, /) -> Any:
        """Return the value of a name; nothing where there is none."""
        ...


def add_folder(folder: Path, *, prefix: str = "") -> None:
    """Let another folder of `<topic>.toml` files speak too; a prefix stands before each of their keys."""
    if (folder, prefix) not in _folders:
        _folders.append((folder, prefix))
        catalogue.cache_clear()


@contextmanager
def use_folders(*folders: Path, prefix: str = "", alone: bool = False) -> Iterator[None]:
    """Let other folders of word files speak inside a `with` block, beside the known ones or alone."""
    before = list(_folders)
    _folders[:] = [*([] if alone else before), *((folder, prefix) for folder in folders)]
    catalogue.cache_clear()
    try:
        yield
    finally:
        _folders[:] = before
        catalogue.cache_clear()


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return every key with its sentence in each language."""
    words: dict[str, dict[str, str]] = {}
    for folder, prefix in _folders:
        for path in sorted(folder.glob("*.toml")):
            sentences = _told(path, f"{prefix}{path.stem}", path.stat().st_mtime_ns)
            words |= {key: dict(sentence) for key, sentence in sentences.items()}
    return words


@cache
def _told(path: Path, key: str, changed: int) -> dict[str, dict[str, str]]:  # noqa: ARG001 - read anew once changed
    """Return what one file says; a folder that comes later leaves it as it is."""
    return dict(_sentences(tomllib.loads(path.read_text(encoding="utf-8")), key))


def _sentences(table: dict[str, Any], key: str) -> Iterator[tuple[str, dict[str, str]]]:
    for name, inner in table.items():
        if all(isinstance(text, str) for text in inner.values()):
            sentences = {
                code: french(text) if code.startswith("fr") else text for code, text in inner.items()
            }
            yield f"{key}.{name}", sentences
        else:
            yield from _sentences(inner, f"{key}.{name}")


def french(text: str) -> str:
    """Return a text with the signs that French wants: no-break spaces, curved apostrophes.

    So whoever writes a sentence need not type them.
    """
    text = re.sub(r" (?=[:;!?%»])|(?<=«) ", "\u00a0", text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def language() -> str:
    """Return the language in use, one of `LANGUAGES`."""
    return _language.get()


def set_language(code: str) -> None:
    """Use a language from here on in this context; an unknown one falls to French, the first language."""
    _language.set(code if code in LANGUAGES else LANGUAGES[0])


@contextmanager
def answering_commands() -> Iterator[None]:
    """Speak inside a `with` block to someone who types commands: mends may name options."""
    token = _typed.set(True)
    try:
        yield
    finally:
        _typed.reset(token)


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Use a language inside a `with` block."""
    token = _language.set(code if code in LANGUAGES else LANGUAGES[0])
    try:
        yield
    finally:
        _language.reset(token)


def say(key: str, /, **values: Any) -> str:
    """Return the sentence of a key in the language in use, its placeholders filled.

    Raises
    ------
    KeyError
        When the catalogue has no such key: a fault of the program, never of its user.
    """
    return _spoken(catalogue()[key]).format(**values)


def _spoken(sentence: dict[str, str]) -> str:
    codes: tuple[str, ...] = (language(), LANGUAGES[0])
    if _typed.get():
        codes = tuple(name for code in codes for name in (f"{code}_typed", code))
    return next((sentence[code] for code in codes if code in sentence), "")


def word(key: str, default: str = "") -> str:
    """Return the word of a key in the language in use, as it is written; the default where it has none."""
    known = catalogue().get(key)
    return default if known is None else _spoken(known)


def words_of(key: str) -> dict[str, str]:
    """Return the word of a key by language, French first, as far as it has one."""
    known = catalogue().get(key, {})
    return {code: known[code] for code in LANGUAGES if code in known}


def silent() -> dict[str, list[str]]:
    """Return, by language, the keys of what it leaves to French, in whole or in what is typed."""
    first, *others = LANGUAGES
    return {
        code: [
            key
            for key, sentence in catalogue().items()
            if not {name.replace(first, code, 1) for name in sentence if name.startswith(first)}
            <= set(sentence)
        ]
        for code in others
    }


def in_language(texts: Record, stem: str = "", *, plain: str = "") -> str:
    """Return a text that data hold in several languages, in the language in use; empty where there is none.

    `tell` reads `tell_en` in English; where that is empty `tell_fr`, then any other. Without a stem, the
    names are those of the languages.

    Parameters
    ----------
    plain : str
        What the French text is called in data that do not name its language; read after `tell_fr`.
    """
    own, first, *others = (f"{stem}_{code}".lstrip("_") for code in (language(), *LANGUAGES))
    sentences = (texts.get(name) for name in (own, first, plain, *others))
    return next((text for text in sentences if isinstance(text, str) and text), "")


def texts_of(record: Record, stem: str) -> dict[str, str]:
    """Return a text of data by language, as far as `<stem>_<language>` has one."""
    sentences = ((code, record.get(f"{stem}_{code}")) for code in LANGUAGES)
    return {code: text for code, text in sentences if isinstance(text, str) and text}


def in_each(speak: Callable[..., str], *told: Any, **values: Any) -> dict[str, str]:
    """Return what a function says in each language, whatever the language in use."""
    said: dict[str, str] = {}
    for code in LANGUAGES:
        with use_language(code):
            said[code] = speak(*told, **values)
    return said
