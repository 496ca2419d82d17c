"""The mosaic of land uses and its metrics, each with what it means in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gis.connectivity import CLASSES, Grid, land_use, owners_of, patches_of
from gis.green.landscape_metrics import CLASS_METRICS, LANDSCAPE_METRICS, CellMosaic
from gis.territory import memoised
from gis.words import number, say, share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.territory import Territory

CELL_M = 10.0


@dataclass(frozen=True, eq=False)
class Mosaic:
    """Metrics of the land-use mosaic of a commune, on cells of 10 m; thin strips hold every cell they touch.

    Attributes
    ----------
    by_class : dict of dict
        For each kind of land that is there, the metrics of `gis.green.landscape_metrics.CLASS_METRICS`.
    landscape : dict
        Those of `gis.green.landscape_metrics.LANDSCAPE_METRICS`, each explained there.
    """

    by_class: dict[str, dict[str, float]]
    landscape: dict[str, float]

    def reading(self) -> list[str]:
        """Return what the metrics mean, one sentence each, in the language in use."""
        texts = [
            say(
                "belt.reading_share",
                kind=say(f"belt.land_{kind}"),
                share=share(values["proportion_of_landscape"]),
                count=number(values["number_of_patches"]),
                mean=number(values["area_mn"], decimals=2),
            )
            for kind, values in sorted(
                self.by_class.items(), key=lambda item: -item[1]["proportion_of_landscape"]
            )
        ]
        whole = self.landscape
        texts.append(say("belt.reading_shannon", value=number(whole["shannon_diversity_index"], decimals=2)))
        texts.append(say("belt.reading_mesh", value=number(whole["effective_mesh_size"], decimals=1)))
        texts.append(say("belt.reading_edge", value=number(whole["edge_density"])))
        return [*texts, say("belt.reading_thin", metres=number(CELL_M))]

    def as_dict(self) -> dict[str, Any]:
        """Return the metrics as plain data."""
        return {"by_class": self.by_class, "landscape": self.landscape}


@memoised
def mosaic_of(territory: Territory) -> Mosaic:
    """Return the metrics of a commune's mosaic, worked out once.

    Raises
    ------
    LayerMissingError
        When the commune has no outline or no habitat layer.
    """
    mosaic = CellMosaic(cells(territory), CELL_M)
    values = {name: metric(mosaic) for name, metric in CLASS_METRICS.items()}
    by_class = {
        CLASSES[int(code) - 1]: {name: float(each[row]) for name, each in values.items()}
        for row, code in enumerate(mosaic.codes)
    }
    return Mosaic(by_class, {name: metric(mosaic) for name, metric in LANDSCAPE_METRICS.items()})


def cells(territory: Territory) -> NDArray[np.uint8]:
    """Return the kind of land of each 10 m cell: its place in `CLASSES` from 1 on, 0 outside the commune."""
    grid = Grid.over(territory.commune, cell_m=CELL_M, margin_m=0.0)
    land = land_use(territory, grid)
    land[owners_of(patches_of(territory), grid) >= 0] = CLASSES.index("habitat")
    inside = np.zeros(grid.shape, dtype=np.uint8)
    grid.burn([(territory.commune, 1)], onto=inside)
    return np.where(inside == 1, land + 1, 0).astype(np.uint8)
