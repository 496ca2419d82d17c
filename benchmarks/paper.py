"""Documents on paper beside those that fpdf2 drew before, side by side in one run.

    python -m benchmarks.paper

The rival is this very house as it was at `RIVAL`, in a scratch copy of its history: the same parcel, walk,
site and tour, printed by its own code. Each side runs in processes of its own, in turns.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.harness import Comparison, machine, report

HOUSE = Path(__file__).parents[1]
RIVAL, RIVAL_NAME = "1fd8e22026cf2df1973888ccf482bffe38908751", "fpdf2"
ONCE = Path(__file__).with_name("paper_once.py")
ROUNDS = 3
PARCEL = "A 25"
SHEETS, SHEETS_S, SHEETS_MB = 200, 6.0, 300.0
AIMS_MS = {"parcel sheet": 60.0, "road-book": 250.0, "booklet": 400.0}
"""The most that each may take, warm and without the files inside, whatever the rival takes."""
COLD_S, SHEET_KB = 0.5, 150.0


def main() -> int:
    """Print the tables; exit status 1 when an aim is missed."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        _run("git", "-C", str(HOUSE), "worktree", "add", "--detach", str(before), RIVAL)
        try:
            rounds = [(_measured(HOUSE), _measured(before)) for _ in range(ROUNDS)]
        finally:
            _run("git", "-C", str(HOUSE), "worktree", "remove", "--force", str(before))
    ours, theirs = ([side[place] for side in rounds] for place in (0, 1))
    documents = [
        Comparison(name, _median(ours, name), _median(theirs, name), RIVAL_NAME) for name in theirs[0]["ms"]
    ]
    aims = [Comparison(name, _median(ours, name), most, "the aim", aim=1) for name, most in AIMS_MS.items()]
    note = machine("typst", "pikepdf", "fpdf2", "pypdf")
    told = [report("Documents, warm", documents, notes=(note,)), report("Aims", [*aims, *_others(ours)])]
    return 0 if all(told) else 1


def _others(ours: list[dict[str, Any]]) -> list[Comparison]:
    """Return what has an aim and no rival: a sheet in a command, its weight, a long list."""
    command = (sys.executable, "-m", "gis", "dossier", PARCEL)
    with tempfile.TemporaryDirectory() as home:
        # As JSON a dossier tells all that its sheet does: what is more is the press, and the files inside.
        sides = (*command, "--json"), (*command, "--pdf", str(Path(home) / "sheet.pdf"))
        rounds = [[_seconds(*side, home=home) for side in sides] for _ in range(ROUNDS + 1)]
    more = statistics.median(printed - told for told, printed in rounds[1:])
    volume = json.loads(_run(sys.executable, str(ONCE), "volume", str(SHEETS), folder=HOUSE))
    return [
        Comparison(
            "a sheet in a command, more than the same as JSON", max(more, 0.001), COLD_S, "the aim", "s", 1
        ),
        Comparison("a sheet without the files inside", ours[0]["kb"], SHEET_KB, "the aim", "kB", 1),
        Comparison(f"{SHEETS} sheets in one", volume["s"], SHEETS_S, "the aim", "s", 1),
        Comparison(f"{SHEETS} sheets, memory more than before", volume["mb"], SHEETS_MB, "the aim", "MB", 1),
    ]


def _measured(house: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(sys.executable, str(ONCE), "documents", folder=house))
    return found


def _median(rounds: list[dict[str, Any]], name: str) -> float:
    return statistics.median(found["ms"][name] for found in rounds)


def _seconds(*command: str, home: str) -> float:
    start = time.perf_counter()
    _run(*command, folder=HOUSE, home=home)
    return time.perf_counter() - start


def _run(*command: str, folder: Path = HOUSE, home: str = "") -> str:
    settings = {**os.environ, "PYTHONPATH": str(folder)} | ({"CAILLOUX_HOME": home} if home else {})
    done = subprocess.run(  # noqa: S603 - our own programs and git
        command, cwd=folder, env=settings, check=True, capture_output=True, text=True
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
