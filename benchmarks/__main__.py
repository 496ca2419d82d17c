"""Every benchmark in one run: `python -m benchmarks`, or some: `python -m benchmarks map_page dossier`."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks

SHARED = ("__main__", "harness", "paper_once", "servers")


def main(wanted: list[str]) -> int:
    """Run the benchmarks named, or all; exit status 1 when one misses an aim."""
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.ispkg]
    known = [name for name in names if name not in SHARED]
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    statuses = [importlib.import_module(f"benchmarks.{name}").main() for name in wanted or known]
    return max(statuses, default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
