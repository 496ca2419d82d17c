"""Before and after: a drawn project against the land of today, and two variants side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from gis.dossier import dossier_of_shape
from gis.dossiers.index import indexes_of
from gis.words import pick, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from gis.dossiers.records import Dossier, Item
    from gis.territory import Territory

HEDGE_MARGIN_M = 2.0
"""Hedges this close to the outline are lost with it: machines need room, roots do too."""
EDIBLE = ("nourishing_gardens", "green_belt", "organic_farmland")
VIEWS = ("open_farmland", "heritage")


@dataclass(frozen=True)
class Touched:
    """A feature that the project touches.

    Attributes
    ----------
    layer : str
        Its theme; `title_fr`, `title_en` are that theme's.
    area_m2, length_m : float or None
        What lies under the project.
    left_m2 : float or None
        What is left of an area beside it.
    """

    layer: str
    title_fr: str
    title_en: str
    id: str
    name: str
    status: str
    area_m2: float | None
    length_m: float | None
    left_m2: float | None

    @property
    def title(self) -> str:
        """Title of the theme in the language in use."""
        return pick(self.title_fr, self.title_en)


@dataclass(frozen=True)
class Lost:
    """Ground of one cover under the project; `before_m2` is all of it in the commune, none for the rest."""

    key: str
    area_m2: float
    before_m2: float | None

    @property
    def title(self) -> str:
        """Words of the cover in the language in use."""
        return say(f"dossier.cover_{self.key}")


@dataclass(frozen=True)
class Project:
    """What a project would change.

    Attributes
    ----------
    name : str
    dossier : Dossier
        Of its footprint.
    covers : tuple of Lost
        Ground that it takes, exclusive parts that add up to its area.
    hedges_m : float or None
        Metres of hedge under it or within 2 m; nothing where hedges are unknown.
    hedges_share_pct : float or None
        Of all the commune's hedges.
    edible : tuple of Touched or None
        Gardens, edible pieces of the belt and organic plots; nothing where none of them is known.
    views : tuple of Touched or None
        Open farmland with views, and World Heritage ground; nothing where neither is known.
    """

    name: str
    dossier: Dossier
    covers: tuple[Lost, ...]
    hedges_m: float | None
    hedges_share_pct: float | None
    edible: tuple[Touched, ...] | None
    views: tuple[Touched, ...] | None

    @property
    def area_m2(self) -> float:
        """Area of its footprint in m²."""
        return self.dossier.subject.gis_area_m2


@dataclass(frozen=True)
class Line:
    """One line of a comparison: a figure of each variant, nothing where it is unknown."""

    key: str
    title: str
    unit: str
    values: tuple[float | None, ...]

    @property
    def difference(self) -> float | None:
        """Second minus first, of two known figures."""
        first, second = (*self.values, None, None)[:2]
        return None if first is None or second is None else second - first


def project_of(territory: Territory, shape: BaseGeometry, *, name: str = "") -> Project:
    """Hold a drawn project against the land of today.

    Parameters
    ----------
    shape : polygon
        Its footprint in EPSG:2154, valid.

    Raises
    ------
    FootprintError
        When it is smaller than 1 m², or lies outside the commune.
    """
    dossier = dossier_of_shape(territory, shape, name=name)
    hedges, share = _hedges(territory, shape)
    return Project(
        name=dossier.subject.reference,
        dossier=dossier,
        covers=_covers(territory, dossier),
        hedges_m=hedges,
        hedges_share_pct=share,
        edible=_touched(territory, dossier, EDIBLE),
        views=_touched(territory, dossier, VIEWS),
    )


def compare(projects: Sequence[Project]) -> list[Line]:
    """Return the figures of projects side by side, in the language in use."""
    lines = [_line("area", "m2", [project.area_m2 for project in projects])]
    for place, cover in enumerate(projects[0].covers):
        areas = [project.covers[place].area_m2 for project in projects]
        lines.append(Line(f"cover_{cover.key}", cover.title, "m2", tuple(areas)))
    lines.append(_line("hedges", "m", [project.hedges_m for project in projects]))
    lines.append(_line("edible", "", [_count(project.edible) for project in projects]))
    lines.append(_line("views", "m2", [_area(project.views) for project in projects]))
    notices = [
        float(sum(item.level == "attention" for item in project.dossier.notices)) for project in projects
    ]
    lines.append(_line("notices", "", notices))
    return lines


def _covers(territory: Territory, dossier: Dossier) -> tuple[Lost, ...]:
    return tuple(
        Lost(cover.key, cover.area_m2, _whole(territory, cover.key)) for cover in dossier.balance.covers
    )


def _whole(territory: Territory, key: str) -> float | None:
    layer = territory.get(key) if key in territory.themes else None
    if layer is None or layer.theme.kind != "polygon":
        return None
    return layer.area_m2


def _hedges(territory: Territory, shape: BaseGeometry) -> tuple[float | None, float | None]:
    layer = territory.get("hedges")
    if layer is None:
        return None, None
    reach = shapely.buffer(shape, HEDGE_MARGIN_M)
    rows = layer.tree.query(reach, predicate="intersects")
    lost = float(shapely.length(shapely.intersection(layer.geometry[rows], reach)).sum())
    return lost, 100 * lost / layer.length_m if layer.length_m else None


def _touched(territory: Territory, dossier: Dossier, keys: Sequence[str]) -> tuple[Touched, ...] | None:
    known = [index for index in indexes_of(territory) if index.key in keys and index.known]
    if not known:
        return None
    found = []
    for index in known:
        assert index.layer is not None
        whole = dict(zip(index.text["id"], shapely.area(index.shapes).tolist(), strict=True))
        edible = _edible_ids(index.layer.data) if index.key == "green_belt" else None
        for item in dossier.answer(index.key).items:
            if edible is None or item.id in edible:
                theme = index.theme
                found.append(_touch(item, (theme.key, theme.title_fr, theme.title_en), whole[item.id]))
    return tuple(found)


def _edible_ids(data: gpd.GeoDataFrame) -> set[str]:
    if "edible" not in data:
        return set()
    return set(data.loc[data["edible"].fillna(False).astype(bool), "id"])


def _touch(item: Item, theme: tuple[str, str, str], whole: float) -> Touched:
    left = None if item.area_m2 is None else max(whole - item.area_m2, 0.0)
    return Touched(*theme, item.id, item.name, item.status, item.area_m2, item.length_m, left)


def _line(key: str, unit: str, values: Sequence[float | None]) -> Line:
    return Line(key, say(f"project.{key}"), unit, tuple(values))


def _warnings(dossier: Dossier) -> float:
    return float(sum(notice.level == "attention" for notice in dossier.notices))


def _count(items: tuple[Touched, ...] | None) -> float | None:
    return None if items is None else float(len(items))


def _area(items: tuple[Touched, ...] | None) -> float | None:
    return None if items is None else sum(item.area_m2 or 0.0 for item in items)
