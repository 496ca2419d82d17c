"""What any file of shapes gives: geometries as they stand in it, and the system that it declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class RawShapes:
    """Shapes of a file.

    Attributes
    ----------
    shapes : array of geometries
        In the file's own system; may be missing, invalid, or have heights.
    crs : str
        What the file declares, empty where it does not.
    name : str
        What the file calls them, empty where it does not.
    """

    shapes: NDArray[np.object_]
    crs: str
    name: str = ""
