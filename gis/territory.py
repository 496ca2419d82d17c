"""Open a territory: one commune with all its layers, in memory, indexed, read-only."""

from __future__ import annotations

import json
import os
import re
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import platformdirs
import shapely

from gis.errors import LayerMissingError, StoreError, TerritoryError
from gis.schema import Problem, check_layer, problem
from gis.store import read_layer, read_manifest
from gis.themes import Registry, Theme, registry
from gis.words import pick, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

EMBEDDED = Path(__file__).parents[1] / "data"
DEFAULT_CODE = "62528"
COMMUNE = "commune"
INFO = "territory.json"
_INSEE = re.compile(r"(?:\d{2}|2[AB])\d{3}")


def default_home() -> Path:
    """Return the folder of fetched and imported layers: `CAILLOUX_HOME`, or the user's data folder."""
    named = os.environ.get("CAILLOUX_HOME")
    return Path(named) if named else Path(platformdirs.user_data_dir("cailloux-blancs", appauthor=False))


def territory_folder(home: Path, code: str) -> Path:
    """Return the folder of one commune inside a home.

    Raises
    ------
    TerritoryError
        When the text is not an INSEE code.
    """
    if not _INSEE.fullmatch(code):
        msg = say("errors.insee_format", code=code[:20])
        raise TerritoryError(msg)
    return home / code


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer of a territory, with its index.

    Attributes
    ----------
    theme : Theme
        What the layer is.
    data : GeoDataFrame
        Its features in EPSG:2154; shared, so never change it: take `frame`.
    provenance : dict
        Status, source, licence and dates, as its manifest holds them.
    origin : str
        `home` for fetched and imported layers, `embedded` for those of the repository.
    """

    theme: Theme
    data: gpd.GeoDataFrame
    provenance: dict[str, Any]
    origin: str

    @property
    def key(self) -> str:
        """Name of the layer."""
        return self.theme.key

    @property
    def frame(self) -> gpd.GeoDataFrame:
        """A copy of the features for the caller to work on; columns are only copied when changed."""
        return self.data.copy(deep=False)

    @cached_property
    def geometry(self) -> NDArray[np.object_]:
        """The geometries as an array, EPSG:2154."""
        shapes = self.data.geometry.to_numpy()
        shapely.prepare(shapes)
        return shapes

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The spatial index over `geometry`."""
        return shapely.STRtree(self.geometry)

    @cached_property
    def ids(self) -> pd.Index:
        """The identifiers, in the order of `geometry`."""
        return pd.Index(self.data["id"])

    @cached_property
    def status(self) -> str:
        """The status of its features; the least sure one where they differ."""
        order = ("illustrative", "generalised", "own", "published", "official")
        present = set(self.data["status"].unique())
        return next((status for status in order if status in present), self.provenance.get("status", ""))

    @cached_property
    def area_m2(self) -> float:
        """Sum of the drawn areas, in m²."""
        return float(shapely.area(self.geometry).sum())

    @cached_property
    def length_m(self) -> float:
        """Sum of the lengths of its lines, in m; 0 for polygons and points."""
        lines = self.geometry[shapely.get_dimensions(self.geometry) == 1]
        return float(shapely.length(lines).sum())

    def __len__(self) -> int:
        return len(self.data)


