"""What the command line loads before it knows what is asked, and when it is refused."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gis.__main__ import main
from gis.cli import command_group
from gis.cli.command_group import COMMANDS, load

HOUSE = Path(__file__).parents[3]
HEAVY = {
    "geopandas",
    "pandas",
    "numpy",
    "shapely",
    "pyproj",
    "pyogrio",
    "pyarrow",
    "rasterio",
    "scipy",
    "babel",
}
PRINTERS = {
    "pandera",
    "typst",
    "pikepdf",
    "openpyxl",
    "gpxpy",
    "icalendar",
    "rasterio",
    "scipy",
    "httpx",
}
SAY = """
import json, sys
from gis.__main__ import main
status = main(sys.argv[1:])
print(json.dumps({"status": status, "modules": sorted(sys.modules)}))
"""


def loaded(*arguments: str) -> tuple[int, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", SAY, *arguments],
        cwd=HOUSE,
        env={**os.environ, "PYTHONPATH": str(HOUSE), "CAILLOUX_HOME": "/nowhere/at/all"},
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return told["status"], set(told["modules"])


@pytest.mark.parametrize(
    ("arguments", "status"), [(["--help"], 0), (["nonsense"], 2), (["--lang", "xx", "layers"], 2)]
)
def test_a_help_and_a_refusal_load_nothing_that_computes(arguments, status):
    ended, modules = loaded(*arguments)
    assert ended == status
    assert modules & HEAVY == set()
    assert not any(f"gis.cli.{name.replace('import', 'import_')}" in modules for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_loads_another(command):
    _, modules = loaded(command, "--help")
    own = {f"gis.cli.{name.replace('import', 'import_')}" for name in COMMANDS if name == command}
    others = {f"gis.cli.{name.replace('import', 'import_')}" for name in COMMANDS} - own
    assert own <= modules
    assert modules & others == set()


@pytest.mark.parametrize("arguments", [["layers"], ["dossier", "A 25"]])
def test_what_prints_validates_and_fetches_is_not_loaded_to_tell(arguments):
    ended, modules = loaded(*arguments)
    assert ended == 0
    assert modules & PRINTERS == set()


def test_each_module_of_a_command_is_listed():
    folder = Path(command_group.__file__).parent
    names = {path.stem for path in folder.glob("*.py")}
    modules = {name for name in names if hasattr(importlib.import_module(f"gis.cli.{name}"), "register")}
    assert {name.removesuffix("_") for name in modules} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_says_of_a_command_what_its_own_help_says(command):
    assert load(command).help == COMMANDS[command]
    assert load(command).name == command


def test_a_name_that_is_nearly_right_is_told(capsys):
    assert main(["dosier"]) == 2
    assert "dossier" in capsys.readouterr().err
