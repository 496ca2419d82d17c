"""The public services, one module each: what to ask, and how the reply becomes a layer."""

from __future__ import annotations

from gis.sources.cleaning import CleaningReport, clean, repaired
from gis.sources.communes import CommuneMatches, Present, communes_here, find_communes, is_insee
from gis.sources.formats.wfs import Query, hits
from gis.sources.formats.zip import shapefile_names, unpacked_shapefile
from gis.sources.frames import complete, from_features, numbers, plain, points, reprojected, shape_ids, texts
from gis.sources.http.client import Client
from gis.sources.http.reply_cache import ReplyCache
from gis.sources.http.request import Request
from gis.sources.http.response import RefusedError, TransientError
from gis.sources.http.throttle import StoppedError
from gis.sources.registry import SOURCES
from gis.sources.settings import SourceSettings, load_settings
from gis.sources.source import LICENCE_OUVERTE, Credit, Fetched, Fetcher, Place, Source

__all__ = [
    "LICENCE_OUVERTE",
    "SOURCES",
    "CleaningReport",
    "Client",
    "CommuneMatches",
    "Credit",
    "Fetched",
    "Fetcher",
    "Place",
    "Present",
    "Query",
    "RefusedError",
    "ReplyCache",
    "Request",
    "Source",
    "SourceSettings",
    "StoppedError",
    "TransientError",
    "clean",
    "communes_here",
    "complete",
    "find_communes",
    "from_features",
    "hits",
    "is_insee",
    "load_settings",
    "numbers",
    "plain",
    "points",
    "repaired",
    "reprojected",
    "shape_ids",
    "shapefile_names",
    "texts",
    "unpacked_shapefile",
]
