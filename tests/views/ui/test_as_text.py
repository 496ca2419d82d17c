"""What comes from data, people or the address bar is shown as it is written, and nowhere read as Markdown."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.ui.as_text import JOINER, as_text

VIEWS = Path(__file__).parents[3] / "views"
LABELLED = frozenset(
    {
        *("button", "caption", "checkbox", "date_input", "download_button", "error", "expander"),
        *("file_uploader", "header", "info", "link_button", "markdown", "metric", "multiselect"),
        *("number_input", "pills", "popover", "radio", "segmented_control", "selectbox", "slider"),
        *("spinner", "status", "subheader", "success", "text_area", "text_input", "time_input"),
        *("title", "toast", "toggle", "warning"),
    }
)
"""Methods of Streamlit whose first argument, `label`, `body` and `help` are read as Markdown."""
OPTIONS = frozenset({"pills", "radio", "segmented_control"})
"""And those whose options are, too."""
MARKDOWN = {
    "picture": "![x](http://evil.example/x.png)",
    "link": "[x](http://evil.example)",
    "address": "http://evil.example",
    "bare address": "see www.evil.example",
    "mail": "me@evil.example",
    "sign": ":smile: :material/home:",
    "colour": ":red[x]",
    "formula": "$a$",
    "emphasis": "*a* _b_ `c` ~d~",
    "markup": "<b>x</b> &amp;",
    "lines": "x\n\n# y\n\n    z",
    "list": "1. x",
}


def own_words(node):
    """Whether an expression is words of a catalogue with nothing filled in, or goes through `as_text`."""
    if isinstance(node, ast.IfExp):
        return own_words(node.body) and own_words(node.orelse)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "as_text" or (node.func.id == "say" and not node.keywords)
    return isinstance(node, ast.Constant)


def raw_texts(tree):
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if not isinstance(call.func, ast.Attribute) or getattr(call.func.value, "id", "") == "_log":
            continue
        if call.func.attr in LABELLED:
            told = [
                *call.args[:1],
                *(word.value for word in call.keywords if word.arg in {"label", "body", "help"}),
            ]
            yield from (node for node in told if not own_words(node))
        if call.func.attr in OPTIONS:
            words = [word.value for word in call.keywords if word.arg == "format_func"]
            yield from (
                node for node in words if not (isinstance(node, ast.Lambda) and own_or_counted(node.body))
            )


def own_or_counted(node):
    counted = isinstance(node, ast.Call) and {word.arg for word in node.keywords} <= {"count"}
    return own_words(node) or (counted and getattr(node.func, "id", "") == "say")


def test_no_page_hands_a_foreign_text_to_markdown():
    raw = [
        f"{path.relative_to(VIEWS)}:{node.lineno}: {ast.unparse(node)}"
        for path in sorted(VIEWS.rglob("*.py"))
        for node in raw_texts(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert raw == []


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_is_defused(text):
    defused = as_text(text)
    assert defused != text
    assert as_text("".join(defused.split("\\")).replace(JOINER, "")) == defused


@pytest.mark.parametrize(
    "text", ["La Fosse n° 2 : à 12:30, (gratuit) - 5 m", "Chemin des Dames, l’étang", "AB 25"]
)
def test_ordinary_words_stay_as_they_are(text):
    assert as_text(text).replace(JOINER, "") == text


@given(st.text())
def test_nothing_that_is_seen_is_lost(text):
    shown = as_text(text).replace(JOINER, "").replace("\\", "")
    wanted = "".join(
        sign for sign in " ".join(text.split()) if sign.isprintable() and sign not in "\\" + JOINER
    )
    assert "".join(sign for sign in shown if sign.isprintable()).split() == wanted.split()


def test_control_characters_and_turned_writing_are_dropped():
    assert as_text("a\x0bb\u202ec\x00") == "a bc"
