"""What the atlas needs installed: how many packages, and how much room they take.

Usage: `python -m benchmarks.environment`, in the environment whose figures are wanted.

Counted is what `requirements.txt` asks for, and what that asks for in turn: pip, and what tests need beside,
do not count. A package weighs what its own files do, compiled ones included, in MB of 10⁶ bytes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from rich.console import Console
from rich.table import Table

REQUIREMENTS = Path(__file__).parents[1] / "requirements.txt"
MOST_MB, MOST_PACKAGES = 1_000.0, 82
PRESS = "typst"
"""Prints every document by itself, and has a room of its own beside the aim."""
_HEAVIEST = 12


@dataclass(frozen=True)
class Weight:
    """One package and what it takes on disk."""

    name: str
    version: str
    megabytes: float


def direct(path: Path = REQUIREMENTS) -> list[Requirement]:
    """Return what a file of requirements asks for, line by line."""
    lines = (line.split(" #")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]


def closure(wanted: list[Requirement]) -> dict[str, Distribution]:
    """Return all that some requirements lead to, by name.

    Raises
    ------
    PackageNotFoundError
        When something of it is not installed.
    """
    found: dict[str, Distribution] = {}
    left = [(item, "") for item in wanted]
    while left:
        item, extra = left.pop()
        if item.marker is not None and not item.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(item.name)
        if name in found and not item.extras:
            continue
        found[name] = distribution(name)
        inner = [Requirement(line) for line in found[name].requires or ()]
        left += [(each, extra) for each in inner for extra in ("", *item.extras)]
    return dict(sorted(found.items()))


def weights(packages: dict[str, Distribution]) -> list[Weight]:
    """Return what packages weigh, the heaviest first."""
    found = [Weight(name, each.version, _bytes(each) / 1e6) for name, each in packages.items()]
    return sorted(found, key=lambda each: -each.megabytes)


def _bytes(package: Distribution) -> int:
    paths = (Path(str(package.locate_file(file))) for file in package.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file())


def main() -> int:
    """Print the figures beside their aims; exit status 1 when one is missed."""
    try:
        found = weights(closure(direct()))
    except PackageNotFoundError as error:
        print(f"{error.name} is not installed: pip install -r requirements.txt", file=sys.stderr)
        return 2
    console = Console(width=120, highlight=False)
    table = Table("measured", "ours", "aim", "", title="What requirements.txt installs", title_justify="left")
    beside = [each for each in found if each.name != PRESS]
    megabytes = sum(each.megabytes for each in beside)
    for what, ours, most in (("MB", megabytes, MOST_MB), ("packages", len(beside), MOST_PACKAGES)):
        table.add_row(what, f"{ours:,.0f}", f"at most {most:,.0f}", "met" if ours <= most else "MISSED")
    console.print(table)
    heaviest = ", ".join(f"{each.name} {each.megabytes:,.0f}" for each in found[:_HEAVIEST])
    press = sum(each.megabytes for each in found if each.name == PRESS)
    console.print(f"  Beside the press for paper, {PRESS}, which takes {press:,.0f} MB.")
    console.print(f"  The heaviest, in MB: {heaviest}.")
    return 0 if megabytes <= MOST_MB and len(beside) <= MOST_PACKAGES else 1


if __name__ == "__main__":
    sys.exit(main())
