"""One GeoParquet per layer and one manifest per folder; a layer is replaced as a whole or not at all.

A layer's file is written first under a name of its own, then the manifest that names it takes the place
of the old one in a single step of the file system. Whoever reads sees the old layer or the new one.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from filelock import FileLock, Timeout

from gis.errors import NewerStoreError, StoreError
from gis.territory.kept_versions import keep_version, named_files
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import geopandas as gpd
    import pyarrow as pa

Content = TypeVar("Content")
MANIFEST = "manifest.json"
STORE_VERSION = 2
"""Version of what a folder holds. What an older atlas fetched opens, and an update fetches it again; what a
newer one wrote is left alone. One more wherever a layer is read from its service otherwise than before."""
LOCK_SECONDS = 10


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return a folder's manifest, `{"layers": {key: provenance}}`; an empty one where there is none.

    Raises
    ------
    StoreError
        When the manifest is there and cannot be read.
    NewerStoreError
        When a newer atlas than this one wrote it.
    """
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _ = [str(entry["file"]) + entry.get("sha256", "") for entry in manifest["layers"].values()]
        _ = named_files(manifest)
        newer = int(manifest.get("version", 1)) > STORE_VERSION
    except FileNotFoundError:
        return {"layers": {}}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        msg = say("errors.manifest_broken", path=path, reason=error)
        raise StoreError(msg) from error
    if newer:
        msg = say("errors.manifest_newer", code=folder.name)
        raise NewerStoreError(msg)
    return manifest


def is_outdated(entry: Mapping[str, Any]) -> bool:
    """Whether a layer was fetched by an atlas that read its service otherwise."""
    return "service" in entry and int(entry.get("version", 1)) < STORE_VERSION


def read_layer(folder: Path, key: str) -> tuple[gpd.GeoDataFrame, dict[str, Any]]:
    """Return a layer and its provenance.

    Raises
    ------
    StoreError
        When the folder has no such layer, or its file is broken.
    """
    import geopandas as gpd  # noqa: PLC0415 - slow to load, and a manifest needs none of it

    return _read(folder, key, gpd.read_parquet)


def read_table(folder: Path, key: str) -> tuple[pa.Table, dict[str, Any]]:
    """Return the plain table of a layer, geometries as WKB, and its provenance.

    Raises
    ------
    StoreError
        When the folder has no such layer, or its file is broken.
    """
    from pyarrow import parquet  # noqa: PLC0415 - the same

    return _read(folder, key, lambda source: parquet.ParquetFile(source).read())


def _read(folder: Path, key: str, reader: Callable[[io.BytesIO], Content]) -> tuple[Content, dict[str, Any]]:
    import pyarrow as pa  # noqa: PLC0415 - the same
    from pyproj.exceptions import ProjError  # noqa: PLC0415 - the same
    from shapely.errors import ShapelyError  # noqa: PLC0415 - the same

    provenance = _entry(folder, key)
    path = folder / Path(str(provenance["file"])).name
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        # A writer may have replaced the layer after its manifest was read here.
        provenance = _entry(folder, key)
        path = folder / Path(str(provenance["file"])).name
        content = b""
    try:
        found = reader(io.BytesIO(_same(content or path.read_bytes(), provenance)))
    except (OSError, ValueError, KeyError, pa.ArrowException, ShapelyError, ProjError) as error:
        msg = say("errors.layer_broken", layer=key, path=path, reason=error)
        raise StoreError(msg) from error
    return found, provenance


def _entry(folder: Path, key: str) -> dict[str, Any]:
    entry = read_manifest(folder)["layers"].get(key)
    if entry is None:
        msg = say("errors.layer_absent", layer=key, folder=folder)
        raise StoreError(msg)
    return dict(entry)


def _same(content: bytes, provenance: Mapping[str, Any]) -> bytes:
    """Return the bytes of a layer once they are known to be those that were written."""
    digest = hashlib.sha256(content).hexdigest()
    written = str(provenance.get("sha256", digest))
    if digest != written:
        msg = f"SHA-256 {digest[:12]} ≠ {written[:12]}"
        raise ValueError(msg)
    return content


def write_layer(
    folder: Path,
    key: str,
    frame: gpd.GeoDataFrame,
    *,
    provenance: Mapping[str, Any],
    named_by_content: bool = True,
) -> dict[str, Any]:
    """Put a layer into a folder, and return its provenance as written; three before it are kept as versions.

    Parameters
    ----------
    frame : GeoDataFrame
        The layer, in metres.
    provenance : Mapping
        What the manifest shall say of it; `file`, `sha256` and `features` are added.
    named_by_content : bool
        Name the file after its SHA-256, so that the old one stays readable until the swap is done.

    Raises
    ------
    StoreError
        When the folder cannot be written; what was there is still there.
    """
    import pyarrow as pa  # noqa: PLC0415 - the same

    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = _temporary(folder, suffix=".parquet")
        try:
            frame.to_parquet(part, compression="zstd", index=False, write_covering_bbox=False)
            with part.open("rb") as written:
                digest = hashlib.file_digest(written, "sha256").hexdigest()
            name = f"{key}.{digest[:12]}.parquet" if named_by_content else f"{key}.parquet"
            entry = {**provenance, "file": name, "sha256": digest, "features": len(frame)}
            with locked(folder):
                manifest = read_manifest(folder)
                _into_place(part, folder / name)
                if named_by_content:
                    keep_version(manifest, key, entry)
                manifest["layers"][key] = entry
                manifest["version"] = STORE_VERSION
                write_json(folder / MANIFEST, manifest)
                sweep_layer(folder, key, manifest)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, pa.ArrowException) as error:
        msg = say("errors.store_unwritable", folder=folder, reason=error)
        raise StoreError(msg) from error
    return entry


def remove_layer(folder: Path, key: str) -> None:
    """Take a layer out of a folder, which keeps it as a version from before; nothing where it is not."""
    if not folder.is_dir():
        return
    with locked(folder):
        manifest = read_manifest(folder)
        if key in manifest["layers"]:
            keep_version(manifest, key, None)
            del manifest["layers"][key]
            write_json(folder / MANIFEST, manifest)
            sweep_layer(folder, key, manifest)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one writer.

    Raises
    ------
    StoreError
        When another writer keeps it longer than `LOCK_SECONDS`.
    """
    lock = FileLock(folder / ".lock", timeout=LOCK_SECONDS)
    try:
        with lock:
            yield
    except Timeout as error:
        msg = say("errors.store_busy", folder=folder)
        raise StoreError(msg) from error


def write_json(path: Path, document: Mapping[str, Any]) -> None:
    """Write a JSON document in one step: a reader sees the old one or the new one."""
    part = _temporary(path.parent, suffix=".json")
    try:
        part.write_text(
            json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
        _into_place(part, path)
    finally:
        part.unlink(missing_ok=True)


def sweep_layer(folder: Path, key: str, manifest: dict[str, Any]) -> None:
    """Delete the files of a layer that its manifest does not name, those of a killed writer included."""
    kept = named_files(manifest, [key])
    for path in (folder / f"{key}.parquet", *folder.glob(f"{key}.*.parquet")):
        if path.name not in kept:
            path.unlink(missing_ok=True)


def _temporary(folder: Path, *, suffix: str) -> Path:
    handle, name = tempfile.mkstemp(prefix=".part-", suffix=suffix, dir=folder)
    os.close(handle)
    return Path(name)


def _into_place(part: Path, path: Path) -> None:
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    # mkstemp keeps its file private; a layer is as readable as any other file.
    part.chmod(0o644)
    part.replace(path)
