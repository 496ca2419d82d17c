"""What every reply is made of: GeoJSON features, pages, files that are served in part or not at all."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any

import shapely
from werkzeug import Request, Response

from tests.official.commune import flat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray


PUBLISHED = dt.datetime(2026, 7, 2, tzinfo=dt.UTC)


def features(
    shapes: NDArray[Any] | list[shapely.Geometry],
    properties: Sequence[Mapping[str, object]],
    ids: Sequence[str] | None = None,
) -> list[dict[str, Any]]:
    """Return GeoJSON features of shapes in EPSG:2154: WGS 84, longitude first."""
    written = shapely.to_geojson(flat(shapes))
    named = ids if ids is not None else [""] * len(written)
    return [
        {
            "type": "Feature",
            **({"id": name} if name else {}),
            "geometry": json.loads(text),
            "properties": dict(item),
        }
        for text, item, name in zip(written, properties, named, strict=True)
    ]


def collection(items: list[dict[str, Any]]) -> dict[str, Any]:
    """Return features as API Carto answers them."""
    return {
        "type": "FeatureCollection",
        "features": items,
        "totalFeatures": len(items),
        "numberMatched": len(items),
        "numberReturned": len(items),
        "timeStamp": "2026-11-27T10:00:00.000Z",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}},
    }


def line_json(items: list[dict[str, Any]]) -> bytes:
    """Return features as Etalab writes them: gzip, one a line."""
    body = ",\n".join(json.dumps(item, separators=(",", ":"), ensure_ascii=False) for item in items)
    return gzip.compress(
        f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'.encode(), compresslevel=3, mtime=0
    )


def as_json(document: object) -> Response:
    """Return a document as a reply."""
    return Response(json.dumps(document, ensure_ascii=False), content_type="application/json; charset=utf-8")


def stored(content: bytes, kind: str) -> Callable[[Request], Response]:
    """Serve a file as stores do: with an ETag, and in part where a part is asked for."""
    etag = hashlib.sha256(content).hexdigest()[:32]

    def serve(request: Request) -> Response:
        reply = Response(content, content_type=kind)
        reply.set_etag(etag)
        reply.last_modified = PUBLISHED
        return reply.make_conditional(request, accept_ranges=True, complete_length=len(content))

    return serve


def asked_shape(text: str) -> shapely.Geometry:
    """Return a GeoJSON geometry of a question, WGS 84."""
    return shapely.from_geojson(text)


def meeting(items: list[dict[str, Any]], shape: shapely.Geometry) -> list[dict[str, Any]]:
    """Return the features that meet a shape, both in WGS 84."""
    if not items:
        return []
    drawn = shapely.from_geojson([json.dumps(item["geometry"]) for item in items])
    met = shapely.intersects(drawn, shape)
    return [item for item, kept in zip(items, met, strict=True) if kept]
