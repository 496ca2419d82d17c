"""The checks of the scripts, for those who have Node: types, rules, and their own tests."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from gis.tours import clock
from gis.words import LANGUAGES, area, date_text, length, number, use_language
from gis.words.formats import formats

HOUSE = Path(__file__).parents[2]
TOOLS = HOUSE / "node_modules" / ".bin"
SECONDS = 240
VALUES = (
    0.0, -0.0, 0.5, 1.5, 2.5, -0.5, -2.5, 0.125, 0.375, 1.005, 2.675, 0.045, 9.995, 99.95, 999.5, 999.49,
    1000.0, 1234.5, 9999.5, 9999.49, 10_000.0, 12_345.678, 999_999.995, 1e6, 123_456_789.125, -1234.56,
)  # fmt: skip
DAYS = ("2024-02-29", "2023-02-29", "1906-03-10", "2026-12-01", "2024-13-45", "été 2024", "1854", "")
WRITE = """
import { clock, Format } from "./gis/browser/format.js";
let text = "";
for await (const part of process.stdin) text += part;
const { catalogues, values, days } = JSON.parse(text);
const written = Object.entries(catalogues).map(([language, formats]) => {
  const format = new Format(formats);
  return [language, {
    number: values.map((value) => [0, 1, 2, 3].map((decimals) => format.number(value, decimals))),
    area: values.map((value) => format.area(value)),
    length: values.map((value) => format.length(value)),
    clock: values.map(clock),
    date: days.map((day) => format.date(day)),
  }];
});
console.log(JSON.stringify(Object.fromEntries(written)));
"""


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node is not installed")
    return found


@pytest.fixture(scope="module")
def tools(node) -> Path:
    if not TOOLS.is_dir():
        pytest.skip("what checks the scripts is not installed: npm ci, which needs Node")
    return TOOLS


def run(*command: str, told: str | None = None) -> str:
    ended = subprocess.run(
        command, cwd=HOUSE, input=told, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert ended.returncode == 0, f"{ended.stdout}\n{ended.stderr}"
    return ended.stdout


def test_the_types_of_every_script_agree(tools):
    run(str(tools / "tsc"), "--project", "jsconfig.json")


def test_every_script_keeps_the_rules(tools):
    run(str(tools / "eslint"), ".")


def test_scripts_do_what_their_tests_say(node):
    files = sorted(str(path.relative_to(HOUSE)) for path in Path(__file__).parent.glob("*.test.js"))
    assert files
    run(node, "--test", *files)


def test_numbers_sizes_times_and_dates_are_the_same_in_both_languages_of_the_program(node):
    drawn = np.random.default_rng(62528)
    anywhere = drawn.uniform(-1, 1, 1000) * np.repeat([1, 100, 1e4, 1e7], 250)
    halves = drawn.integers(-(10**6), 10**6, 500) / 8
    values = [*VALUES, *anywhere.tolist(), *halves.tolist()]
    expected, catalogues = {}, {}
    for code in LANGUAGES:
        with use_language(code):
            catalogues[code] = formats()
            expected[code] = {
                "number": [[number(value, decimals=count) for count in range(4)] for value in values],
                "area": [area(value) for value in values],
                "length": [length(value) for value in values],
                "clock": [clock(value) for value in values],
                "date": [date_text(day) for day in DAYS],
            }
    told = json.dumps({"catalogues": catalogues, "values": values, "days": DAYS})
    written = json.loads(run(node, "--input-type=module", "--eval", WRITE, told=told))
    for code in LANGUAGES:
        for kind, texts in expected[code].items():
            pairs = zip(texts, written[code][kind], strict=True)
            assert [pair for pair in pairs if pair[0] != pair[1]] == [], f"{kind} in {code}"


def test_the_lock_file_names_no_place_to_fetch_from():
    packages = json.loads((HOUSE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, about in packages.items() if "resolved" in about] == []
    assert all("integrity" in about for name, about in packages.items() if name)
    assert "dependencies" not in packages[""]
