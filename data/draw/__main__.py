"""``python -m data.draw [--output DIR] [--only NAME …]`` draws the embedded territory."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from data.draw.write import names, write

if TYPE_CHECKING:
    from collections.abc import Sequence

EMBEDDED = Path(__file__).resolve().parent.parent / "62528"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, draw, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m data.draw", description="Draw the embedded territory.")
    parser.add_argument("--output", type=Path, default=EMBEDDED, metavar="DIR", help="default: data/62528")
    parser.add_argument(
        "--only", nargs="+", default=[], choices=names(), metavar="NAME", help=", ".join(names())
    )
    options = parser.parse_args(arguments)
    write(options.output, only=options.only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
