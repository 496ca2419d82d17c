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

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.words import (
    answering_commands,
    area,
    date_text,
    french,
    language,
    length,
    number,
    pick,
    say,
    set_language,
    share,
    use_language,
)

HOUSE = Path(__file__).parents[2]
ROOMS = ("gis", "layers", "views")
FILES = sorted(path for room in ("gis", "views") for path in HOUSE.glob(f"{room}/words/*.toml"))
TOPICS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
KEYS = {f"{topic}.{key}": entry for topic, table in TOPICS.items() for key, entry in table.items()}
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


def wrongly_spaced(text: str) -> bool:
    """Return whether a sign could be parted from its word, or an apostrophe is a typed one."""
    return any(sign.search(text) for sign in (ORDINARY_SPACE, NO_SPACE, TYPED_APOSTROPHE))


def test_every_key_speaks_both_languages():
    mute = [
        key
        for key, entry in KEYS.items()
        if set(entry) not in SPOKEN or not all(text.strip() for text in entry.values())
    ]
    assert mute == []


def test_both_languages_have_the_same_placeholders():
    differing = [
        f"{key}: {entry[one]} / {entry[other]}"
        for key, entry in KEYS.items()
        for one, other in (("fr", "en"), ("fr_typed", "en_typed"))
        if one in entry and placeholders(entry[one]) != placeholders(entry[other])
    ]
    assert differing == []


def test_french_keeps_its_signs_on_the_line():
    texts = {key: french(entry["fr"]) for key, entry in KEYS.items()}
    assert [f"{key}: {text}" for key, text in texts.items() if wrongly_spaced(text)] == []


def test_whoever_writes_french_need_not_type_its_special_signs():
    assert french("Qu'y a-t-il « ici » ? 5 % : rien") == (
        "Qu’y a-t-il «\u00a0ici\u00a0»\u00a0? 5\u00a0%\u00a0: rien"
    )
    assert french("https://example.org/a?b 09:00") == "https://example.org/a?b 09:00"


def test_every_topic_has_a_name_of_its_own():
    stems = [path.stem for path in FILES]
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

    assert ", ".join(key for key in KEYS if not used(key)) == ""


def test_a_sentence_follows_the_language_in_use():
    assert say("status.no_data") == "pas de donnée"
    with use_language("en"):
        assert say("status.no_data") == "no data"
    assert language() == "fr"


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


def test_the_other_language_stands_in_for_an_empty_text():
    assert pick("haie", "hedge") == "haie"
    assert pick("", "hedge") == "hedge"
    with use_language("en"):
        assert pick("haie", "") == "haie"


def test_numbers_are_written_as_each_language_does():
    assert number(1274.75, decimals=2) == "1\u202f274,75"
    assert area(12_747_500) == "1\u202f274,75\u00a0ha"
    assert length(999) == "999\u00a0m"
    assert share(12.34) == "12,3\u00a0%"
    with use_language("en"):
        assert area(9_999) == "9,999\u00a0m²"
        assert length(16_250) == "16.25\u00a0km"
        assert share(12.34) == "12.3%"


def test_dates_are_written_in_words_and_other_texts_left_alone():
    assert date_text("2012-06-30") == "30 juin 2012"
    assert date_text(dt.date(2012, 6, 30)) == "30 juin 2012"
    assert date_text("2018") == "2018"
    assert date_text("") == ""


@given(st.floats(0, 1e12), st.sampled_from(["fr", "en"]))
def test_any_area_or_length_can_be_written(value, code):
    with use_language(code):
        assert area(value).endswith(("\u00a0m²", "\u00a0ha"))
        assert length(value).endswith(("\u00a0m", "\u00a0km"))


def test_a_rounded_zero_has_no_sign():
    assert number(-0.3) == "0"
    assert number(-0.004, decimals=2) == "0,00"


def test_a_mend_names_options_to_those_who_type_commands_only():
    asked = say("imports.no_crs", file="x.gpkg")
    with answering_commands():
        typed = say("imports.no_crs", file="x.gpkg")
    assert "--crs EPSG:2154" in typed
    assert "--" not in asked
    assert say("imports.no_crs", file="x.gpkg") == asked


def test_what_pages_say_names_no_option():
    naming = [
        key
        for key, entry in KEYS.items()
        if "fr_typed" in entry and (set(entry) != SPOKEN[1] or "--" in entry["fr"] + entry["en"])
    ]
    assert naming == []
