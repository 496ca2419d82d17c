"""The catalogue: what the territory knows of each theme, counted as it is published where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.words import HECTARE_M2, KILOMETRE_M

if TYPE_CHECKING:
    from gis.territory.layer import Layer
    from gis.territory.layer_file import LayerFile
    from gis.territory.territory import Territory
    from gis.territory.theme import Theme

NO_DATA = "no_data"
MEASURED = "measured"
PUBLISHED = "published"


@dataclass(frozen=True)
class Total:
    """A sum over a layer, and whether its figures are `published` or `measured` on the drawn shapes."""

    value: float
    basis: str


def area_ha(layer: Layer | LayerFile) -> Total | None:
    """Return the area of a layer of polygons in hectares, inside the commune where that is published.

    The published areas of a layer that reaches out are those of its features as a whole; where features are
    known beyond the commune, their whole areas say nothing of it. Lines, points, and polygons that are only
    sites of something else have none.
    """
    if layer.theme.kind != "polygon":
        return None
    inside = () if layer.theme.reaches_out else ("area_in_commune_ha",)
    whole = () if layer.provenance.get("margin_m") else ("area_ha",)
    return _published(layer, *inside, *whole) or Total(layer.area_m2 / HECTARE_M2, MEASURED)


def length_km(layer: Layer | LayerFile) -> Total | None:
    """Return the length of a layer of lines in kilometres, inside the commune where that is published."""
    if layer.theme.kind != "line":
        return None
    found = _published(layer, "length_in_commune_m")
    return Total(found.value / KILOMETRE_M if found else layer.length_m / KILOMETRE_M, _basis(found))


def catalogue(territory: Territory) -> list[dict[str, Any]]:
    """Return one record a theme, in the order of the themes and in the language in use.

    `area_ha` and `length_km` are null where the layer is of another kind; `features` and both are null where
    the status is `no_data`, because nothing known is not the same as nothing there.
    """
    return [_record(theme, territory.extent(theme.key)) for theme in territory]


def _record(theme: Theme, layer: Layer | LayerFile | None) -> dict[str, Any]:
    provenance = layer.provenance if layer else {}
    area = area_ha(layer) if layer else None
    length = length_km(layer) if layer else None
    return {
        "key": theme.key,
        "title": theme.title,
        "about": theme.about,
        "group": theme.group,
        "status": layer.status if layer else NO_DATA,
        "geometry": theme.kind,
        "features": len(layer) if layer else None,
        "area_ha": round(area.value, 2) if area else None,
        "area_is": area.basis if area else None,
        "length_km": round(length.value, 3) if length else None,
        "length_is": length.basis if length else None,
        "source": provenance.get("source"),
        "source_url": provenance.get("source_url"),
        "licence": provenance.get("licence"),
        "source_date": provenance.get("source_date"),
        "origin": layer.origin if layer else None,
    }


def _published(layer: Layer | LayerFile, *columns: str) -> Total | None:
    found = (layer.total(column) for column in columns)
    total = next((value for value in found if value is not None), None)
    return None if total is None else Total(total, PUBLISHED)


def _basis(found: Total | None) -> str:
    return found.basis if found else MEASURED
