"""The `territory.json` of a commune: name, wording, frame and neighbours, from its fetched outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.sources import Place
from gis.territory import INFO, write_json
from gis.update.naming import at_name, of_name
from gis.words import in_each, say

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

DECIMALS = 6


def describe_commune(commune: gpd.GeoDataFrame, neighbours: gpd.GeoDataFrame | None = None) -> dict[str, Any]:
    """Return what `territory.json` holds; `centre` and `bbox` are WGS 84 longitude, latitude.

    Parameters
    ----------
    commune : GeoDataFrame
        The layer `commune`, one row.
    neighbours : GeoDataFrame, optional
        The layer `neighbours`, where it is known.
    """
    row = commune.iloc[0]
    place = Place(str(row["insee"]), str(row["name"]), row.geometry)
    west, south, east, north = place.box_degrees()
    around = None if neighbours is None else neighbours.sort_values("insee")[["insee", "name"]]
    return {
        "insee": place.insee,
        "name": place.name,
        "of_fr": of_name(place.name),
        "at_fr": at_name(place.name),
        "centre": [round((west + east) / 2, DECIMALS), round((south + north) / 2, DECIMALS)],
        "bbox": [round(edge, DECIMALS) for edge in (west, south, east, north)],
        "postcode": str(row.get("postcode") or ""),
        "department": place.department,
        "neighbours": [] if around is None else around.to_dict("records"),
        **{f"notice_{code}": text for code, text in in_each(_notice).items()},
    }


def write_identity(folder: Path, commune: gpd.GeoDataFrame, neighbours: gpd.GeoDataFrame | None) -> None:
    """Write the `territory.json` of a commune into its folder."""
    write_json(folder / INFO, describe_commune(commune, neighbours))


def _notice() -> str:
    return say("update.territory_notice")
