"""Open a territory: one commune with all its layers, in memory, indexed, read-only."""

from __future__ import annotations

import contextlib
import json
import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gis.crs import projection_of
from gis.errors import LayerMissingError, StoreError, TerritoryError
from gis.files import DEFAULT_CODE, EMBEDDED, default_home, territory_folder
from gis.territory.coverage import without_silent
from gis.territory.layer_file import LayerFile
from gis.territory.notice import notice_of
from gis.territory.problems import Problem, manifest_problem, problem
from gis.territory.store import MANIFEST, read_layer, read_manifest, read_table
from gis.territory.theme import Registry, Theme, registry
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from gis.territory.layer import Layer


COMMUNE = "commune"
INFO = "territory.json"


class Territory:
    """One commune: its layers, tables and words; opened once, shared, never changed.

    Layers are read when first asked for. A layer of the home takes the place of the embedded one; a broken
    one is reported by `check` and the embedded one stays in use. Every metre is one of its `projection`.

    Parameters
    ----------
    code : str
        INSEE code of the commune.
    home : Path, optional
        Folder of fetched and imported layers; the user's data folder by default.
    themes : Registry, optional
        The themes to know; all installed ones by default.
    embedded : Path, optional
        Folder of the data that come with the atlas.

    Raises
    ------
    TerritoryError
        When the code is not one, or neither folder knows the commune.
    """

    def __init__(
        self,
        code: str = DEFAULT_CODE,
        *,
        home: Path | None = None,
        themes: Registry | None = None,
        embedded: Path = EMBEDDED,
    ) -> None:
        self.code, self.projection = code, projection_of(code)
        self.home = home or default_home()
        self.themes = themes or registry()
        roots = {"home": self.home, "embedded": embedded}
        self._folders = {origin: territory_folder(root, code) for origin, root in roots.items()}
        # The atlas's own data are checked when they are drawn and by `check`, not at each opening.
        self._trusted = embedded == EMBEDDED
        self._problems: dict[str, list[Problem]] = {}
        self._layers: dict[str, Layer | None] = {}
        self._lock = threading.RLock()
        self._manifests = {origin: self._manifest(origin) for origin in self._folders}
        if not any(manifest["layers"] for manifest in self._manifests.values()):
            told = self._problems.get(MANIFEST)
            raise TerritoryError(told[0].sentence if told else say("errors.territory_unknown", code=code))

    def _manifest(self, origin: str) -> dict[str, Any]:
        try:
            return without_silent(read_manifest(self._folders[origin]), self.code)
        except StoreError as error:
            told = manifest_problem(self._folders[origin] / MANIFEST, error)
            self._problems.setdefault(MANIFEST, []).append(told)
            return {"layers": {}}

    @cached_property
    def info(self) -> dict[str, Any]:
        """Name, centre, neighbours and wording of the commune, from its `territory.json`."""
        nothing = {"insee": self.code, "name": self.code}
        for folder in self._folders.values():
            with contextlib.suppress(OSError, ValueError):
                return {**nothing, **json.loads((folder / INFO).read_text(encoding="utf-8"))}
        return nothing

    @property
    def name(self) -> str:
        """Name of the commune."""
        return str(self.info["name"])

    @property
    def notice(self) -> str:
        """What to know of the data as a whole, in the language in use; empty when there is nothing to say."""
        return notice_of(self.info, **self._manifests)

    @property
    def version(self) -> str:
        """Text that changes whenever a layer in use changes."""
        return "-".join(
            f"{key}:{entry.get('sha256', '')[:8]}"
            for origin in self._folders
            for key, entry in sorted(self._manifests[origin]["layers"].items())
        )

    def __iter__(self) -> Iterator[Theme]:
        return iter(self.themes)

    def get(self, key: str) -> Layer | None:
        """Return a layer, or nothing where this territory has no data for it.

        Raises
        ------
        LayerMissingError
            When no theme has that key.
        """
        theme = self.themes[key]
        with self._lock:
            if key not in self._layers:
                self._layers[key] = self._open(theme)
            return self._layers[key]

    def find(self, key: str) -> Layer | None:
        """Return a layer, or nothing where this territory has no data for it or no theme has that key."""
        return self.get(key) if key in self.themes else None

    def layer(self, key: str) -> Layer:
        """Return a layer that must be there.

        Raises
        ------
        LayerMissingError
            When no theme has that key, or this territory has no data for it.
        """
        layer = self.get(key)
        if layer is None:
            raise LayerMissingError(say("errors.layer_no_data", layer=self.themes[key].title))
        return layer

    def extent(self, key: str) -> Layer | LayerFile | None:
        """Return what tells how much there is of a layer in the commune, read no further than that takes.

        Raises
        ------
        LayerMissingError
            When no theme has that key.
        """
        held = [origin for origin in self._folders if key in self._manifests[origin]["layers"]]
        # What was fetched or brought is checked before it counts.
        if key in self._layers or held != ["embedded"] or not self._trusted:
            return (layer := self.get(key)) and layer.within
        with contextlib.suppress(StoreError):
            return LayerFile(self.themes[key], *read_table(self._folders["embedded"], key), "embedded")
        return self.get(key)

    def _open(self, theme: Theme) -> Layer | None:
        found = self._problems.setdefault(theme.key, [])
        for origin in self._folders:
            if theme.key in self._manifests[origin]["layers"]:
                layer = self._read(theme, origin)
                if layer is not None:
                    if any(item.key == "none_in_use" for item in found):
                        found[-1] = problem(theme.key, "embedded_in_use", level="warning", layer=theme.key)
                    return layer
                found.append(problem(theme.key, "none_in_use", layer=theme.key))
        return None

    def _read(self, theme: Theme, origin: str) -> Layer | None:
        try:
            frame, provenance = read_layer(self._folders[origin], theme.key)
        except StoreError as error:
            found = problem(theme.key, "unreadable", why=error.__cause__ or error, layer=theme.key)
            self._problems[theme.key].append(found)
            return None
        from gis.territory.layer import Layer  # noqa: PLC0415 - slow to load: not all that opens reads a layer

        outline = self.commune if provenance.get("margin_m") and self.get(COMMUNE) else None
        if origin == "embedded" and self._trusted:
            return Layer(theme, frame, provenance, origin, outline)
        from gis.territory.validation import valid_features  # noqa: PLC0415 - the same

        usable, wrong = valid_features(frame, theme, crs=self.projection.crs)
        self._problems[theme.key] += wrong
        return None if usable is None else Layer(theme, usable, provenance, origin, outline)

    @property
    def layers(self) -> list[Layer]:
        """Every layer that has data, in the order of the themes."""
        return [layer for theme in self.themes if (layer := self.get(theme.key)) is not None]

    @cached_property
    def commune(self) -> BaseGeometry:
        """Outline of the commune, in its legal system.

        Raises
        ------
        LayerMissingError
            When the territory has no outline.
        """
        from gis.geometry import union  # noqa: PLC0415 - the same

        return union(self.layer(COMMUNE).geometry)

    def check(self) -> list[Problem]:
        """Return everything that is wrong with the layers in use."""
        from gis.territory.remarks import layer_problems  # noqa: PLC0415 - the same

        commune = self.commune if self.get(COMMUNE) is not None else None
        found, home, crs = [*self._problems.get(MANIFEST, [])], self._manifests["home"], self.projection.crs
        for theme in self.themes:
            layer = self.get(theme.key)
            found += self._problems[theme.key]
            found += layer_problems(layer, theme, manifest=home, crs=crs, commune=commune)
        return found

    def table(self, name: str) -> pd.DataFrame:
        """Return a table without geometry, such as `figures` or `events`; texts, with empty cells as "".

        Raises
        ------
        LayerMissingError
            When this territory has no such table.
        """
        import pandas as pd  # noqa: PLC0415 - the same

        path = self.file(f"{name}.csv")
        if path is None:
            raise LayerMissingError(say("errors.table_unknown", table=name))
        return pd.read_csv(path, dtype=str, keep_default_na=False)

    def rows(self, name: str) -> list[dict[Any, Any]]:
        """Return the rows of a table without geometry, texts by column; none where there is no such table."""
        return [] if self.file(f"{name}.csv") is None else self.table(name).to_dict("records")

    def file(self, name: str) -> Path | None:
        """Return the path of a file of this territory, such as `relief.tif`, or nothing where it has none."""
        paths = (folder / Path(name).name for folder in self._folders.values())
        return next(filter(Path.exists, paths), None)
