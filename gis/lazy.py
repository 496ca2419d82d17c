"""Names of a package's face whose module is only loaded when they are taken.

Libraries that draw, print or validate take longer to load than most commands take to run.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def lazy(package: str, **modules: str) -> Callable[[str], Any]:
    r"""Return the `__getattr__` of a package (https://peps.python.org/pep-0562).

    Parameters
    ----------
    package : str
        Name of the package.
    **modules
        Names that it offers, and the module inside it that has each.

    Examples
    --------
    >>> lazy("gis", number="words")("number")(1000)
    '1\u202f000'
    """

    def taken(name: str) -> Any:
        if name not in modules:
            msg = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return getattr(importlib.import_module(f"{package}.{modules[name]}"), name)

    return taken
