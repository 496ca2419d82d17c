"""The files that a Folium map asks CDNs for, answered from installed packages, so that no request leaves.

Leaflet 1.9.4 stands for 1.9.3 and Bootstrap 5.3.3 for 5.2.2; what no package holds (Font Awesome, awesome
markers, glyphicons) is answered empty: this page draws none of it. All of it is at once there, which
favours the rival: a real CDN takes its time.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

LOCAL = {
    "leaflet.js": ("js_lib_leaflet", "static/js_lib_leaflet/leaflet.js"),
    "leaflet.css": ("js_lib_leaflet", "static/js_lib_leaflet/leaflet.css"),
    "jquery-3.7.1.min.js": ("xstatic.pkg.jquery", "data/jquery.min.js"),
    "bootstrap.bundle.min.js": ("js_lib_bootstrap5", "static/js-lib-bootstrap5/js/bootstrap.bundle.min.js"),
    "bootstrap.min.css": ("js_lib_bootstrap5", "static/js-lib-bootstrap5/css/bootstrap.min.css"),
}
IMAGES = ("marker-icon.png", "marker-icon-2x.png", "marker-shadow.png", "layers.png", "layers-2x.png")
LOCAL |= {name: ("js_lib_leaflet", f"static/js_lib_leaflet/images/{name}") for name in IMAGES}
KINDS = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}


def local_answer(url: str) -> tuple[bytes, str]:
    """Return content and media type for an address of a CDN; empty content where no package has it."""
    name = url.split("?", maxsplit=1)[0].rsplit("/", 1)[-1].removeprefix("dist")
    kind = KINDS.get(Path(name).suffix, "application/octet-stream")
    if name not in LOCAL:
        return b"", kind
    package, path = LOCAL[name]
    return (Path(str(files(package))) / path).read_bytes(), kind
