"""What holds for the house as a whole: one name for one thing, small modules, a picture that is true."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("gis", "layers", "views")
SAME_EVERYWHERE = {
    "__init__",
    "model",
    "state",
    "page",
    "map_view",
    "pdf",
    "registry",
    "present",
    "form",
    "downloads",
}
"""What these hold is the same in every package that has one."""
MADE_PLAIN = {"notices", "rules"}
"""What these hold is told by their package."""
LONGEST = 250
LONGEST_FUNCTION = 25
"""Lines of a function of a page, its docstring left out."""


def modules() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def clashing(names: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: places for name, places in sorted(names.items()) if len(places) > 1}


def test_a_file_name_stands_for_one_thing():
    places = defaultdict(list)
    for path in modules():
        command = path.parent == ROOT / "gis" / "cli"
        if path.stem not in SAME_EVERYWHERE | MADE_PLAIN and not command:
            places[path.name].append(path.relative_to(ROOT).as_posix())
    assert clashing(places) == {}


def test_a_class_name_stands_for_one_thing():
    places = defaultdict(list)
    for path in modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path.relative_to(ROOT).as_posix())
    assert clashing(places) == {}


def test_a_module_has_one_topic_and_its_length():
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules()
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_a_function_of_a_page_does_one_thing():
    long = []
    for path in sorted((ROOT / "views").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                first = node.body[0]
                words = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) else 0
                if (lines := node.end_lineno - node.lineno + 1 - words) > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT).as_posix()}: {node.name}, {lines} lines")
    assert long == []


@pytest.mark.parametrize("room", ["gis"])
def test_every_package_says_what_it_offers(room):
    faces = [path for path in (ROOT / room).glob("*/__init__.py") if path.parent.name != "cli"]
    silent = [path.parent.name for path in faces if "__all__ = [" not in path.read_text(encoding="utf-8")]
    assert silent == []


def test_every_package_shows_by_an_example_how_to_take_it():
    inner = (ROOT / "gis" / "export").glob("*/__init__.py")
    faces = [path for path in (ROOT / "gis").glob("*/__init__.py") if path.parent.name != "cli"] + [*inner]
    said = {
        ".".join(path.parent.relative_to(ROOT).parts): ast.get_docstring(ast.parse(path.read_text("utf-8")))
        for path in faces
    }
    assert len(said) > 28
    shown = {name: f">>> from {name} import" in (text or "") for name, text in sorted(said.items())}
    assert [name for name, example in shown.items() if not example] == []
