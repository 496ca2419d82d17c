"""What was farmed year by year: hectares of each crop and group of crops inside the commune."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from gis.geometry import counted_once
from gis.territory import memoised
from gis.words import HECTARE_M2, say, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from gis.territory import Layer, Territory

LEAST_HA = 0.0001
"""What of a field lies inside by less is the thickness of a line, and counts as no parcel."""
FARMLAND_YEARS = "farmland_years"
"""The table of crops by year, one row a crop of a year."""
KNOWN_CAMPAIGN = "known"
"""The state of a year whose crops are told; of another one nothing is known."""


@dataclass(frozen=True)
class Crop:
    """What was grown of one crop in one year.

    Attributes
    ----------
    code, group : str
        Codes of the RPG; empty where it gives none.
    area_ha : float
        Hectares inside the commune.
    parcels : int
    """

    code: str
    group: str
    area_ha: float
    parcels: int


@dataclass(frozen=True)
class CropYear:
    """One year of farming.

    Attributes
    ----------
    crops : tuple of Crop or None
        Nothing where the year is not published, which does not mean that nothing was grown.
    status : str
        How sure its figures are.
    """

    year: int
    crops: tuple[Crop, ...] | None
    status: str = "official"
    source: str = ""
    source_url: str = ""
    groups: Mapping[str, float] = field(init=False)

    def __post_init__(self) -> None:
        sums: dict[str, float] = {}
        for crop in self.crops or ():
            sums[crop.group] = sums.get(crop.group, 0.0) + crop.area_ha
        object.__setattr__(self, "groups", sums)

    @property
    def area_ha(self) -> float | None:
        """Hectares farmed; nothing where the year is not known."""
        return None if self.crops is None else float(sum(crop.area_ha for crop in self.crops))

    def as_dict(self) -> dict[str, Any]:
        """Return the year as plain data, in the language in use."""
        return {
            "year": self.year,
            "area_ha": self.area_ha,
            "crops": None
            if self.crops is None
            else [
                {
                    "crop": crop.code,
                    "group": crop.group,
                    "group_title": group_text(crop.group),
                    "area_ha": crop.area_ha,
                    "parcels": crop.parcels,
                }
                for crop in self.crops
            ],
            "status": self.status,
            "source": self.source,
            "source_url": self.source_url,
        }


def are_declared(years: Iterable[CropYear]) -> bool:
    """Whether some years are of the parcels that farmers declare, and leave out what they do not."""
    return any(year.status == "official" for year in years)


def group_text(group: str) -> str:
    """Return the name of a group of crops in the language in use; the group itself where it has none."""
    return word(f"crops.group_{group or 'unknown'}", say("crops.group_other", group=group))


@memoised
def crop_years(territory: Territory) -> tuple[CropYear, ...]:
    """Return every year of which something is told, in order: those of the table, and that of the layer.

    Where both speak of a year the layer does, so that its farmland has one size on every page.

    Raises
    ------
    LayerMissingError
        When the territory has fields and no outline to measure them in.
    """
    found = {item.year: item for item in _of_table(territory.rows(FARMLAND_YEARS))}
    layer = territory.find("farmland")
    if layer is not None and (year := edition_year(layer)) is not None:
        found[year] = _of_layer(territory, layer, year)
    return tuple(found[year] for year in sorted(found))


def farmland_ha(territory: Territory, year: int) -> float | None:
    """Return the hectares farmed in a year, of the layer's year where that one is not known."""
    known = {item.year: item.area_ha for item in crop_years(territory)}
    if known.get(year) is not None:
        return known[year]
    layer = territory.find("farmland")
    return None if layer is None else float(_sizes(territory, layer).sum())


def edition_year(layer: Layer) -> int | None:
    """Return the year of which a layer of fields tells; nothing where it does not say."""
    text = str(layer.provenance.get("edition") or layer.provenance.get("source_date") or "")[:4]
    return int(text) if text.isdigit() and len(text) == len("2024") else None


def _of_table(rows: list[dict[Any, Any]]) -> Iterable[CropYear]:
    if not rows:
        return
    table = pd.DataFrame(rows)
    table["area_ha"] = pd.to_numeric(table["area_ha"], errors="coerce")
    table["parcels"] = pd.to_numeric(table["parcels"], errors="coerce").fillna(0).astype(int)
    for year, of_year in table[table["year"].str.fullmatch(r"\d{4}")].groupby("year"):
        first = of_year.iloc[0]
        known = (of_year["state"] == KNOWN_CAMPAIGN).all() and of_year["area_ha"].notna().all()
        grown = of_year[of_year["area_ha"] > 0]
        crops = tuple(map(Crop, grown["crop"], grown["crop_group"], grown["area_ha"], grown["parcels"]))
        about = {"source": first["source"], "source_url": first["source_url"]}
        yield CropYear(int(str(year)), crops if known else None, **about)


def _of_layer(territory: Territory, layer: Layer, year: int) -> CropYear:
    hectares = _sizes(territory, layer)
    table = pd.DataFrame({"area_ha": hectares, "parcels": (hectares >= LEAST_HA).astype(int)})
    for name, column in (("crop", "crop_code"), ("crop_group", "crop_group")):
        table[name] = layer.data[column].fillna("").to_numpy() if column in layer.data else ""
    summed = table[hectares > 0].groupby(["crop", "crop_group"], as_index=False).sum()
    crops = tuple(map(Crop, summed["crop"], summed["crop_group"], summed["area_ha"], summed["parcels"]))
    about = {name: str(layer.provenance.get(name) or "") for name in ("source", "source_url")}
    return CropYear(year, crops, layer.status, **about)


def _sizes(territory: Territory, layer: Layer) -> NDArray[np.float64]:
    """Return the hectares of each field inside the commune; ground that two of them share counts once."""
    shapes = shapely.intersection(layer.geometry, territory.commune)
    return np.asarray(shapely.area(counted_once(shapes))) / HECTARE_M2