class Territory:
    """One commune: its layers, tables and words; opened once, shared, never changed.

    Layers are read when first asked for. A layer of the home takes the place of the embedded one; a broken
    one is reported in `problems` and the embedded one stays in use.

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
        self.code = code
        self.home = home or default_home()
        self.themes = themes or registry()
        self._folders = {
            "home": territory_folder(self.home, code),
            "embedded": territory_folder(embedded, code),
        }
        self._problems: dict[str, list[Problem]] = {}
        self._layers: dict[str, Layer | None] = {}
        self._lock = threading.RLock()
        self._manifests = {origin: self._manifest(origin) for origin in self._folders}
        if not any(manifest["layers"] for manifest in self._manifests.values()):
            msg = say("errors.territory_unknown", code=code)
            raise TerritoryError(msg)

    def _manifest(self, origin: str) -> dict[str, Any]:
        try:
            return read_manifest(self._folders[origin])
        except StoreError as error:
            self._problems["manifest"] = [Problem("manifest", "", "error", str(error), "")]
            return {"layers": {}}

    @cached_property
    def info(self) -> dict[str, Any]:
        """Name, centre, neighbours and wording of the commune, from its `territory.json`."""
        for folder in self._folders.values():
            path = folder / INFO
            if path.exists():
                return dict(json.loads(path.read_text(encoding="utf-8")))
        return {"insee": self.code, "name": self.code}

    @property
    def name(self) -> str:
        """Name of the commune."""
        return str(self.info["name"])

    @property
    def notice(self) -> str:
        """What to know of the data as a whole, in the language in use; empty when there is nothing to say."""
        return pick(self.info.get("notice_fr", ""), self.info.get("notice_en", ""))

    @property
    def version(self) -> str:
        """Text that changes whenever a layer in use changes."""
        return "-".join(
            f"{key}:{entry['sha256'][:8]}"
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

    def layer(self, key: str) -> Layer:
        """Return a layer that must be there.

        Raises
        ------
        LayerMissingError
            When no theme has that key, or this territory has no data for it.
        """
        layer = self.get(key)
        if layer is None:
            msg = say("errors.layer_no_data", layer=self.themes[key].title)
            raise LayerMissingError(msg)
        return layer

    def _open(self, theme: Theme) -> Layer | None:
        for origin, folder in self._folders.items():
            if theme.key not in self._manifests[origin]["layers"]:
                continue
            try:
                frame, provenance = read_layer(folder, theme.key)
            except StoreError as error:
                self._report(theme, origin, error)
                continue
            return self._usable(theme, frame, provenance, origin)
        return None

    def _usable(
        self, theme: Theme, frame: gpd.GeoDataFrame, provenance: dict[str, Any], origin: str
    ) -> Layer | None:
        found = [item for item in check_layer(frame, theme) if item.level == "error"]
        whole = [item for item in found if not item.feature]
        self._problems.setdefault(theme.key, []).extend(found)
        if whole:
            return None
        if found:
            shapes = frame.geometry.to_numpy()
            good = shapely.is_valid(shapes) & ~shapely.is_empty(shapes) & ~frame["id"].duplicated().to_numpy()
            frame = frame[good].reset_index(drop=True)
        return Layer(theme, frame, provenance, origin)

    def _report(self, theme: Theme, origin: str, error: StoreError) -> None:
        embedded = origin == "home" and theme.key in self._manifests["embedded"]["layers"]
        fallback = say("check.fallback_embedded" if embedded else "check.fallback_none")
        self._problems.setdefault(theme.key, []).append(
            problem(theme.key, "unreadable", why=error, layer=theme.key, fallback=fallback)
        )

    @property
    def layers(self) -> list[Layer]:
        """Every layer that has data, in the order of the themes."""
        return [layer for theme in self.themes if (layer := self.get(theme.key)) is not None]

    @cached_property
    def commune(self) -> BaseGeometry:
        """Outline of the commune, EPSG:2154.

        Raises
        ------
        LayerMissingError
            When the territory has no outline.
        """
        return shapely.union_all(self.layer(COMMUNE).geometry)

    def check(self) -> list[Problem]:
        """Return everything that is wrong with the layers in use."""
        commune = self.commune if self.get(COMMUNE) is not None else None
        found = [item for items in self._problems.values() for item in items]
        for layer in self.layers:
            found += [
                item
                for item in check_layer(layer.data, layer.theme, commune=commune)
                if item not in self._problems.get(layer.key, [])
            ]
        opened = [item for items in self._problems.values() for item in items if item not in found]
        return found + opened

    def table(self, name: str) -> pd.DataFrame:
        """Return a table without geometry, such as `figures` or `events`; texts, with empty cells as "".

        Raises
        ------
        LayerMissingError
            When this territory has no such table.
        """
        for folder in self._folders.values():
            path = folder / f"{Path(name).name}.csv"
            if path.exists():
                return pd.read_csv(path, dtype=str, keep_default_na=False)
        msg = say("errors.table_unknown", table=name)
        raise LayerMissingError(msg)

    def file(self, name: str) -> Path | None:
        """Return the path of a file of this territory, such as `relief.tif`, or nothing where it has none."""
        for folder in self._folders.values():
            path = folder / Path(name).name
            if path.exists():
                return path
        return None
