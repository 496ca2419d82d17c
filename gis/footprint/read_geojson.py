"""Shapes from GeoJSON."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely

from gis.crs import WGS84
from gis.errors import UploadError
from gis.footprint.raw import RawShapes
from gis.words import say


def read_geojson(content: bytes) -> RawShapes:
    """Read a geometry, a feature or a collection; WGS 84 unless the old `crs` member says otherwise.

    Raises
    ------
    UploadError
        When it is not GeoJSON.
    """
    try:
        document = json.loads(content)
        geometries = list(_geometries(document))
        shapes = shapely.from_geojson([json.dumps(geometry) for geometry in geometries])
        return RawShapes(np.array(shapes, dtype=object), _crs(document), _name(document))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, shapely.GEOSException) as error:
        msg = say("footprint.not_geojson", reason=type(error).__name__)
        raise UploadError(msg) from error


def _geometries(document: dict[str, Any]) -> list[dict[str, Any]]:
    kind = document["type"]
    if kind == "FeatureCollection":
        return [feature["geometry"] for feature in document["features"] if feature["geometry"]]
    if kind == "Feature":
        return [document["geometry"]] if document["geometry"] else []
    return [document]


def _crs(document: dict[str, Any]) -> str:
    declared = document.get("crs")
    return str(declared["properties"]["name"]) if declared else WGS84


def _name(document: dict[str, Any]) -> str:
    features = document.get("features", [document])
    properties = (features[0].get("properties") or {}) if len(features) == 1 else document
    name = properties.get("name") or properties.get("nom") or ""
    return name if isinstance(name, str) else ""
