from __future__ import annotations

import re
from pathlib import Path

import pytest

from gis.cli.command_group import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SOURCES = [path for folder in ("gis", "layers", "views") for path in (ROOT / folder).rglob("*.py")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"-m gis {command}" in README


def test_every_environment_variable_is_in_the_readme():
    named = {
        name for path in SOURCES for name in re.findall(r"CAILLOUX_[A-Z_]+", path.read_text(encoding="utf-8"))
    }
    assert named
    assert {name for name in named if name not in README} == set()


def test_every_picture_of_the_readme_is_there():
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


def test_every_picture_has_words_for_those_who_do_not_see_it():
    assert "![]" not in README


def test_the_readme_holds_the_line_that_installs_and_runs_the_tests():
    marked = re.search(r"<!-- tests -->\n```\n(.+)\n```\n<!-- end -->", README)
    assert marked
    assert "requirements-dev.txt" in marked[1]
    assert marked[1].endswith("pytest")
