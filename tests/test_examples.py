"""Every example in a docstring of the engine and of the themes runs, and shows what it says."""

from __future__ import annotations

import doctest
import importlib
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
ROOMS = ("gis", "layers")
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def with_examples(house: Path) -> list[str]:
    """Return the modules of the rooms that hold an example."""
    files = (path for room in ROOMS for path in sorted((house / room).rglob("*.py")))
    told = [path.relative_to(house) for path in files if ">>> " in path.read_text(encoding="utf-8")]
    return [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in told]


def failures(module) -> str:
    """Return what the examples of a module show otherwise than they say; empty where all is well."""
    runner, told = doctest.DocTestRunner(optionflags=FLAGS), []
    examples = [test for test in doctest.DocTestFinder().find(module) if test.examples]
    assert examples, f"{module.__name__} has >>> outside of its docstrings"
    for test in examples:
        runner.run(test, out=told.append)
    return "".join(told)


@pytest.mark.parametrize("name", with_examples(HOUSE))
def test_the_examples_of_a_module_show_what_they_say(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert failures(importlib.import_module(name)) == ""


def test_an_example_that_is_no_longer_true_is_told(tmp_path, monkeypatch):
    (tmp_path / "gis" / "sums").mkdir(parents=True)
    text = '"""Sums.\n\n>>> 1 + 1\n3\n"""\n'
    (tmp_path / "gis" / "sums" / "__init__.py").write_text(text, encoding="utf-8")
    assert with_examples(tmp_path) == ["gis.sums"]
    monkeypatch.syspath_prepend(tmp_path / "gis")
    told = failures(importlib.import_module("sums"))
    del sys.modules["sums"]
    assert "Expected:\n    3\nGot:\n    2" in told
