"""What `check` tells of a layer beyond its faults: what an update could not show, codes no list knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.territory.column_checks import feature_names
from gis.territory.problems import MOST_PROBLEMS, Problem, problem
from gis.territory.store import is_outdated
from gis.territory.validation import check_layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from gis.territory.layer import Layer
    from gis.territory.theme import Theme

MOST_NAMED = 5
"""Features that one line names; the rest are counted."""


def layer_problems(
    layer: Layer | None, theme: Theme, *, manifest: Mapping[str, Any], crs: str, commune: BaseGeometry | None
) -> list[Problem]:
    """Return all that is to be told of one layer; of one without data, what its last update told.

    Parameters
    ----------
    manifest : Mapping
        What was fetched or brought, and how the last attempts ended.
    crs : str
        The territory's legal system.
    """
    told = list(remarked(manifest, theme.key))
    if layer is None:
        return told
    found = check_layer(layer.data, theme, crs=crs, commune=commune, margin_m=layer.margin_m)
    return [*found, *unknown_codes(layer.data, theme), *told]


def remarked(manifest: Mapping[str, Any], key: str) -> Iterator[Problem]:
    """Yield what the last update told of a layer, as warnings, and whether a better one waits."""
    stored = manifest["layers"].get(key, {})
    if is_outdated(stored):
        yield problem(key, "outdated", level="warning", layer=key)
    entry = stored or manifest.get("runs", {}).get(key, {})
    for item in entry.get("remarks") or ():
        named = ", ".join(str(name) for name in item["named"])
        more = " …" if item["count"] > len(item["named"]) else ""
        yield problem(key, item["key"], level="warning", count=item["count"], named=named + more)


def unknown_codes(table: pd.DataFrame, theme: Theme) -> Iterator[Problem]:
    """Yield a warning for each value that is kept as it came because no list knows it."""
    for name, column in theme.columns.items():
        if column.open and name in table:
            known = table[name].dropna().astype(object)
            strange = known[~known.isin((*column.codes, ""))]
            for value, rows in list(strange.groupby(strange))[:MOST_PROBLEMS]:
                names = feature_names(table)[table.index.get_indexer(rows.index)]
                shown = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
                told = {"column": name, "value": value, "count": len(names)}
                yield problem(theme.key, "unknown_code", feature=shown, level="warning", **told)
