"""What every benchmark shares: medians, ratios against a named rival, one table."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import time
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Comparison:
    """One figure of ours beside the same figure of a rival; smaller is better.

    Attributes
    ----------
    what : str
        What was measured, sizes included.
    ours, theirs : float
        In `unit`.
    rival : str
        Who it is compared with.
    unit : str
        `ms`, `MB`, …
    aim : float
        Times smaller that ours ought to be; 0 where it is only told.
    """

    what: str
    ours: float
    theirs: float
    rival: str
    unit: str = "ms"
    aim: float = 0.0

    @property
    def ratio(self) -> float:
        """How many times smaller ours is."""
        return self.theirs / self.ours if self.ours else float("inf")

    @property
    def met(self) -> bool:
        """Whether the aim is reached; always, where there is none."""
        return self.ratio >= self.aim


def median_ms(action: Callable[[], object], *, runs: int = 9, warm_up: int = 1) -> float:
    """Return the median time of an action in milliseconds, the collector of garbage at rest.

    Parameters
    ----------
    runs : int
        Times that count.
    warm_up : int
        Times before, that do not.
    """
    for _ in range(warm_up):
        action()
    times = []
    for _ in range(runs):
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
        gc.enable()
    return statistics.median(times) * 1000


def report(title: str, comparisons: Sequence[Comparison], *, notes: Sequence[str] = ()) -> bool:
    """Print a table of ratios and tell whether every aim is met."""
    table = Table("measured", "ours", "rival", "", "times smaller", "aim", title=title, title_justify="left")
    for item in comparisons:
        table.add_row(
            item.what,
            f"{item.ours:,.2f} {item.unit}",
            f"{item.theirs:,.2f} {item.unit}",
            item.rival,
            f"{item.ratio:,.1f} ×",
            f"{item.aim:g} × {'met' if item.met else 'MISSED'}" if item.aim else "",
        )
    console = Console(width=160, highlight=False)
    console.print(table)
    for note in (*notes, machine()):
        console.print(f"  {note}")
    return all(item.met for item in comparisons)


def machine(*packages: str) -> str:
    """Return one line on the machine and the versions that a figure depends on."""
    told = ", ".join(f"{name} {version(name)}" for name in packages or ("geopandas", "shapely", "pandas"))
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {told}; medians."
