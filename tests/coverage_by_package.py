"""Lines and branches that the last `python -m pytest --cov` went through, package by package."""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from coverage import Coverage
from rich.console import Console
from rich.table import Table


def package_of(file: str) -> str:
    """Return the package of a file of the house: `gis.tours`, or `gis` for what lies in no package of it."""
    folders = Path(file).parts[:-1]
    return ".".join(folders[:2])


def by_package(report: dict) -> dict[str, Counter]:
    """Add up a report of coverage.py in JSON by package."""
    found: dict[str, Counter] = defaultdict(Counter)
    for file, told in report["files"].items():
        found[package_of(file)].update(
            {key: value for key, value in told["summary"].items() if key in COUNTED}
        )
    return found


COUNTED = ("num_statements", "covered_lines", "num_branches", "covered_branches")


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def main() -> int:
    measured = Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(file))
        found = by_package(json.loads(file.read_text(encoding="utf-8")))
    table = Table("package", "statements", "lines", "branches")
    for package, count in [*sorted(found.items()), ("all", sum(found.values(), Counter()))]:
        statements, lines, branches, taken = (count[name] for name in COUNTED)
        table.add_row(package, str(statements), share(lines, statements), share(taken, branches))
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
