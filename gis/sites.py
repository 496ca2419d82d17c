"""What is known of one site: a heap, a garden or a stretch of the belt, ready for a page or for paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from gis.biodiversity import species_list
from gis.connectivity import connectivity_of
from gis.errors import InputError, LayerMissingError
from gis.territory import DRAWN
from gis.words import area, date_text, in_language, length, number, quantity, say

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.biodiversity import Species
    from gis.territory import Layer, PopupField, Territory

LAYERS = ("slag_heaps", "nourishing_gardens", "green_belt")
_TEXT_FIELDS = ("access_*",)
"""Popup fields that the sheet tells apart from its figures."""


@dataclass(frozen=True, eq=False)
class Site:
    """A site and what is known of it, in the language in which it was asked for.

    Attributes
    ----------
    layer, id, name : str
        Name of the theme's layer, id of the feature, and its name, that of the theme where it has none.
    kind : str
        Title of the theme.
    status : str
        How far its data are to be trusted.
    figures : list of (str, str)
        What is measured or published of it: words and value.
    access : str
        Whether and how one may go there, empty where that is not known.
    species : list of Species
        Those seen there; sensitive species are told of the commune only, never here.
    connectivity_pct : float or None
        Loss of connectivity if it vanished, in per cent (dPC), for `connectivity_group`; nothing where it
        cannot be worked out.
    geometry : geometry
        In the territory's legal system.
    """

    layer: str
    id: str
    name: str
    kind: str
    status: str
    source: str
    source_url: str
    source_date: str
    figures: list[tuple[str, str]]
    access: str
    species: list[Species]
    connectivity_pct: float | None
    connectivity_group: str
    geometry: BaseGeometry

    @property
    def warning(self) -> str:
        """What to know before using it, from its status; empty where there is nothing to say."""
        return say(f"status.{self.status}_means") if self.status in DRAWN else ""


def sites(territory: Territory) -> list[tuple[str, str, str]]:
    """Return the sites of a commune: layer, id and name, heaps first."""
    found = []
    for key in LAYERS:
        layer = territory.find(key)
        if layer is not None:
            data = layer.within.data
            rows = zip(data["id"], data["name"].fillna(""), strict=True)
            found += [(key, str(name), _name(layer, str(name), str(title))) for name, title in rows]
    return found


def site(territory: Territory, layer_key: str, feature: str) -> Site:
    """Return what is known of one site, in the language in use.

    Raises
    ------
    InputError
        When there is no such site.
    """
    layer = territory.get(layer_key) if layer_key in LAYERS else None
    place = -1 if layer is None else int(layer.ids.get_indexer(pd.Index([feature]))[0])
    if layer is None or place < 0:
        raise InputError(say("site_sheet.unknown", site=feature, layer=layer_key))
    row = layer.data.iloc[place].to_dict()
    shape = layer.geometry[place]
    share, group = _connectivity(territory, feature)
    return Site(
        layer=layer_key,
        id=feature,
        name=_name(layer, feature, _plain(row.get("name"))),
        kind=layer.theme.title,
        status=_plain(row.get("status")),
        source=_plain(row.get("source")),
        source_url=_plain(row.get("source_url")),
        source_date=_plain(row.get("source_date")),
        figures=[*_measured(shape), *_published(layer, row)],
        access=_access(layer, row),
        species=_species(territory, feature),
        connectivity_pct=share,
        connectivity_group=group,
        geometry=shape,
    )


def value_text(layer: Layer, field: PopupField, row: dict[str, Any]) -> str:
    """Return the value of a popup field in words, empty where it is not known."""
    value = field.value_in(row)
    if value is None:
        return ""
    writers = {
        "m2": lambda: area(float(value)),
        "ha": lambda: quantity(float(value), "ha", decimals=2),
        "m": lambda: length(float(value)),
        "km": lambda: quantity(float(value), "km", decimals=2),
        "number": lambda: number(float(value)),
        "year": lambda: str(int(value)),
        "date": lambda: date_text(str(value)),
        "yes_no": lambda: say("site_sheet.yes" if value else "site_sheet.no"),
        "words": lambda: layer.theme.value_text(str(value)),
    }
    return writers.get(field.unit, lambda: str(value))()


def _measured(shape: BaseGeometry) -> list[tuple[str, str]]:
    if shapely.get_dimensions(shape) == 1:
        return [(say("site_sheet.measured_length"), length(shape.length))]
    return [(say("site_sheet.measured_area"), area(shape.area))]


def _published(layer: Layer, row: dict[str, Any]) -> list[tuple[str, str]]:
    fields = [field for field in layer.theme.popup if field.column not in {*_TEXT_FIELDS, "access"}]
    texts = [(field.text, value_text(layer, field, row)) for field in fields]
    return [(words, value) for words, value in texts if value]


def _access(layer: Layer, row: dict[str, Any]) -> str:
    kind = _plain(row.get("access"))
    access = in_language(row, "access")
    return " – ".join(filter(None, (layer.theme.value_text(kind) if kind else "", access)))


def _species(territory: Territory, feature: str) -> list[Species]:
    try:
        return species_list(territory, site=feature)
    except LayerMissingError:
        return []


def _connectivity(territory: Territory, feature: str) -> tuple[float | None, str]:
    try:
        found = connectivity_of(territory)
    except LayerMissingError:
        return None, ""
    place = found.patches.place(feature)
    return (None if place < 0 else float(found.importance.dpc[place])), found.group.title


def _name(layer: Layer, feature: str, name: str) -> str:
    return f"{name or layer.theme.title} ({feature})"


def _plain(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
