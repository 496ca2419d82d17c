"""Every function of the engine that writes into the home asks for a right at its door, or lies behind one."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

HOUSE = Path(__file__).parents[1]
WRITERS = {
    "write_layer",
    "remove_layer",
    "restore_layer",
    "write_json",
    "place_file",
    "note_run",
    "writing",
    "written_whole",
    "write_file",
}
"""What changes files. A method counts by its name alone: rather too many are found than too few."""
METHODS = {"write_text", "write_bytes", "unlink", "mkdir", "rmtree", "to_parquet"}
"""How files are changed without them, in the packages that know the home."""
DOORS = {"require", "require_update"}
HOME = ("update", "imports", "changes", "network", "tours")
"""Packages that write layers, or what people write; what others write somebody takes along."""
OFFERED = {"changes.note", "update.place_file"}
"""Those that other packages of the home call, behind a door of their own."""
KEPT_OPEN = {
    "changes.note": "the door that calls it has asked already",
    "network.add_mark": "PathStates.add has asked",
    "network.check_mark": "PathStates.check has asked",
    "tours.put_entries": "GuideStore asks whenever it writes",
    "tours.forget_entry": "GuideStore.forget has asked",
    "tours.share_entry": "GuideStore.share has asked",
    "update.note_run": "part of an update",
    "update.place_file": "part of an update, and of bringing figures",
    "update.measured": "part of an estimate",
    "update.sweep": "part of an update",
    "update.no_update": "the lock of what makes room",
    "update.sole_update": "the lock of an update and of an estimate",
    "update.write_identity": "part of an update",
    "update.update_client": "part of an update and of an estimate",
    "update.update_layer": "part of an update",
    "update.update_relief": "part of an update",
    "update.failed": "part of an update",
    "update.UpdateRun.go": "part of an update",
}
"""Public by their names, yet inside of what a door leads to, each with why; no face offers the others."""


def functions(package):
    """Return the functions and methods of a package of the engine by their names."""
    found = {}
    for path in sorted((HOUSE / "gis" / package).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found[node.name] = node
            elif isinstance(node, ast.ClassDef):
                inner = (item for item in node.body if isinstance(item, ast.FunctionDef))
                found |= {f"{node.name}.{item.name}": item for item in inner}
    return found


def called(node):
    names = set()
    for item in ast.walk(node):
        if isinstance(item, ast.Call):
            name = item.func.attr if isinstance(item.func, ast.Attribute) else getattr(item.func, "id", "")
            names.add(name)
    return names


def writing(package):
    """Return the functions of a package that write, by themselves or through others of it."""
    known = functions(package)
    calls = {name: called(node) for name, node in known.items()}
    by_last = defaultdict(set)
    for name in known:
        by_last[name.rpartition(".")[2]].add(name)
    writers = {name for name, made in calls.items() if made & (WRITERS | METHODS)}
    while True:
        more = {
            name
            for name, made in calls.items()
            if any(by_last[one] & writers for one in made) and name not in writers
        }
        if not more:
            return writers, calls
        writers |= more


def unguarded(package):
    writers, calls = writing(package)
    public = {name for name in writers if not any(part.startswith("_") for part in name.split("."))}
    return {f"{package}.{name}" for name in public if not calls[name] & DOORS}


def test_every_write_asks_for_a_right():
    found = {name for package in HOME for name in unguarded(package)}
    assert found - set(KEPT_OPEN) == set()


def test_what_needs_no_door_is_offered_by_no_face_and_still_writes():
    for name in KEPT_OPEN:
        package, _, inner = name.partition(".")
        assert name in unguarded(package), f"{name} writes nothing or has a door: take it off the list"
        face = (HOUSE / "gis" / package / "__init__.py").read_text(encoding="utf-8")
        assert f'"{inner}"' not in face or name in OFFERED


def test_the_doors_are_found():
    doors = {"update.update", "update.undo", "update.update_years", "update.free"}
    doors |= {"imports.import_layer", "imports.forget", "imports.import_figures", "imports.forget_figures"}
    writers = {f"{package}.{name}" for package in ("update", "imports") for name in writing(package)[0]}
    assert doors <= writers


def test_no_other_package_writes_layers_or_manifests():
    outside = {}
    for path in sorted((HOUSE / "gis").rglob("*.py")):
        package = path.relative_to(HOUSE / "gis").parts[0]
        made = called(ast.parse(path.read_text(encoding="utf-8"))) & {
            "write_layer",
            "remove_layer",
            "restore_layer",
            "place_file",
            "note_run",
        }
        if made and package not in {*HOME, "territory"}:
            outside[str(path.relative_to(HOUSE))] = made
    assert outside == {}
