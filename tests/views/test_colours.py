from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

VIEWS = Path(__file__).parents[2] / "views"
TOKENS = VIEWS / "assets" / "atlas.css"
MAP = VIEWS / "map" / "client"
"""The map has a document and a style sheet of its own."""
LITERAL = re.compile(
    r"#[0-9a-f]{3,8}\b(?!-)|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(|"
    r"(?<=[:,( ])(?:white|black|red|green|blue|yellow|orange|purple|grey|gray|silver)(?=[;,) ])",
    re.IGNORECASE,
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TOKEN = re.compile(r"^\s*(--[\w-]+)\s*:\s*([^;]+);", re.MULTILINE)


def sheets() -> dict[Path, str]:
    return {
        path: COMMENT.sub("", path.read_text(encoding="utf-8"))
        for path in sorted(VIEWS.rglob("*.css"))
        if MAP not in path.parents
    }


def test_colours_are_written_in_the_tokens_alone():
    for path, text in sheets().items():
        rest = TOKEN.sub("", text) if path == TOKENS else text
        assert LITERAL.findall(rest) == [], path


def test_no_colour_is_written_twice_and_no_token_defined_twice():
    tokens = TOKEN.findall(sheets()[TOKENS])
    names = Counter(name for name, _ in tokens)
    assert [name for name, count in names.items() if count > 1] == []
    colours = Counter(colour.lower() for _, value in tokens for colour in LITERAL.findall(value))
    assert [colour for colour, count in colours.items() if count > 1] == []


def test_every_token_that_a_sheet_names_is_there_and_every_token_is_named():
    defined = {name for name, _ in TOKEN.findall(sheets()[TOKENS])}
    own = {name for text in sheets().values() for name, _ in TOKEN.findall(text)}
    named = {name for text in sheets().values() for name in re.findall(r"var\((--[\w-]+)", text)}
    given_by_streamlit = {name for name in named if name.startswith("--st-")}
    # The component of the map sets these on its element.
    set_by_script = {"--height", "--around", "--most", "--wrapped"}
    assert named - own - given_by_streamlit - set_by_script == set()
    assert defined - named == set()
