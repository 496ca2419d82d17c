"""The map's modules as one script, so that a browser asks once for all of them.

The files stay what they are, modules that import each other by name; here each becomes a function that
gives what it exports, called once, after those that it imports from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w-]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def bundle(folder: Path, first: str) -> str:
    """Return one script that does what the module `first` does with all that it imports.

    Parameters
    ----------
    folder : Path
        Folder of the modules.
    first : str
        Name of the module to start with, without `.js`.

    Raises
    ------
    ValueError
        When a module imports or exports in another way than `import { a, b } from "./name.js";`,
        `export function`, `export const` or `export class`, or modules import each other in a ring.
    """
    written: dict[str, str] = {}
    _add(folder, first, written, ())
    return "\n".join(("(() => {", '"use strict";', *written.values(), "})();"))


def _add(folder: Path, name: str, written: dict[str, str], above: tuple[str, ...]) -> None:
    if name in written:
        return
    if name in above:
        msg = f"modules import each other in a ring: {' > '.join((*above, name))}"
        raise ValueError(msg)
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    for _, imported in _IMPORT.findall(text):
        _add(folder, imported, written, (*above, name))
    written[name] = _as_function(name, text)


def _as_function(name: str, text: str) -> str:
    exports = ", ".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(r"const { \1 } = $\2;", text))
    left = _LEFT.search(body)
    if left:
        msg = f"{name}.js has a line that cannot be bundled: {left[0]}"
        raise ValueError(msg)
    return f"const ${name} = (() => {{\n{body}return {{ {exports} }};\n}})();"
