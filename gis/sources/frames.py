"""From the features of a reply to a table in metres, with the columns that every layer has."""

from __future__ import annotations

import hashlib
import json
import logging
import unicodedata
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.sources.reprojection import reprojected
from gis.territory import COMMON_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from gis.sources.place import Box
    from gis.sources.source import Credit

_log = logging.getLogger(__name__)


def from_features(
    features: Sequence[Mapping[str, Any]], *, crs: str, to: str, box: Box | None = None
) -> gpd.GeoDataFrame:
    """Return GeoJSON features as a table in the system `to`: properties, `feature_id` and flat geometries.

    A geometry that cannot be read is missing. Longitude and latitude in the wrong order are set right when
    a box to compare with is given.

    Parameters
    ----------
    crs : str
        CRS that the service declares for its coordinates, x before y.
    to : str
        Legal system of the commune.
    box : Box, optional
        Where the features should be, in metres of `to`.
    """
    table = pd.DataFrame([dict(item.get("properties") or {}) for item in features])
    table["feature_id"] = [str(item.get("id") or "") for item in features]
    shapes = geometries([item.get("geometry") for item in features])
    return gpd.GeoDataFrame(table, geometry=reprojected(shapes, crs=crs, to=to, box=box), crs=to)


def geometries(items: Sequence[Mapping[str, Any] | None]) -> NDArray[np.object_]:
    """Return GeoJSON geometries as flat shapes; what cannot be read is missing."""
    texts = np.array([None if item is None else json.dumps(item) for item in items], dtype=object)
    return np.asarray(shapely.force_2d(shapely.from_geojson(texts, on_invalid="ignore")))


def points(x: pd.Series, y: pd.Series) -> NDArray[np.object_]:
    """Return points of two columns; missing where one of them is null."""
    known = (x.notna() & y.notna()).to_numpy()
    shapes = np.full(len(x), None, dtype=object)
    shapes[known] = shapely.points(x.to_numpy()[known], y.to_numpy()[known])
    return shapes


def complete(
    rows: gpd.GeoDataFrame,
    *,
    ids: Iterable[object],
    credit: Credit,
    url: str,
    date: str | pd.Series,
    names: Iterable[object] | None = None,
) -> gpd.GeoDataFrame:
    """Return rows with the columns that every layer has before their own; `feature_id` is left out.

    A feature without identifier takes one made of its shape. The date is the edition's or each feature's,
    never the reply's.
    """
    own = pd.DataFrame(
        rows.drop(columns=[rows.geometry.name, "feature_id", *COMMON_COLUMNS], errors="ignore")
    )
    count = len(rows)
    given = _column(ids)
    if (given == "").any():
        given = given.where(given != "", pd.Series(shape_ids(rows.geometry.to_numpy(), "shape-")))
    common = pd.DataFrame(
        {
            "id": given,
            "name": _column(names) if names is not None else pd.Series([""] * count, dtype=object),
            "status": _same(credit.status, count),
            "source": _same(credit.source, count),
            "source_url": _same(url, count),
            "licence": _same(credit.licence, count),
            "source_date": _same(date, count) if isinstance(date, str) else _column(date),
        }
    )
    table = pd.concat([common, own.reset_index(drop=True)], axis=1)
    return gpd.GeoDataFrame(table, geometry=rows.geometry.to_numpy(), crs=rows.crs)


def _column(values: Iterable[object]) -> pd.Series:
    if isinstance(values, pd.Series):
        return texts(values).reset_index(drop=True)
    return texts(pd.Series(list(values), dtype=object))


def _same(text: str, count: int) -> pd.Series:
    # One object, many times: the same text is held once.
    return pd.Series([text] * count, dtype=object)


def column(rows: pd.DataFrame, *names: str) -> pd.Series:
    """Return the first of several columns that is there, whatever its case; all null where none is."""
    present = {plain(name): name for name in reversed(list(rows.columns))}
    for name in names:
        if plain(name) in present:
            found = rows[present[plain(name)]]
            return found if _is_text(found) else found.astype(object).where(found.notna(), None)
    return pd.Series([None] * len(rows), index=rows.index, dtype=object)


def texts(values: pd.Series) -> pd.Series:
    """Return values as texts, stripped; empty where null; whole numbers without decimals."""
    if _is_text(values):
        return values.fillna("").str.strip()
    return values.map(_text).astype(object)


def coded(values: pd.Series, codes: Mapping[str, str], *, other: str) -> pd.Series:
    """Return texts as codes; values that no code is known for become `other` and are logged.

    Services add values from one edition to the next.
    """
    found = texts(values)
    strange = sorted(set(found[~found.isin([*codes, ""])]))
    if strange:
        _log.info("%s: no code for %s", values.name, ", ".join(strange[:20]))
    return found.map(lambda text: codes.get(text, other)).astype(object)


def numbers(values: pd.Series) -> pd.Series:
    """Return values as floats, decimal commas included; null where they are no number."""
    plain = values.map(lambda value: value.replace(",", ".").strip() if isinstance(value, str) else value)
    return pd.to_numeric(plain, errors="coerce").astype(float)


def wholes(values: pd.Series) -> pd.Series:
    """Return values as whole numbers (`Int64`); null where they are none."""
    return numbers(values).round().astype("Int64")


def years(values: pd.Series) -> pd.Series:
    """Return the first four-digit year of each value, null where there is none."""
    found = texts(values).str.extract(r"((?:1[5-9]|20)\d{2})", expand=False)
    return pd.to_numeric(found, errors="coerce").astype("Int64")


def dates(rows: pd.DataFrame, *names: str) -> pd.Series:
    """Return the latest day that some columns give for each row, ISO; empty where none does."""
    latest = pd.Series("", index=rows.index, dtype=object)
    for name in names:
        found = texts(column(rows, name)).str.extract(r"^(\d{4}-\d{2}-\d{2})", expand=False).fillna("")
        latest = latest.where(latest >= found, found)
    return latest


def shape_ids(shapes: NDArray[np.object_], prefix: str) -> list[str]:
    """Return identifiers made of the shapes themselves, for services that give none."""
    bodies = shapely.to_wkb(shapely.normalize(shapes))
    return [f"{prefix}{hashlib.sha256(body or b'').hexdigest()[:12]}" for body in bodies]


def _is_text(values: pd.Series) -> bool:
    return isinstance(values.dtype, pd.StringDtype)


def _text(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def plain(name: str) -> str:
    """Return a name in lower case without accents, spaces, hyphens or underscores, to compare it."""
    bare = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode().lower()
    return "".join(sign for sign in bare if sign.isalnum())
