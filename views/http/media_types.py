"""The media type of every kind of file that the server or a page gives, by the end of its name."""

from __future__ import annotations

from gis.export import MEDIA_TYPES

_SERVED = {
    "css": "text/css",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
"""What no export is, but the server gives all the same."""


def media_type(name: str) -> str:
    """Return the media type of a file by its name, or by its extension alone; all text is UTF-8.

    Raises
    ------
    KeyError
        When no such file is given: a fault of the program.
    """
    extension = name.rpartition(".")[2]
    plain = MEDIA_TYPES[extension] if extension in MEDIA_TYPES else _SERVED[extension]
    return f"{plain}; charset=utf-8" if plain.startswith("text/") else plain
