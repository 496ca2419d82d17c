"""The public services, one module each: what to ask, and how the reply becomes a layer.

Examples
--------
>>> from gis.sources import SOURCES, service_text
>>> [source.service for source in SOURCES["parcels"]]
['cadastre']
>>> service_text("gbif")
'GBIF'
"""

from __future__ import annotations

from gis.sources.amount import Amount, UnknownOutlineError
from gis.sources.cleaning import CleaningReport, clean, repaired
from gis.sources.commune_names import commune_code
from gis.sources.communes import CommuneMatches, Present, communes_here, find_communes, is_insee
from gis.sources.formats.zip import shapefile_names, unpacked_shapefile
from gis.sources.frames import complete, numbers, plain, points, shape_ids, texts, years
from gis.sources.http.client import Client
from gis.sources.http.reply_cache import ReplyCache
from gis.sources.http.request import Request
from gis.sources.http.response import RefusedError, TransientError
from gis.sources.http.shared_files import SharedFiles
from gis.sources.http.throttle import StoppedError
from gis.sources.official_values import official_value
from gis.sources.place import Place
from gis.sources.record_places import generalised
from gis.sources.registry import PROBES, SERVICES, SOURCES, service_text
from gis.sources.remark import Remark
from gis.sources.reprojection import reprojected
from gis.sources.service import Probe, Service
from gis.sources.services.altimetry import RELIEF_CREDIT, relief_grid, write_relief
from gis.sources.services.rpg import CREDIT as FARMLAND_CREDIT
from gis.sources.services.rpg_campaigns import campaigns, crops_of
from gis.sources.settings import SourceSettings, load_settings
from gis.sources.source import Credit, Fetched, Fetcher, Source, asked

__all__ = [
    "FARMLAND_CREDIT",
    "PROBES",
    "RELIEF_CREDIT",
    "SERVICES",
    "SOURCES",
    "Amount",
    "CleaningReport",
    "Client",
    "CommuneMatches",
    "Credit",
    "Fetched",
    "Fetcher",
    "Place",
    "Present",
    "Probe",
    "RefusedError",
    "Remark",
    "ReplyCache",
    "Request",
    "Service",
    "SharedFiles",
    "Source",
    "SourceSettings",
    "StoppedError",
    "TransientError",
    "UnknownOutlineError",
    "asked",
    "campaigns",
    "clean",
    "commune_code",
    "communes_here",
    "complete",
    "crops_of",
    "find_communes",
    "generalised",
    "is_insee",
    "load_settings",
    "numbers",
    "official_value",
    "plain",
    "points",
    "relief_grid",
    "repaired",
    "reprojected",
    "service_text",
    "shape_ids",
    "shapefile_names",
    "texts",
    "unpacked_shapefile",
    "write_relief",
    "years",
]
