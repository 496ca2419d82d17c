from __future__ import annotations

import json

import pytest

from gis.__main__ import main
from tests.gis.small_territory import box, build

OTHER = "62386"


@pytest.fixture
def home(tmp_path):
    shape = box(0, 0, 1000, 1000)
    build(tmp_path / "made", {"commune": [(OTHER, shape, {"insee": OTHER})]}, code=OTHER)
    return tmp_path / "made"


@pytest.mark.parametrize("equals", [True, False])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_commune_may_be_named_before_or_after_any_command(home, capsys, place, equals):
    common = [f"--territory={OTHER}", f"--home={home}", "--lang=en"]
    if not equals:
        common = [part for word in common for part in word.split("=", 1)]
    words = ["layers", "--json"]
    assert main([*words[:place], *common, *words[place:]]) == 0
    found = {row["key"]: row["status"] for row in json.loads(capsys.readouterr().out)}
    assert found["commune"] != "no_data"
    assert found["hedges"] == "no_data"


def test_what_stands_behind_two_dashes_is_left_alone(home, capsys):
    assert main(["dossier", "--home", str(home), "--", "--territory"]) == 2
    assert "--territory" in capsys.readouterr().err
