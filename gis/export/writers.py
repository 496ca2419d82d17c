"""What makes the file of each export format; a format's libraries are loaded when a file is made."""
# ruff: noqa: PLC0415 - a reader of the list of formats waits for none of their libraries

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from gis.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    import pandas as pd

    from gis.dossier import Dossier
    from gis.sites import Site
    from gis.territory import Layer, Territory
    from gis.tours import Tour
    from gis.walks import Walk


def layer_geojson(layer: Layer) -> bytes:
    """Write a layer as GeoJSON with every column."""
    from gis.export.formats import FULL_DECIMALS, to_geojson

    return to_geojson(layer, decimals=FULL_DECIMALS)


def layer_gpkg(layer: Layer) -> bytes:
    """Write a layer as GeoPackage."""
    from gis.export.formats import to_geopackage

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        to_geopackage([layer], path)
        return path.read_bytes()


def layer_csv(layer: Layer) -> bytes:
    """Write a layer as CSV."""
    from gis.export.formats import to_csv

    return to_csv(layer)


def dossier_pdf(territory: Territory, dossier: Dossier, path: Path, link: str) -> None:
    """Write the sheet of a dossier; `link` is the address that opens it again.

    Raises
    ------
    StoreError
        When the file cannot be written.
    """
    from gis.export.dossier import write_sheet

    write_file(path, write_sheet(dossier, territory, link=link))


def dossier_gpkg(territory: Territory, dossier: Dossier, path: Path, link: str) -> None:  # noqa: ARG001 - one form for all
    """Write a dossier as GeoPackage.

    Raises
    ------
    StoreError
        When the file cannot be written.
    """
    from gis.export.dossier import write_dossier_gpkg

    write_dossier_gpkg(territory, dossier, path)


def dossier_xlsx(territory: Territory, dossier: Dossier, path: Path, link: str) -> None:  # noqa: ARG001 - one form for all
    """Write a dossier as a workbook.

    Raises
    ------
    StoreError
        When the file cannot be written.
    """
    from gis.export.dossier import write_dossier_xlsx

    write_dossier_xlsx(dossier, path)


def dossier_json(territory: Territory, dossier: Dossier, path: Path, link: str) -> None:  # noqa: ARG001 - one form for all
    """Write a dossier as one JSON document.

    Raises
    ------
    StoreError
        When the file cannot be written.
    """
    from gis.export.dossier import dossier_document

    write_file(path, json.dumps(dossier_document(dossier), ensure_ascii=False).encode())


def walk_gpx(walk: Walk, name: str, link: str) -> bytes:
    """Write a walk as GPX; `link` is the address that opens it again."""
    from gis.export.walk import walk_gpx as write

    return write(walk, name=name, link=link).encode()


def walk_kml(walk: Walk, name: str, link: str) -> bytes:  # noqa: ARG001 - one form for all
    """Write a walk as KML."""
    from gis.export.walk import walk_kml as write

    return write(walk, name=name).encode()


def walk_pdf(walk: Walk, name: str, link: str) -> bytes:
    """Write the sheet of a walk."""
    from gis.export.walk import walk_sheet

    return walk_sheet(walk, name=name, link=link)


def site_pdf(territory: Territory, site: Site, link: str) -> bytes:
    """Write the sheet of a site; `link` is the address of its page."""
    from gis.export.site import site_sheet

    return site_sheet(territory, site, link=link)


def tour_pdf(tour: Tour, link: str) -> bytes:
    """Write the road-book of a tour; `link` is the address that opens it again."""
    from gis.export.tour import roadbook

    return roadbook(tour, link=link)


def tour_booklet(tour: Tour, link: str) -> bytes:
    """Write the road-book of a tour to fold."""
    from gis.export.tour import booklet

    return booklet(tour, link=link)


def tour_gpx(tour: Tour, link: str) -> bytes:
    """Write a tour as GPX."""
    from gis.export.tour import tour_gpx as write

    return write(tour, link=link).encode()


def tour_kml(tour: Tour, link: str) -> bytes:  # noqa: ARG001 - one form for all
    """Write a tour as KML."""
    from gis.export.tour import tour_kml as write

    return write(tour).encode()


def tour_ics(tour: Tour, link: str) -> bytes:
    """Write a tour as a calendar."""
    from gis.export.tour import tour_ics as write

    return write(tour, link=link)


def tour_html(tour: Tour, link: str) -> bytes:  # noqa: ARG001 - one form for all
    """Write the field page of a tour."""
    from gis.export.tour import field_page

    return field_page(tour).encode()


def tour_mail(tour: Tour, link: str) -> bytes:
    """Write the messages to the hosts of a tour."""
    from gis.export.tour import mails_text

    return mails_text(tour, link=link).encode()


def tour_letters(tour: Tour, link: str) -> bytes:
    """Write the letters to the hosts of a tour, to print."""
    from gis.export.tour import letters_pdf

    return letters_pdf(tour, link=link)


def screening_csv(frames: Iterable[gpd.GeoDataFrame], path: Path, provenance: pd.DataFrame) -> int:
    """Write the parts of a screening as CSV, and return the number of rows."""
    from gis.export.screening import to_csv

    return to_csv(frames, path, provenance)


def screening_xlsx(frames: Iterable[gpd.GeoDataFrame], path: Path, provenance: pd.DataFrame) -> int:
    """Write the parts of a screening as a workbook, and return the number of rows."""
    from gis.export.screening import to_xlsx

    return to_xlsx(frames, path, provenance)


def screening_gpkg(frames: Iterable[gpd.GeoDataFrame], path: Path, provenance: pd.DataFrame) -> int:
    """Write the parts of a screening as GeoPackage, and return the number of rows."""
    from gis.export.screening import to_gpkg

    return to_gpkg(frames, path, provenance)


def screening_parquet(frames: Iterable[gpd.GeoDataFrame], path: Path, provenance: pd.DataFrame) -> int:
    """Write the parts of a screening as GeoParquet, and return the number of rows."""
    from gis.export.screening import to_parquet

    return to_parquet(frames, path, provenance)
