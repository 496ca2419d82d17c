"""GeoJSON files that hold one feature a line, read in batches by Arrow: a tenth of the memory of a document.

Anything out of the ordinary in a batch (numbers written as texts, three dimensions, rings too short) sends
that batch through the ordinary, slower reading, which sorts out feature by feature.
"""

from __future__ import annotations

import gzip
import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.json as pajson
import shapely

from gis.crs import WGS84, between
from gis.errors import ServiceError
from gis.sources.frames import from_features
from gis.sources.http.response import GZIP_MAGIC
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

BATCH = 1_000
"""Features read at a time: Arrow keeps the memory of the largest batch."""
_RINGS = pa.list_(pa.list_(pa.list_(pa.float64())))


def read(path: Path, *, to: str, texts: Sequence[str], figures: Sequence[str] = ()) -> gpd.GeoDataFrame:
    """Return the features of a file, plain or gzip, in the system `to`.

    Parameters
    ----------
    texts, figures : Sequence[str]
        Properties to read, as text or as number; null where a feature has none.

    Raises
    ------
    ServiceError
        When the file is not GeoJSON.
    """
    batches = []
    lines = _lines(path)
    while batch := list(islice(lines, BATCH)):
        batches.append(_batch(batch, to, texts, figures))
    if batches:
        return pd.concat(batches, ignore_index=True)
    return _whole(path, to, [*texts, *figures])


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as head:
        packed = head.read(2) == GZIP_MAGIC
    with gzip.open(path) if packed else path.open("rb") as stream:
        for raw in stream:
            line = raw.strip().rstrip(b",")
            if line.startswith(b'{"type":"Feature",'):
                # The last feature may share its line with the end of the collection.
                yield line.removesuffix(b"]}") if line.endswith(b"}]}") else line


def _batch(lines: list[bytes], to: str, texts: Sequence[str], figures: Sequence[str]) -> gpd.GeoDataFrame:
    plain = [line for line in lines if b'"type":"Polygon"' in line]
    multiple = [line for line in lines if b'"type":"MultiPolygon"' in line]
    others = [
        line for line in lines if b'"type":"Polygon"' not in line and b'"type":"MultiPolygon"' not in line
    ]
    try:
        frames = [_fast(plain, to, texts, figures, _RINGS)] if plain else []
        frames += [_fast(multiple, to, texts, figures, pa.list_(_RINGS))] if multiple else []
    except (pa.ArrowException, ValueError, shapely.errors.ShapelyError):
        frames, others = [], lines
    if others:
        frames.append(_slow([_loaded(line) for line in others], to, [*texts, *figures]))
    return pd.concat(frames, ignore_index=True)


def _fast(
    lines: list[bytes], to: str, texts: Sequence[str], figures: Sequence[str], shape: pa.DataType
) -> gpd.GeoDataFrame:
    properties = [(name, pa.string()) for name in texts] + [(name, pa.float64()) for name in figures]
    schema = pa.schema(
        [("geometry", pa.struct([("coordinates", shape)])), ("properties", pa.struct(properties))]
    )
    body = b"\n".join(lines)
    table = pajson.read_json(
        pa.BufferReader(body),
        # One block, no larger than the batch and in this thread: Arrow keeps what it has once taken.
        read_options=pajson.ReadOptions(block_size=len(body) + 1, use_threads=False),
        parse_options=pajson.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"),
    ).combine_chunks()
    coordinates = table["geometry"].combine_chunks().field("coordinates")
    values = table["properties"].combine_chunks().flatten()
    fields = pa.table(dict(zip([*texts, *figures], values, strict=True)))
    return gpd.GeoDataFrame(fields.to_pandas(), geometry=_polygons(coordinates, to), crs=to)


def _polygons(features: pa.ListArray, to: str) -> NDArray[np.object_]:
    """Return areas of one part, or of several where lists are nested one deeper."""
    levels = [features]
    while pa.types.is_list(levels[-1].type.value_type):
        levels.append(levels[-1].flatten())
    points = levels.pop()
    if (np.diff(points.offsets.to_numpy()) != 2).any() or features.null_count:  # noqa: PLR2004
        raise ValueError("points must have two coordinates")
    degrees = points.flatten().to_numpy().reshape(-1, 2)
    transformer = between(WGS84, to)
    metres = np.round(np.column_stack(transformer.transform(degrees[:, 0], degrees[:, 1])), 3)
    offsets = tuple(level.offsets.to_numpy() for level in reversed(levels))
    one = len(levels) == 2  # noqa: PLR2004
    kind = shapely.GeometryType.POLYGON if one else shapely.GeometryType.MULTIPOLYGON
    return np.asarray(shapely.from_ragged_array(kind, metres, offsets))


def _slow(items: list[dict[str, Any]], to: str, names: Sequence[str]) -> gpd.GeoDataFrame:
    rows = from_features(items, crs=WGS84, to=to)
    for name in names:
        if name not in rows:
            rows[name] = None
    return rows[[*names, rows.geometry.name]]


def _whole(path: Path, to: str, names: Sequence[str]) -> gpd.GeoDataFrame:
    body = path.read_bytes()
    document = _loaded(gzip.decompress(body) if body.startswith(GZIP_MAGIC) else body)
    items = document.get("features") if isinstance(document, dict) else None
    if not isinstance(items, list):
        msg = sentence("sources.not_features")
        raise ServiceError(msg)
    return _slow(items, to, names)


def _loaded(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        msg = sentence("sources.truncated", url="", reason=error)
        raise ServiceError(msg) from error
