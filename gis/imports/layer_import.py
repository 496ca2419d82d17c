"""Bring your own: a file of the town becomes a layer, its fields matched to the columns of a theme.

Whatever does not fit is listed with its row and the mend; the rest is put in place with the status `own`, and
no update takes it away unless the layer is asked for by name.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

from gis.changes import note
from gis.crs import projection_of
from gis.errors import InputError
from gis.imports.deliveries import read_parts
from gis.imports.import_rows import fitted
from gis.imports.known_forms import form_with
from gis.imports.matching import columns_of, suggestions
from gis.imports.model import ImportedLayer, Preview
from gis.imports.record_rows import DERIVED, shown_records
from gis.imports.record_rows import LAYER as RECORDS
from gis.rights import require
from gis.sources import Credit, complete
from gis.territory import (
    EMBEDDED,
    default_home,
    read_manifest,
    registry,
    remove_layer,
    territory_folder,
    write_layer,
)
from gis.update import known_place, now
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd

    from gis.rights import Actor
    from gis.territory import Theme

SAMPLES = 3
MOST_LISTED = 1_000
"""Misfits that the manifest keeps."""


def preview(
    path: Path,
    layer: str,
    *,
    code: str,
    home: Path | None = None,
    mapping: Mapping[str, str] | None = None,
    crs: str = "",
    part: str = "",
) -> Preview:
    """Return what a file would give as a layer; nothing is written.

    Parameters
    ----------
    layer : str
        Key of the theme.
    code : str
        INSEE code of the commune.
    mapping : Mapping[str, str], optional
        Field of the file by column of the theme, beside what is likely; an empty field leaves a column open.
    crs : str
        System of the coordinates, where the file does not say it.
    part : str
        Layer of a file that has several.

    Raises
    ------
    UploadError, CRSError, AmbiguousError
        As in `gis.imports.readers.read_file`.
    InputError
        When the mapping names a column or field that is not there.
    LayerMissingError
        When no theme has that key.
    """
    theme = registry()[layer]
    frame = read_parts(path, theme, projection_of(code), crs=crs, part=part)
    fields = {str(name): _samples(frame, name) for name in frame.columns if name != "geometry"}
    wanted = dict(mapping or {})
    _refuse_unknown(wanted, theme, fields)
    form = form_with(fields, layer)
    told = form.mapping(fields) if form is not None else {}
    free = [name for name in fields if name not in {*wanted.values(), *told.values()}]
    likely = {**suggestions(free, theme), **told, **wanted}
    matched = {column: likely[column] for column in columns_of(theme) if likely.get(column)}
    home = home or default_home()
    place = known_place(code, territory_folder(home, code), territory_folder(EMBEDDED, code))
    rows, misfits = fitted(frame, theme, matched, place.outline, code=code, form=form)
    derived: tuple[str, ...] = ()
    if layer == RECORDS:
        (rows, nameless), derived = shown_records(rows, place.outline), DERIVED
        misfits = [*misfits, *nameless]
    required = [name for name, column in theme.columns.items() if column.required]
    missing = [name for name in required if name not in {*matched, *derived}]
    return Preview(theme, fields, matched, columns_of(theme), missing, rows, misfits, len(frame), form)


def import_layer(
    path: Path,
    layer: str,
    *,
    actor: Actor,
    code: str,
    home: Path | None = None,
    mapping: Mapping[str, str] | None = None,
    crs: str = "",
    part: str = "",
) -> ImportedLayer:
    """Put a file in place as a layer of the town's own; see `preview` for the parameters.

    Raises
    ------
    RightError
        When the one who brings it may not.
    InputError
        When a column that must be there has no field, or no row fits.
    StoreError
        When the home cannot be written; and as in `preview`.
    """
    require(actor, "import")
    seen = preview(path, layer, code=code, home=home, mapping=mapping, crs=crs, part=part)
    if seen.missing:
        names = ", ".join(seen.missing)
        msg = say("imports.missing", columns=names, first=seen.missing[0], fields=", ".join(seen.fields))
        raise InputError(msg)
    if seen.frame.empty:
        reason = seen.misfits[0].reason if seen.misfits else say("imports.nothing_inside")
        msg = say("imports.no_row", file=path.name, reason=reason)
        raise InputError(msg)
    own = _completed(seen, path)
    home = home or default_home()
    write_layer(territory_folder(home, code), layer, own, provenance=_provenance(seen, path))
    note(actor, "import", layer, code=code, home=home, about=path.name)
    return ImportedLayer(layer, len(own), seen.rows, seen.mapping, seen.misfits)


def forget(layer: str, *, actor: Actor, code: str, home: Path | None = None) -> bool:
    """Take the town's own layer away, so that the one from before is in use; whether there was one.

    Raises
    ------
    RightError
        When the one who asks may not.
    StoreError
        When the home cannot be written.
    """
    require(actor, "import")
    home = home or default_home()
    folder = territory_folder(home, code)
    entry = read_manifest(folder)["layers"].get(layer, {})
    if entry.get("status") != "own":
        return False
    remove_layer(folder, layer)
    note(actor, "remove", layer, code=code, home=home, about=str(entry.get("source", "")))
    return True


def _completed(seen: Preview, path: Path) -> gpd.GeoDataFrame:
    rows = seen.frame
    own = rows.drop(columns=[name for name in ("id", "name", "source_date") if name in rows])
    empty = [name for name in seen.theme.columns if name not in own]
    filled = own.assign(**dict.fromkeys(empty)).reset_index(drop=True)
    complete_rows = complete(
        filled,
        ids=rows["id"],
        names=rows.get("name"),
        credit=Credit(path.name, "", status="own"),
        url="",
        date=_file_date(path),
    )
    if "source_date" in rows:
        given = rows["source_date"].reset_index(drop=True)
        complete_rows["source_date"] = given.where(given != "", complete_rows["source_date"])
    from gis.territory import schema_of  # noqa: PLC0415 (pandera is slow to import)

    table = schema_of(seen.theme).validate(complete_rows.drop(columns="geometry"))
    return type(complete_rows)(table, geometry=complete_rows.geometry, crs=complete_rows.crs)


def _provenance(seen: Preview, path: Path) -> dict[str, Any]:
    return {
        "status": "own",
        "source": path.name,
        "source_url": "",
        "source_date": _file_date(path),
        "licence": "",
        "imported_at": now(),
        "form": seen.form.key if seen.form is not None else "",
        "mapping": seen.mapping,
        "file_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "rows": seen.rows,
        "misfits": [item.as_dict() for item in seen.misfits[:MOST_LISTED]],
    }


def _file_date(path: Path) -> str:
    return dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC).date().isoformat()


def _samples(frame: gpd.GeoDataFrame, name: Any) -> list[str]:
    # A field of lists has no values that can be told apart but as texts.
    return [str(value) for value in frame[name].dropna().astype(str).unique()[:SAMPLES]]


def _refuse_unknown(mapping: Mapping[str, str], theme: Theme, fields: Mapping[str, object]) -> None:
    for column, name in mapping.items():
        if column not in columns_of(theme):
            msg = say("imports.unknown_column", column=column, known=", ".join(columns_of(theme)))
            raise InputError(msg)
        if name and name not in fields:
            msg = say("imports.unknown_field", name=name, known=", ".join(fields))
            raise InputError(msg)
