"""What is true of one town alone lives in `data/`: the code knows none of its places, heaps or tours."""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from gis.territory import DEFAULT_CODE, EMBEDDED, Territory

HOUSE = Path(__file__).parents[1]
KINDS = {".py", ".toml", ".js", ".css", ".html", ".csv"}


@cache
def told_of_the_town():
    """Return every name, identifier and position that only the embedded town has, as one pattern."""
    town = Territory()
    files = (EMBEDDED / DEFAULT_CODE / name for name in ("stops.toml", "tours.toml"))
    ids = {key for path in files for key in tomllib.loads(path.read_text("utf-8"))}
    ids |= {key for layer in ("places", "slag_heaps", "green_belt") for key in town.layer(layer).ids}
    # A plain word, such as that for the town hall, is a place of every town.
    names = {key for key in ids if re.search(r"[\d_]", key)} | {DEFAULT_CODE, "11/19"}
    names |= {*re.split("-en-", town.name), town.name, *map(str, town.layer("places").data["name"])}
    names |= {str(row["name"]) for row in town.rows("places_unlocated")}
    near = [rf"{math.floor(value)}\.{int(value * 10) % 10}\d\d" for value in town.info["centre"]]
    return re.compile("|".join(rf"\b(?:{words})\b" for words in [*map(re.escape, sorted(names)), *near]))


@pytest.mark.parametrize("room", ["gis", "layers", "views"])
def test_the_code_knows_no_town(room):
    town = told_of_the_town()
    files = [path for path in (HOUSE / room).rglob("*") if path.suffix in KINDS]
    assert len(files) > 20
    named = [
        f"{path.relative_to(HOUSE)}:{number}: {found[0]}"
        for path in sorted(files)
        if "vendor" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (found := town.search(line)) is not None
    ]
    assert named == []
