from __future__ import annotations

import ast
import datetime as dt
import re
import string
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis import words
from gis.words import (
    LANGUAGES,
    answering_commands,
    area,
    date_text,
    french,
    in_language,
    language,
    length,
    number,
    say,
    set_language,
    share,
    use_language,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = Path(__file__).parents[3]
ROOMS = ("gis", "layers", "views")
FILES = sorted(path for room in ROOMS for path in HOUSE.glob(f"{room}/words/*.toml"))


def entries(table: dict[str, Any], key: str) -> Iterator[tuple[str, dict[str, str]]]:
    for name, inner in table.items():
        if "fr" in inner:
            yield f"{key}.{name}", inner
        else:
            yield from entries(inner, f"{key}.{name}")


KEYS = {
    key: entry
    for path in FILES
    for key, entry in entries(
        tomllib.loads(path.read_text(encoding="utf-8")),
        f"layers.{path.stem}" if path.is_relative_to(HOUSE / "layers") else path.stem,
    )
}
DUTCH = (
    *(
        "shell.",
        "pages.",
        "map.",
        "map_page.",
        "layers.",
        "groups.",
        "status.",
        "verdict.",
        "search.",
        "errors.",
    ),
    *("walks_page.", "walks.", "walk_sheet.", "walk_cli.", "cues.", "ripe.", "paper.", "export."),
    *("field.", "stops.", "errors.", "cli."),
)
"""Catalogues of what residents and visitors read, whole in Dutch; of the others, only what follows."""
FRENCH_LISTS = ("layers.crops.",)
"""Published lists of hundreds of terms, which Dutch readers are told in French."""
DUTCH_TOO = (
    *("update.territory_notice", "update.notice_mixed"),
    *("roadbook.title", "roadbook.tell_own", "roadbook.other", "roadbook.end_at", "roadbook.way"),
    *("roadbook.host", "roadbook.contact", "roadbook.address", "roadbook.position", "roadbook.hours"),
    *("roadbook.fixed", "roadbook.access", "roadbook.group", "roadbook.season", "roadbook.note"),
    *("roadbook.safety", "roadbook.safety_call", "roadbook.safety_posts", "roadbook.safety_sunset"),
    *("roadbook.safety_count", "roadbook.stops_one", "roadbook.stops_many", "roadbook.summary"),
    "roadbook.summary_climb",
)
ORDINARY_SPACE = re.compile(r" [:;!?»%]|« ")
SPOKEN = ({"fr", "en"}, {"fr", "fr_typed", "en", "en_typed"})
NO_SPACE = re.compile(r"[^\s\u00a0\u202f][;!?»](?!\w)|[^\s\u00a0\u202f]:(?=\s|$)|«[^\u00a0\u202f]")
TYPED_APOSTROPHE = re.compile(r"\w'\w")


def literals() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return every text in the code, and every text with gaps (f-strings, or the start of a sum)."""
    texts: set[str] = set()
    gaps: set[str] = set()
    for room in ROOMS:
        for path in HOUSE.glob(f"{room}/**/*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    gaps.add(
                        "".join(
                            re.escape(part.value) if isinstance(part, ast.Constant) else "(.+?)"
                            for part in node.values
                        )
                    )
                elif isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant):
                    gaps.add(re.escape(str(node.left.value)) + "(.+)")
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.add(node.value)
    return texts, [re.compile(gap) for gap in sorted(gaps) if re.match(r"[a-z]{3,}(\\\.|_)", gap)]


def scripts() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for end in ("js", "html") for path in HOUSE.glob(f"views/**/*.{end}")
    )


def said() -> set[str]:
    """Return every key that the code says word by word."""
    found = set()
    for room in ROOMS:
        for path in HOUSE.glob(f"{room}/**/*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                name = getattr(getattr(node, "func", None), "id", "")
                if name == "say" and node.args and isinstance(node.args[0], ast.Constant):
                    found.add(node.args[0].value)
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_sentence_is_there_in_french_and_in_english():
    wanted = ({"fr", "en"}, {"fr", "fr_typed", "en", "en_typed"})
    assert [key for key, entry in KEYS.items() if {*entry} - {"nl", "nl_typed"} not in wanted] == []
    assert [key for key, entry in KEYS.items() if not all(text.strip() for text in entry.values())] == []


def test_what_is_typed_is_said_in_dutch_too_where_the_sentence_is():
    entries_ = ((key, set(entry)) for key, entry in KEYS.items())
    assert [key for key, has in entries_ if ("nl_typed" in has) != ({"nl", "fr_typed"} <= has)] == []


def test_a_visitor_is_spoken_to_in_dutch_throughout():
    wanted = (key for key in KEYS if key.startswith(DUTCH) or key in DUTCH_TOO)
    wanted = (key for key in wanted if not key.startswith(FRENCH_LISTS))
    assert [key for key in wanted if "nl" not in KEYS[key]] == []
    assert [key for key in DUTCH_TOO if key not in KEYS] == []


def test_every_language_has_the_same_placeholders():
    odd = [
        f"{key}.{name}"
        for key, entry in KEYS.items()
        for name, text in entry.items()
        if placeholders(text) != placeholders(entry["fr_typed" if name.endswith("_typed") else "fr"])
    ]
    assert odd == []


def test_french_keeps_its_signs_on_the_line():
    texts = {key: french(entry["fr"]) for key, entry in KEYS.items()}
    odd = (ORDINARY_SPACE, NO_SPACE, re.compile(r"\w'\w"))
    assert {key: text for key, text in texts.items() if any(sign.search(text) for sign in odd)} == {}


def test_whoever_writes_french_need_not_type_its_special_signs():
    assert french("Qu'y a-t-il « ici » ? 5 % : rien") == (
        "Qu’y a-t-il «\u00a0ici\u00a0»\u00a0? 5\u00a0%\u00a0: rien"
    )
    assert french("https://example.org/a?b 09:00") == "https://example.org/a?b 09:00"


def test_every_topic_has_a_name_of_its_own():
    stems = [path.stem for path in FILES if not path.is_relative_to(HOUSE / "layers")]
    assert len(stems) == len(set(stems))


def test_every_key_that_the_code_says_exists():
    assert ", ".join(sorted(said() - set(KEYS))) == ""


def test_no_key_is_left_unsaid():
    texts, gaps = literals()
    page = scripts()
    starts = re.findall(r"`(\w+_)\$\{", page)

    def written(part: str) -> bool:
        pieces = part in texts or part.isdecimal() or all(piece in texts for piece in part.split("_"))
        return pieces or any(gap.fullmatch(part) for gap in gaps if "." not in gap.pattern.split("(")[0])

    def used(key: str) -> bool:
        if key in texts or re.search(rf"\b{re.escape(key.split('.', 1)[1])}\b", page):
            return True
        if any(key.split(".", 1)[1].startswith(start) for start in starts):
            return True
        if key.endswith("_one") and used(key.removesuffix("_one")):
            return True
        matches = (gap.fullmatch(key) for gap in gaps)
        return any(match and all(written(part) for part in match.groups()) for match in matches)

    own = (key for key in KEYS if not key.startswith("layers."))  # tests/layers looks for theirs
    assert ", ".join(key for key in own if not used(key)) == ""


def test_a_sentence_follows_the_language_in_use():
    assert say("status.no_data") == "pas de donnée"
    with use_language("en"):
        assert say("status.no_data") == "no data"
    assert language() == "fr"


@pytest.fixture
def guest(tmp_path):
    """Return a function that makes sentences speak, and no others."""

    def write(sentences: str) -> None:
        (tmp_path / "guest.toml").write_text(sentences, encoding="utf-8")

    with words.use_folders(tmp_path, alone=True):
        yield write


def test_what_a_language_does_not_say_is_said_in_french(guest):
    guest('[hello]\nfr = "bonjour"\nen = "hello"\n[bye]\nfr = "au revoir"\nfr_typed = "--au-revoir"\n')
    with use_language("nl"):
        assert (say("guest.hello"), words.word("guest.hello")) == ("bonjour", "bonjour")
    with use_language("en"), answering_commands():
        assert (say("guest.hello"), say("guest.bye")) == ("hello", "--au-revoir")
    assert words.silent() == {"en": ["guest.bye"], "nl": ["guest.hello", "guest.bye"]}


def test_a_sentence_to_type_is_said_in_the_language_in_use_before_it_is_in_french(guest):
    guest('[hello]\nfr = "bonjour"\nfr_typed = "--bonjour"\nnl = "dag"\n')
    with use_language("nl"), answering_commands():
        assert say("guest.hello") == "dag"
    assert words.silent()["nl"] == ["guest.hello"]


def test_the_signs_of_french_are_not_those_of_other_languages(guest):
    guest('[hello]\nfr = "Qu\'y a-t-il ?"\nnl = "Wat is \'t ?"\n')
    assert say("guest.hello") == "Qu’y a-t-il\u00a0?"
    with use_language("nl"):
        assert say("guest.hello") == "Wat is 't ?"


def test_what_is_said_in_each_language_leaves_the_one_in_use_alone():
    with use_language("en"):
        told = words.in_each(say, "status.no_data")
        assert (told["fr"], told["en"]) == ("pas de donnée", "no data")
        assert language() == "en"
    assert list(told) == list(LANGUAGES)


def test_an_unknown_language_is_french():
    set_language("<script>")
    assert language() == "fr"
    with use_language("de"):
        assert language() == "fr"


def test_a_language_belongs_to_its_own_thread():
    heard = []
    with use_language("en"):
        thread = threading.Thread(target=lambda: heard.append(language()))
        thread.start()
        thread.join()
    assert heard == ["fr"]


def test_an_unknown_key_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        say("nowhere.nothing")


GUEST = """
import sys
from pathlib import Path
from gis.words import add_folder, say
say("status.no_data")
add_folder(Path(sys.argv[1]))
print(say("guest.hello"))
"""


def test_another_folder_may_speak_too_even_after_the_first_sentence(tmp_path):
    (tmp_path / "guest.toml").write_text('[hello]\nfr = "bonjour"\nen = "hello"\n', encoding="utf-8")
    command = [sys.executable, "-c", GUEST, str(tmp_path)]
    heard = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    assert heard.stdout == "bonjour\n"


def test_another_language_stands_in_for_an_empty_text_of_the_data():
    row = {"tell_fr": "haie", "tell_en": "hedge", "note_fr": "", "note_en": "hedge", "form": "plain"}
    assert in_language(row, "tell") == "haie"
    assert in_language(row, "note") == "hedge"
    assert in_language(row, "form", plain="form") == "plain"
    assert in_language({**row, "form_en": "shape"}, "form", plain="form") == "plain"
    assert in_language(row, "absent") == ""
    with use_language("en"):
        assert in_language(row, "tell") == "hedge"
        assert in_language({"tell_fr": "haie", "tell_en": float("nan")}, "tell") == "haie"
        assert in_language({"fr": "haie", "en": "hedge"}) == "hedge"


def test_numbers_are_written_as_each_language_does():
    assert number(1274.75, decimals=2) == "1\u202f274,75"
    assert area(12_747_500) == "1\u202f274,75\u00a0ha"
    assert length(999) == "999\u00a0m"
    assert share(12.34) == "12,3\u00a0%"
    with use_language("nl"):
        assert area(12_747_500) == "1.274,75\u00a0ha"
        assert share(12.34) == "12,3%"
        assert date_text("2012-06-30") == "30 juni 2012"
    with use_language("en"):
        assert area(9_999) == "9,999\u00a0m²"
        assert length(16_250) == "16.25\u00a0km"
        assert share(12.34) == "12.3%"


def test_dates_are_written_in_words_and_other_texts_left_alone():
    assert date_text("2012-06-30") == "30 juin 2012"
    assert date_text(dt.date(2012, 6, 30)) == "30 juin 2012"
    assert date_text("2018") == "2018"
    assert date_text("") == ""


@given(st.floats(0, 1e12), st.sampled_from(LANGUAGES))
def test_any_area_or_length_can_be_written(value, code):
    with use_language(code):
        assert area(value).endswith(("\u00a0m²", "\u00a0ha"))
        assert length(value).endswith(("\u00a0m", "\u00a0km"))


def test_a_rounded_zero_has_no_sign():
    assert number(-0.3) == "0"
    assert number(-0.004, decimals=2) == "0,00"


def test_a_mend_names_options_to_those_who_type_commands_only():
    told = {"file": "x.gpkg", "plausible": "RGF93", "legal": "EPSG:2154"}
    asked = say("imports.no_crs", **told)
    with answering_commands():
        typed = say("imports.no_crs", **told)
    assert "--crs EPSG:2154" in typed
    assert "--" not in asked
    assert say("imports.no_crs", **told) == asked


def test_what_pages_say_names_no_option():
    typed = {key: entry for key, entry in KEYS.items() if "fr_typed" in entry}
    told = {key: [entry[code] for code in LANGUAGES if code in entry] for key, entry in typed.items()}
    assert [key for key, texts in told.items() if any("--" in text for text in texts)] == []
