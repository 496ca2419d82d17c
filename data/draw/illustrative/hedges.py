"""Hedges along the fields, a few hundred metres a year since 2000; no total is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import shapely.ops

from data.draw.facts import CRS
from data.draw.frame import layer
from data.draw.illustrative.ground import ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from data.draw.frame import Drawn

SEED = 2000
YEARS = range(2000, 2025)
YEARLY_M = (180.0, 420.0)
LONGEST_M = 240.0
SHORTEST_M = 60.0
CORNER_M = 6.0
INSET_M = 3.0
"""Hedges stand this far inside their field, beside the track or the neighbour's land."""
APART_M = 12.0
"""No second hedge stands closer than this, on the other side of the same border."""
MIXES = (
    ("Crataegus monogyna", "Sambucus nigra", "Prunus spinosa"),
    ("Crataegus monogyna", "Carpinus betulus", "Prunus spinosa"),
    ("Salix alba", "Sambucus nigra", "Crataegus monogyna"),
    ("Carpinus betulus", "Fraxinus excelsior", "Crataegus monogyna", "Sambucus nigra"),
)
FRENCH = {
    "Crataegus monogyna": "aubépine",
    "Sambucus nigra": "sureau noir",
    "Prunus spinosa": "prunellier",
    "Salix alba": "saule blanc",
    "Carpinus betulus": "charme",
    "Fraxinus excelsior": "frêne",
}
SOURCE_URL = "https://www.lafranceagricole.fr/bois-foret/article/848709/haies-mieux-les-connaitre-pour-affiner-les-conseils"


def hedges(drawn: Drawn) -> gpd.GeoDataFrame:
    """Draw the hedges."""
    rng = np.random.default_rng(SEED)
    sides = _sides(drawn)
    order = iter(rng.permutation(len(sides)))
    standing: list[BaseGeometry] = []
    rows = [row for year in YEARS for row in _year(year, sides, order, rng, standing)]
    frame = gpd.GeoDataFrame(rows, geometry="geometry", crs=CRS)
    frame.insert(0, "id", [f"H{number:03d}" for number in range(1, len(frame) + 1)])
    return layer(
        frame,
        status="illustrative",
        source=(
            "Dessin : la ville dit « quelques centaines de mètres à la fois » depuis 2000 ; aucun total "
            "n’est publié, ni les lieux ; essences courantes du département, non relevées ici"
        ),
        source_url=SOURCE_URL,
        licence="Licence Ouverte 2.0",
        source_date="2024",
    )


def _sides(drawn: Drawn) -> pd.DataFrame:
    """Return the straight sides of the fields that are long enough and far from the town."""
    fields = drawn["farmland"]
    inner = shapely.buffer(fields.geometry.to_numpy(), -INSET_M, join_style="mitre")
    corners = shapely.get_coordinates(shapely.boundary(inner), return_index=True)
    points, owner = corners
    same = owner[1:] == owner[:-1]
    lines = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1)[same])
    sides = pd.DataFrame({"farmland_id": fields["id"].to_numpy()[owner[:-1][same]], "line": lines})
    clear = ground(drawn).town.buffer(25)
    good = (shapely.length(lines) > SHORTEST_M + 2 * CORNER_M) & ~shapely.intersects(lines, clear)
    return sides[good].reset_index(drop=True)


def _year(
    year: int,
    sides: pd.DataFrame,
    order: Iterator[int],
    rng: np.random.Generator,
    standing: list[BaseGeometry],
) -> list[dict[str, object]]:
    """Plant along one side after another; ``standing`` is lengthened by what is planted."""
    missing = rng.uniform(*YEARLY_M)
    rows: list[dict[str, object]] = []
    while missing > SHORTEST_M:
        side = sides.iloc[next(order)]
        if any(line.distance(side["line"]) < APART_M for line in standing):
            continue
        wanted = min(missing, LONGEST_M, side["line"].length - 2 * CORNER_M)
        line = shapely.ops.substring(side["line"], CORNER_M, CORNER_M + wanted)
        standing.append(line)
        species = MIXES[rng.integers(len(MIXES))]
        rows.append(_row(year, line, species, side["farmland_id"]))
        missing -= wanted
    return rows


def _row(year: int, line: BaseGeometry, species: tuple[str, ...], field: str) -> dict[str, object]:
    return {
        "planted_year": year,
        "species": ";".join(species),
        "species_fr": ", ".join(FRENCH[name] for name in species),
        "length_m": round(line.length, 1),
        "farmland_id": field,
        "geometry": line,
    }
