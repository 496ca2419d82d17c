"""A screening as a file: CSV, XLSX, GeoPackage or GeoParquet, by its extension."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio

from gis.errors import InputError
from gis.export.formats import safe_table, write_workbook
from gis.export.registry import SCREENING
from gis.files import written_whole
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd

    from gis.export.registry import WriteScreening

MOST_XLSX_ROWS = 1_048_575
"""A sheet holds 1,048,576 rows, the heading included:
https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3"""
DECIMALS = 3
LAYER = "screening"


def write_screening(frames: Iterable[gpd.GeoDataFrame], path: Path, *, provenance: pd.DataFrame) -> int:
    """Write a screening in place of an older file, part after part, and return the number of rows.

    Parameters
    ----------
    frames : iterable of GeoDataFrame
        Parts like the frame of `gis.screening.Screening`, one at least; only a spreadsheet holds all at once.
    provenance : DataFrame
        One row a theme: a sheet of a spreadsheet, a table of a GeoPackage, metadata of GeoParquet.

    Raises
    ------
    InputError
        When the extension is none of `.csv`, `.xlsx`, `.gpkg`, `.parquet`, or the rows are too many.
    StoreError
        When the file cannot be written; an older one is still there.
    """
    write = writer(path)
    with written_whole(path) as part:
        return write(frames, part, provenance)


def writer(path: Path) -> WriteScreening:
    """Return what writes a file of this extension.

    Raises
    ------
    InputError
        When nothing does.
    """
    known = {f".{item.extension}": item.write for item in SCREENING}
    if path.suffix.lower() not in known:
        msg = say("screening.extension", path=path.name, known=", ".join(known))
        raise InputError(msg)
    return known[path.suffix.lower()]


def plain_table(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the rows without geometry, figures rounded to the millimetre, counts as whole numbers."""
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    for name in table.select_dtypes("float").columns:
        table[name] = table[name].round(DECIMALS)
        if name.endswith("_count"):
            table[name] = table[name].astype("Int64")
    return table


def to_csv(frames: Iterable[gpd.GeoDataFrame], path: Path, provenance: pd.DataFrame) -> int:  # noqa: ARG001
    """Write parts as CSV, without provenance, and return the number of rows."""
    rows = 0
    with path.open("w", encoding="utf-8-sig", newline="") as sink:
        for frame in frames:
            safe_table(plain_table(frame)).to_csv(sink, index=False, header=rows == 0)
            rows += len(frame)
    return rows


def to_xlsx(frames: Iterable[gpd.GeoDataFrame], path: Path, provenance: pd.DataFrame) -> int:
    """Write parts as a workbook, with a sheet of provenance, and return the number of rows.

    Raises
    ------
    InputError
        When there are more rows than a sheet holds.
    """
    tables = [plain_table(frame) for frame in frames]
    rows = sum(len(table) for table in tables)
    if rows > MOST_XLSX_ROWS:
        msg = say("screening.too_many_rows", rows=MOST_XLSX_ROWS)
        raise InputError(msg)
    found = [row for table in tables for row in _rows(table)]
    sheets = {
        say("screening.sheet"): [list(tables[0].columns), *found],
        say("dossier.sheet_provenance"): [list(provenance.columns), *_rows(provenance)],
    }
    write_workbook(sheets, path)
    return rows


def to_gpkg(frames: Iterable[gpd.GeoDataFrame], path: Path, provenance: pd.DataFrame) -> int:
    """Write parts as GeoPackage, with a table of provenance, and return the number of rows."""
    rows = 0
    for frame in frames:
        rounded = frame[[frame.geometry.name]].join(plain_table(frame))
        pyogrio.write_dataframe(
            rounded,
            path,
            layer=LAYER,
            driver="GPKG",
            append=rows > 0,
            geometry_type="MultiPolygon",
            promote_to_multi=True,
        )
        rows += len(frame)
    pyogrio.write_dataframe(provenance, path, layer="provenance", driver="GPKG", append=True)
    return rows


def to_parquet(frames: Iterable[gpd.GeoDataFrame], path: Path, provenance: pd.DataFrame) -> int:
    """Write parts as GeoParquet, provenance in its metadata, and return the number of rows."""
    rows, sink = 0, None
    text = json.dumps(provenance.to_dict(orient="records"), ensure_ascii=False).encode()
    try:
        for frame in frames:
            table = _arrow(frame, text)
            sink = sink or pq.ParquetWriter(path, table.schema, compression="zstd")
            sink.write_table(table.cast(sink.schema))
            rows += len(frame)
    finally:
        if sink is not None:
            sink.close()
    return rows


def _arrow(frame: gpd.GeoDataFrame, provenance: bytes) -> pa.Table:
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False, compression=None)
    table = pq.read_table(buffer)
    about = dict(table.schema.metadata)
    geo = json.loads(about[b"geo"])
    for column in geo["columns"].values():
        # It speaks of one part; the file has more.
        column.pop("bbox", None)
    about |= {b"geo": json.dumps(geo).encode(), b"provenance": provenance}
    return table.replace_schema_metadata(about)


def _rows(table: pd.DataFrame) -> Iterator[Sequence[Any]]:
    for row in table.astype(object).itertuples(index=False):
        yield [None if value is pd.NA or value != value else _native(value) for value in row]  # noqa: PLR0124


def _native(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value
