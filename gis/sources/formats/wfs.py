"""Any WFS: pages counted against what the server says it has, in JSON or GML, any CRS.

A server truncates in silence, so a layer is whole only when as many features came as it says that match.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gis.crs import LAMBERT93, WGS84
from gis.errors import ServiceError
from gis.sources.formats import gml
from gis.sources.http.request import Request
from gis.words import sentence

if TYPE_CHECKING:
    from gis.sources.place import Box, Place
    from gis.sources.source import Fetcher

LARGEST_PAGE = 5_000
"""The IGN WFS sends no more at a time, whatever `COUNT` asks."""
URN_4326 = "urn:ogc:def:crs:EPSG::4326"
GML32 = "text/xml; subtype=gml/3.2.1"


class IncompleteError(ServiceError):
    """Fewer features came than the server says it has."""


@dataclass(frozen=True)
class Query:
    """What is asked of a WFS.

    Attributes
    ----------
    service : str
        Key of the service in the settings.
    typename : str
        Layer, with its namespace.
    box : Box or None
        Lambert-93, metres; a server takes it in that CRS, or with `latlon` in latitude, longitude.
    cql : str
        Filter, for servers that know CQL; never together with a box, which the IGN answers by an error.
    sort : str
        Field that makes the order of pages stable.
    version : str
        2.0.0, or 1.1.0 for servers that are asked that way.
    crs : str
        CRS asked for.
    as_gml : bool
        For servers that speak GML only.
    latlon : Box or None
        West, south, east, north in degrees, for servers asked by `urn:…:4326`.
    page : int
        Features at a time; the settings' by default.
    """

    service: str
    typename: str
    box: Box | None = None
    cql: str = ""
    sort: str = ""
    version: str = "2.0.0"
    crs: str = LAMBERT93
    as_gml: bool = False
    latlon: Box | None = None
    page: int = 0


def around(place: Place, service: str, typename: str, *, margin_m: float = 0.0, sort: str = "") -> Query:
    """Return the question for what a layer has in a commune's box, `margin_m` metres around it.

    Overseas it is asked in degrees: servers know those everywhere, and not every legal system.
    """
    if place.crs == LAMBERT93:
        return Query(service, typename, box=place.box(margin_m), sort=sort)
    return Query(service, typename, latlon=place.box_degrees(margin_m), crs=WGS84, sort=sort)


@dataclass(frozen=True)
class WfsFeatures:
    """Every feature that answers a query.

    Attributes
    ----------
    features : list
        GeoJSON features, x before y.
    crs : str
        CRS of their coordinates, as the server declares it.
    matched : int
        Features that the server says match.
    """

    features: list[dict[str, Any]]
    crs: str
    matched: int


def features(asker: Fetcher, query: Query) -> WfsFeatures:
    """Return every feature that answers a query, page by page.

    Raises
    ------
    IncompleteError
        When fewer came than match.
    ServiceError
        When there are more than the settings allow, or the service fails.
    """
    count = min(query.page or asker.settings.page, LARGEST_PAGE)
    first = _page(asker, query, start=0, count=count)
    matched = first.matched if first.matched >= 0 else hits(asker, query)
    _refuse_too_many(asker, query, matched)
    found, last = list(first.features), first
    while query.version != "1.1.0" and _may_have_more(last, len(found), matched, count):
        last = _page(asker, query, start=len(found), count=count)
        found += last.features
        _refuse_too_many(asker, query, len(found))
    unique = _unique(found)
    if len(unique) < matched:
        msg = sentence("sources.incomplete", layer=query.typename, got=len(unique), matched=matched)
        raise IncompleteError(msg)
    return replace(first, features=unique, matched=max(matched, len(unique)))


def _may_have_more(last: WfsFeatures, so_far: int, matched: int, count: int) -> bool:
    # A full page is followed even where the count is reached: some servers cap what they count, too.
    return bool(last.features) and (so_far < matched or matched < 0 or len(last.features) >= count)


def hits(asker: Fetcher, query: Query) -> int:
    """Return how many features match a query, -1 where the server does not know."""
    params = _params(query, start=None, count=None) | {"RESULTTYPE": "hits"}
    params.pop("OUTPUTFORMAT")
    root = asker.ask(_ask(asker, query, params, check="xml")).xml()
    return _whole(root.get("numberMatched") or root.get("numberOfFeatures"))


def _page(asker: Fetcher, query: Query, *, start: int, count: int) -> WfsFeatures:
    params = _params(query, start=start, count=count)
    reply = asker.ask(_ask(asker, query, params, check="xml" if query.as_gml else "json"))
    if query.as_gml:
        return gml_page(reply.xml(), query.crs)
    return json_page(reply.json(), query.crs)


def json_page(document: dict[str, Any], crs: str) -> WfsFeatures:
    """Return a page of a GeoJSON reply.

    Raises
    ------
    IncompleteError
        When it holds fewer features than it says.
    ServiceError
        When it is no collection of features.
    """
    items = document.get("features")
    if not isinstance(items, list):
        msg = sentence("sources.not_features")
        raise ServiceError(msg)
    returned = _whole(document.get("numberReturned"))
    if 0 <= len(items) < returned:
        msg = sentence("sources.incomplete", layer="", got=len(items), matched=returned)
        raise IncompleteError(msg)
    declared = ((document.get("crs") or {}).get("properties") or {}).get("name") or crs
    matched = _whole(document.get("numberMatched", document.get("totalFeatures")))
    return WfsFeatures(items, declared, matched)


def gml_page(root: Any, crs: str) -> WfsFeatures:
    """Return a page of a GML reply; `crs` holds where its geometries name none."""
    items, declared = gml.read(root, default_crs=crs)
    matched = _whole(root.get("numberMatched") or root.get("numberOfFeatures"))
    return WfsFeatures(items, declared, matched)


def _params(query: Query, *, start: int | None, count: int | None) -> dict[str, str]:
    old = query.version == "1.1.0"
    params = {
        "SERVICE": "WFS",
        "VERSION": query.version,
        "REQUEST": "GetFeature",
        "TYPENAME" if old else "TYPENAMES": query.typename,
        "OUTPUTFORMAT": GML32 if query.as_gml else "application/json",
        "SRSNAME": query.crs,
    }
    if count is not None and not old:
        params |= {"COUNT": str(count), "STARTINDEX": str(start)}
    if query.sort and not old:
        params["SORTBY"] = query.sort
    if query.cql:
        params["CQL_FILTER"] = query.cql
    elif query.latlon is not None:
        west, south, east, north = query.latlon
        params["BBOX"] = f"{south:.6f},{west:.6f},{north:.6f},{east:.6f},{URN_4326}"
    elif query.box is not None:
        params["BBOX"] = ",".join(f"{edge:.1f}" for edge in query.box) + f",{LAMBERT93}"
    return params


def _ask(asker: Fetcher, query: Query, params: dict[str, str], *, check: str) -> Request:
    return Request(query.service, asker.settings.url(query.service), params=params, check=check)


def _unique(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: set[str] = set()
    unique = []
    for item in items:
        name = str(item.get("id") or "")
        if name and name in seen:
            continue
        seen.add(name)
        unique.append(item)
    return unique


def _whole(value: object) -> int:
    return int(str(value)) if str(value).isdigit() else -1


def _refuse_too_many(asker: Fetcher, query: Query, count: int) -> None:
    most = asker.settings.most_features
    if count > most:
        msg = sentence("sources.too_many", layer=query.typename, count=count, most=most)
        raise ServiceError(msg)
