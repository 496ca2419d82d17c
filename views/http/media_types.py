"""The media type of every kind of file that the server or a page gives, by the end of its name."""

from __future__ import annotations

MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "gif": "image/gif",
    "gpkg": "application/geopackage+sqlite3",
    "gpx": "application/gpx+xml",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "ics": "text/calendar; charset=utf-8",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "kml": "application/vnd.google-earth.kml+xml",
    "mjs": "text/javascript; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def media_type(name: str) -> str:
    """Return the media type of a file by its name, or by its extension alone.

    Raises
    ------
    KeyError
        When no such file is given: a fault of the program.
    """
    return MEDIA_TYPES[name.rpartition(".")[2]]
