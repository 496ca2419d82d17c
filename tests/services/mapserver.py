"""A real WFS server for tests: MapServer's CGI behind a small HTTP server on loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl, urlsplit

import geopandas as gpd

if TYPE_CHECKING:
    from collections.abc import Mapping

CGI = Path("/usr/lib/cgi-bin/mapserv")
SHARED = Path(__file__).parents[2].parent / "shared"
REFERENCE = SHARED / "reference" / "mission_bassin_minier"
EXAMPLES = SHARED / "services" / "examples"

HEADER = """
MAP
  NAME "{namespace}"
  EXTENT -180 -90 180 90
  PROJECTION "init=epsg:4326" END
  WEB METADATA
    "wfs_title" "{namespace}"
    "wfs_onlineresource" "http://127.0.0.1/"
    "wfs_srs" "EPSG:4326 EPSG:2154 EPSG:3857"
    "wfs_enable_request" "*"
    "wfs_maxfeatures" "{cap}"
    "wfs_getfeature_formatlist" "geojson"
    "wfs_namespace_prefix" "{prefix}"
    "wfs_namespace_uri" "http://example.org/{prefix}"
    "wfs_encoding" "UTF-8"
  END END
  OUTPUTFORMAT
    NAME "geojson" DRIVER "OGR/GEOJSON" MIMETYPE "application/json"
    FORMATOPTION "STORAGE=stream" FORMATOPTION "FORM=SIMPLE"
  END
"""
LAYER = """
  LAYER
    NAME "{name}" TYPE {kind} STATUS ON
    CONNECTIONTYPE OGR CONNECTION "{path}"
    PROCESSING "CLOSE_CONNECTION=DEFER"
    PROJECTION "init=epsg:{epsg}" END
    METADATA
      "wfs_title" "{name}" "gml_include_items" "all" "gml_types" "auto" "gml_geometries" "geometrie"
      "wfs_getfeature_formatlist" "geojson" "wfs_use_default_extent_for_getfeature" "false"
    END
  END
"""
EMPTY = (
    b'{"type":"FeatureCollection","features":[],"totalFeatures":0,"numberMatched":0,"numberReturned":0,'
    b'"timeStamp":"2026-11-27T10:00:00.000Z","crs":null}'
)
"""What the IGN's GeoServer answers where nothing matches."""
KINDS = {"Point": "POINT", "LineString": "LINE", "MultiLineString": "LINE"}


def no_server() -> str:
    """Say why a real server cannot be started here; nothing when it can."""
    strict = bool(os.environ.get("CAILLOUX_TESTS_STRICT"))
    if not CGI.exists() and not strict:
        return f"MapServer is not installed ({CGI}): apt install cgi-mapserver"
    return ""


def missing() -> str:
    """Say why a server of reference data cannot be started here; nothing when it can."""
    if reason := no_server():
        return reason
    if not REFERENCE.exists():
        return f"the reference data are not at {REFERENCE}"
    return ""


@dataclass
class MapServer:
    """Serves frames as WFS layers under their true names, `namespace:layer`.

    Attributes
    ----------
    cap : int
        Features that one reply holds at most, as the IGN does with 5,000.
    caps_the_count : bool
        Whether it counts no further than that, either.
    asked : Counter
        How often each layer was asked for.
    """

    folder: Path
    layers: Mapping[str, gpd.GeoDataFrame]
    cap: int = 5_000
    caps_the_count: bool = False
    asked: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Self:
        self._write()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @property
    def url(self) -> str:
        """Address of the service."""
        return f"http://127.0.0.1:{self._http.server_port}/ows"

    def _write(self) -> None:
        config = 'CONFIG ENV MS_MAP_PATTERN "." END END'
        (self.folder / "mapserver.conf").write_text(config, encoding="utf-8")
        parts: dict[str, str] = {"none": HEADER.format(namespace="none", prefix="none", cap=self.cap)}
        for typename, frame in self.layers.items():
            namespace, name = typename.split(":")
            path = self.folder / f"{namespace}-{name}.fgb"
            frame.to_file(path, driver="FlatGeobuf", engine="pyogrio")
            prefix = namespace.replace(".", "_").replace("-", "_")
            header = HEADER.format(namespace=namespace, prefix=prefix, cap=self.cap)
            kind = KINDS.get(frame.geometry.iloc[0].geom_type, "POLYGON") if len(frame) else "POLYGON"
            parts[namespace] = parts.get(namespace, header) + LAYER.format(
                name=name, kind=kind, path=path, epsg=frame.crs.to_epsg()
            )
        for namespace, text in parts.items():
            whole = text.replace(f'"wfs_maxfeatures" "{self.cap}"', "")
            (self.folder / f"{namespace}.map").write_text(text + "END\n", encoding="utf-8")
            (self.folder / f"{namespace}.hits.map").write_text(whole + "END\n", encoding="utf-8")

    def _map(self, params: dict[str, str], typename: str) -> Path:
        # MapServer cuts its own count at the cap; the IGN counts right and cuts the features only.
        counts = params.get("RESULTTYPE") == "hits" and not self.caps_the_count
        named = self.folder / f"{typename.split(':', maxsplit=1)[0]}{'.hits' if counts else ''}.map"
        return named if named.exists() else self.folder / "none.map"

    def _has_none(self, params: dict[str, str], typename: str) -> bool:
        # Whether anything is there is no question for a program: an atlas asks for thirty types without.
        known = self.layers.get(typename)
        return known is not None and known.empty and params.get("OUTPUTFORMAT") == "application/json"

    def _handler(server: MapServer) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = urlsplit(self.path).query
                params = {key.upper(): value for key, value in parse_qsl(query)}
                typename = params.get("TYPENAMES", params.get("TYPENAME", ""))
                server.asked[typename] += 1
                if server._has_none(params, typename):
                    self._send(200, {"Content-Type": "application/json"}, EMPTY)
                    return
                reply = subprocess.run(
                    [str(CGI)],
                    env={
                        **os.environ,
                        "MAPSERVER_CONFIG_FILE": str(server.folder / "mapserver.conf"),
                        "REQUEST_METHOD": "GET",
                        "QUERY_STRING": f"map={server._map(params, typename)}&{query}",
                    },
                    capture_output=True,
                    check=False,
                ).stdout
                head, _, body = reply.partition(b"\r\n\r\n")
                headers = dict(line.split(": ", 1) for line in head.decode().splitlines() if ": " in line)
                self._send(int(headers.pop("Status", "200").split()[0]), headers, body)

            def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def reference(name: str) -> gpd.GeoDataFrame:
    """Return one of the reference files."""
    return gpd.read_file(REFERENCE / f"{name}.geojson")


def zipped_shapefiles(folder: Path, layers: Mapping[str, gpd.GeoDataFrame]) -> bytes:
    """Return shapefiles in a zip, in Lambert-93, under the names given, as archives publish them."""
    inside = folder / "inside"
    for name, frame in layers.items():
        target = inside / name
        target.mkdir(parents=True)
        _upper(frame.to_crs(2154)).to_file(target / f"{name}.shp", engine="pyogrio", encoding="UTF-8")
    return Path(shutil.make_archive(str(folder / "archive"), "zip", inside)).read_bytes()


def _upper(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.rename(columns={name: name[:10].upper() for name in frame.columns if name != "geometry"})
