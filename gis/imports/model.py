"""What an import is about to do, and what it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.imports.known_forms import KnownForm
    from gis.imports.misfit import Misfit
    from gis.territory import Theme


@dataclass(frozen=True)
class Preview:
    """What a file would give, before anything is written.

    Attributes
    ----------
    fields : dict
        Some values of each field of the file, as texts.
    mapping : dict
        Field of each column: what was asked for, else what is likely.
    columns : list
        Columns that may be filled; `missing` are those that must be and are not.
    frame : GeoDataFrame
        Rows that fit, in metres, with the theme's columns.
    misfits : list[Misfit]
        What does not fit.
    rows : int
        Rows of the file.
    form : KnownForm, optional
        The published form that the fields tell.
    """

    theme: Theme
    fields: dict[str, list[str]]
    mapping: dict[str, str]
    columns: list[str]
    missing: list[str]
    frame: gpd.GeoDataFrame
    misfits: list[Misfit]
    rows: int
    form: KnownForm | None = None


@dataclass(frozen=True)
class ImportedLayer:
    """How an import ended.

    Attributes
    ----------
    kept, rows : int
        Rows in the layer, and rows of the file.
    mapping : dict
        Field of each column.
    misfits : list[Misfit]
        What does not fit.
    """

    layer: str
    kept: int
    rows: int
    mapping: dict[str, str]
    misfits: list[Misfit] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name."""
        return {
            "layer": self.layer,
            "kept": self.kept,
            "rows": self.rows,
            "mapping": self.mapping,
            "misfits": [item.as_dict() for item in self.misfits],
        }
