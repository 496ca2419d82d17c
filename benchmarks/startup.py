"""The start of the command line beside the import of GeoPandas, in processor time of processes of their own.

    python -m benchmarks.startup

A terminal is waited for: what prints a help or refuses a word should not load what computes.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

from benchmarks.harness import Comparison, report

RUNS = 7
RIVAL = ("-c", "import geopandas")
PARCEL = "A 25"
COMMANDS: dict[str, tuple[tuple[str, ...], float]] = {
    "--help": (("--help",), 0.5),
    "a command that does not exist": (("nonsense",), 0.5),
    "a language that does not exist": (("--lang", "xx", "layers"), 0.5),
    "layers": (("layers",), 1.5),
    f"dossier {PARCEL}": (("dossier", PARCEL), 2.5),
}
"""What is started, and the most processor time that it may take, in imports of GeoPandas."""


def processor_s(arguments: tuple[str, ...], home: str) -> float:
    """Return the processor time of one run of Python in seconds, its own and the system's."""
    with subprocess.Popen(  # noqa: S603  # this very program
        [sys.executable, *arguments],
        env={**os.environ, "CAILLOUX_HOME": home},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime


def measure() -> dict[str, float]:
    """Return the median processor time of the rival and of every command, taken in turns."""
    sides = {"": RIVAL, **{name: ("-m", "gis", *words) for name, (words, _) in COMMANDS.items()}}
    with tempfile.TemporaryDirectory() as home:
        for arguments in sides.values():
            processor_s(arguments, home)
        rounds = [
            {name: processor_s(arguments, home) for name, arguments in sides.items()} for _ in range(RUNS)
        ]
    return {name: statistics.median(found[name] for found in rounds) for name in sides}


def main() -> int:
    """Print the table; exit status 1 when an aim is missed."""
    found = measure()
    rows = [
        Comparison(
            f"gis {name}", found[name] * 1000, found[""] * 1000, "import geopandas", "ms", round(1 / most, 2)
        )
        for name, (_, most) in COMMANDS.items()
    ]
    return 0 if report("Start of the command line, processor time", rows) else 1


if __name__ == "__main__":
    sys.exit(main())
