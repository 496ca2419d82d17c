"""What every command shares: the territory in use, JSON on stdout, one line for an error."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gis.files import DEFAULT_CODE

if TYPE_CHECKING:
    from pathlib import Path

    import typer
    from rich.console import Console

    from gis.territory import Territory


@dataclass
class Settings:
    """The global options of one call.

    Attributes
    ----------
    commune : str
        INSEE code or name of the commune.
    home : Path or None
        Folder of fetched and imported layers.
    """

    commune: str = DEFAULT_CODE
    home: Path | None = None

    @cached_property
    def code(self) -> str:
        """INSEE code of the commune, which must be one of those here where it goes by its name."""
        return self._code(anywhere=False)

    @cached_property
    def code_anywhere(self) -> str:
        """INSEE code of the commune; a name is looked up in the whole country where none here bears it."""
        return self._code(anywhere=True)

    def _code(self, *, anywhere: bool) -> str:
        if self.commune == DEFAULT_CODE:
            return self.commune
        from gis.sources import commune_code  # noqa: PLC0415 - the usual commune needs no look-up

        return commune_code(self.commune, home=self.home, anywhere=anywhere)

    @cached_property
    def territory(self) -> Territory:
        """The territory that the call works on, opened when first asked for."""
        from gis.territory import Territory  # noqa: PLC0415 - a call that is refused opens none

        return Territory(self.code, home=self.home)


def settings(context: typer.Context) -> Settings:
    """Return the global options of the call that a command belongs to."""
    return context.ensure_object(Settings)


def console() -> Console:
    """Return the console for people, on stdout."""
    from rich.console import Console  # noqa: PLC0415 - JSON needs none

    return Console(highlight=False)


def print_json(document: Any) -> None:
    """Print one JSON document on stdout and nothing else; NaN becomes null."""
    sys.stdout.write(json.dumps(_plain(document), ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def tell_missing(territory: Territory) -> None:
    """Say why layers have no data, as far as that is known."""
    from rich.markup import escape  # noqa: PLC0415 - JSON needs none

    from gis.update import without_data  # noqa: PLC0415 - few commands ask it
    from gis.words import say  # noqa: PLC0415 - the same

    themes = [theme for theme in territory if territory.extent(theme.key) is None]
    for why, titles in without_data(territory.code, themes, home=territory.home).items():
        console().print(escape(say("dossier.no_data_because", title=", ".join(titles), reason=why)))


def _plain(value: Any) -> Any:
    import numpy as np  # noqa: PLC0415 - what is printed was computed with it, `--help` was not

    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, np.generic):
        return _plain(value.item())
    if value is None or value != value or type(value).__name__ in {"NAType", "NaTType"}:  # noqa: PLR0124
        return None
    return value
