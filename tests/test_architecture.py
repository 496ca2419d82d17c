"""The picture of the house is that of its import rules, and the guides name only what is there."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PICTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
RULES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
GUIDES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "README.md"]
FOLDERS = ("gis", "layers", "views", "data", "tests", "benchmarks", "docs")
NAMED = re.compile(rf"(?<![\w./<-])(?:{'|'.join(FOLDERS)})(?:[./][\w.<>*/-]*[\w>*/])")


def ruled():
    """Return the floors of each room, from the top, as the import rules have them."""
    contracts = [rule for rule in RULES["contracts"] if rule["type"] == "layers"]
    floors = {
        rule["containers"][0]: [set(re.split(r" [|:] ", floor)) for floor in rule["layers"]]
        for rule in contracts
        if "containers" in rule
    }
    return next(rule["layers"] for rule in contracts if "containers" not in rule), floors


def wanted():
    rooms, floors = ruled()
    return rooms, {**floors, "layers": [{"one file a theme"}]}


def drawn(picture):
    """Return the rooms from the top and the floors of each, as the picture has them."""
    rooms = re.search(r"^ {4}(\w+(?: --> \w+)+)$", picture, flags=re.MULTILINE)[1].split(" --> ")
    floors = {}
    for room, inside in re.findall(
        r"^ {4}subgraph (\w+)\[.*?\]$(.*?)^ {4}end$", picture, flags=re.DOTALL | re.MULTILINE
    ):
        boxes = dict(re.findall(r'(\w+)\["([^"]+)"\]', inside))
        arrows = re.search(r"\w+(?: --> \w+)+", inside)
        order = arrows[0].split(" --> ") if arrows else list(boxes)
        assert sorted(order) == sorted(boxes)
        floors[room] = [set(boxes[box].split(" · ")) for box in order]
    return rooms, floors


def first_sentence(package):
    path = ROOT.joinpath(*package.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return " ".join(said.split("\n\n")[0].split())


def there(name):
    """Tell whether a path, a module or a name of a module stands in the house; `<any>` and `*` fit all."""
    path = re.sub(r"<\w+>", "*", name)
    if "/" in path:
        return any(ROOT.glob(path.rstrip("/")))
    *parts, last = path.split(".")
    for folder, rest in ((ROOT.joinpath(*parts, last), None), (ROOT.joinpath(*parts), last)):
        for file in (folder / "__init__.py", folder.with_suffix(".py")):
            if "*" in file.name and any(file.parent.glob(file.name)):
                return True
            if file.is_file() and (rest is None or re.search(rf"\b{rest}\b", file.read_text("utf-8"))):
                return True
    return False


def absent(text):
    spans = re.findall(r"`([^`\n]+)`|^(?:\w+ )?(python -m .*)$", text, flags=re.MULTILINE)
    names = [name for span in spans for part in span for name in NAMED.findall(part)]
    return sorted({name for name in names if not there(name)})


def test_the_picture_has_the_floors_of_the_import_rules():
    assert drawn(PICTURE) == wanted()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("imports · dossier", "dossier"),
        ("gis1 --> gis2", "gis2 --> gis1"),
        ("    views --> layers --> gis", "    layers --> views --> gis"),
    ],
)
def test_a_picture_that_is_not_true_is_found(right, wrong):
    assert PICTURE.count(right) == 1
    assert drawn(PICTURE.replace(right, wrong)) != wanted()


def test_each_package_is_told_in_its_own_words_from_the_top():
    rows = re.findall(r"^\| `([\w.]+)` \| (.+) \|$", PICTURE, flags=re.MULTILINE)
    assert dict(rows) == {package: first_sentence(package) for package, _ in rows}
    floors = ruled()[1]
    wanted = [(room, number) for room in ("views", "gis") for number in range(len(floors[room]))]
    at = {f"{room}.{name}": (room, number) for room, number in wanted for name in floors[room][number]}
    assert {package for package, _ in rows} == set(at)
    places = [wanted.index(at[package]) for package, _ in rows]
    assert all(one <= other for one, other in pairwise(places))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_module_and_path_that_a_guide_names_is_there(guide):
    text = guide.read_text(encoding="utf-8")
    assert NAMED.findall(text)
    assert absent(text) == []


@pytest.mark.parametrize("room", ["gis", "layers", "views", "data", "benchmarks"])
def test_every_module_that_a_docstring_names_is_there(room):
    names = {
        path.relative_to(ROOT).as_posix(): absent(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / room).rglob("*.py"))
    }
    assert {path: lost for path, lost in names.items() if lost} == {}


def test_a_name_that_leads_nowhere_is_told():
    text = "`gis.nowhere`, `gis.words.say`, `gis.words.shout`, `layers/<key>.py`, `views/pages/x.py`, `data/`"
    assert absent(text) == ["gis.nowhere", "gis.words.shout", "views/pages/x.py"]
