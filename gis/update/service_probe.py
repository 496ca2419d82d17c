"""Ask every service a small question, and tell whether reality matches what the connectors are built on.

The first thing that someone with a connection can send back: each finding says what was asked, what was
expected, and what came.
"""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import shapely

from gis.errors import AtlasError, InputError
from gis.sources import (
    Client,
    Fetcher,
    Place,
    Query,
    RefusedError,
    ReplyCache,
    Request,
    from_features,
    hits,
    load_settings,
)
from gis.sources.formats import ndjson as line_json
from gis.sources.services import (
    altimetry,
    bdtopo,
    cadastre,
    gbif,
    geocode,
    georisques,
    mbm,
    organic,
    planning,
    rpg,
)
from gis.territory import EMBEDDED, default_home, territory_folder
from gis.update.run import known_place
from gis.words import number, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.sources import SourceSettings

    Question = Callable[[Fetcher, Place], tuple[bool, str]]

Match = Literal["yes", "no", "unknown"]
MOST_RECORDS = 5_000_000
"""Records that no commune has: with more, the ring was read the wrong way round."""
LOWEST_M, HIGHEST_M = -20.0, 4_900.0
"""Heights between which all of France lies."""
COUNT_QUERY = """[out:json][timeout:60];
area["ref:INSEE"="{insee}"]["boundary"="administrative"]["admin_level"="8"]->.a;
way["highway"](area.a);
out count;"""


@dataclass(frozen=True)
class Finding:
    """What one probe found.

    Attributes
    ----------
    service : str
        Key of the service in the settings.
    question : str
        What was asked, a sentence in the language in use.
    matches : Match
        Whether the answer is what the connectors expect; `unknown` when there was none.
    answer : str
        What came, or why nothing did.
    """

    service: str
    question: str
    url: str
    matches: Match
    answer: str

    def as_dict(self) -> dict[str, str]:
        """Return the fields by name."""
        return asdict(self)


def probe(
    code: str,
    *,
    home: Path | None = None,
    settings: SourceSettings | None = None,
    told: Callable[[Finding], None] | None = None,
) -> list[Finding]:
    """Return a finding for every service, asked about one commune.

    Parameters
    ----------
    told : callable, optional
        Is given each finding as it comes.

    Raises
    ------
    InputError
        When the outline of the commune is not known yet.
    TerritoryError
        When the code is no INSEE code.
    """
    home, settings = home or default_home(), settings or load_settings()
    place = known_place(code, territory_folder(home, code), territory_folder(EMBEDDED, code))
    if place.outline is None:
        msg = say("update.probe_needs_outline", code=code)
        raise InputError(msg)
    found = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Client(settings, ReplyCache(Path(folder), hours=1)) as client,
    ):
        for key, service, ask in PROBES:
            finding = _one(key, service, ask, Fetcher(client), place)
            found.append(finding)
            if told is not None:
                told(finding)
    return found


def _one(key: str, service: str, ask: Question, asker: Fetcher, place: Place) -> Finding:
    question, url = say(f"update.probe_{key}"), asker.settings.url(service)
    try:
        fits, answer = ask(asker, place)
    except AtlasError as error:
        return Finding(service, question, url, "unknown", str(error))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        return Finding(service, question, url, "no", f"{type(error).__name__}: {error}"[:200])
    return Finding(service, question, asker.url or url, "yes" if fits else "no", answer)


def _fields(asker: Fetcher, place: Place) -> tuple[bool, str]:
    year, query = rpg.newest(asker, place)
    return year is not None, f"{query.typename}: {hits(asker, query)}"


def _hedges(asker: Fetcher, place: Place) -> tuple[bool, str]:
    counts = {}
    for typename in bdtopo.HEDGE_TYPES:
        try:
            counts[typename] = hits(asker, Query("ign_wfs", typename, box=place.box()))
        except RefusedError:
            counts[typename] = -1
    return counts[bdtopo.HEDGE_TYPES[0]] > 0, ", ".join(f"{name}: {count}" for name, count in counts.items())


def _axes(asker: Fetcher, place: Place) -> tuple[bool, str]:
    metres = hits(asker, Query("ign_wfs", bdtopo.ROADS, box=place.box()))
    degrees = hits(asker, Query("ign_wfs", bdtopo.ROADS, latlon=place.box_degrees()))
    return metres > 0 and abs(metres - degrees) <= max(5, metres * 0.05), f"{metres} / {degrees}"


def _plan_document(asker: Fetcher, place: Place) -> tuple[bool, str]:
    found = planning.partitions(asker, place)
    return bool(found), ", ".join(f"{partition}: {name}" for partition, name in found.items())


def _cadastre(asker: Fetcher, place: Place) -> tuple[bool, str]:
    fetched = cadastre.fetch_parcels(asker, place)
    count = len(line_json.read(fetched.content, texts=("id",)))
    return count > 0 and bool(fetched.edition), f"{fetched.edition}: {number(count)}"


def _mining_plan(asker: Fetcher, place: Place) -> tuple[bool, str]:
    found, plans = georisques.fetch_plan(asker, place).content
    names = ", ".join(str(item.get("libPpr")) for item in plans)
    return bool(plans) == bool(found.features), f"{names or '–'} / {georisques.PLAN_TYPE}: {found.matched}"


def _heaps(asker: Fetcher, place: Place) -> tuple[bool, str]:
    found = mbm.fetch_layer(asker, "zt_terrils")
    rows = from_features(found.features, crs=found.crs)
    basin = shapely.buffer(place.shape, 100_000)
    near = int(shapely.intersects(basin, rows.geometry.to_numpy()).sum())
    fields = ", ".join(str(name) for name in rows.columns if name not in {"geometry", "feature_id"})
    return 0 < near == len(rows), f"{near} / {len(rows)} ({fields})"


def _heights(asker: Fetcher, place: Place) -> tuple[bool, str]:
    points = shapely.get_coordinates(place.shape.representative_point())
    height = float(altimetry.heights(asker, points[:, 0], points[:, 1])[0])
    return bool(LOWEST_M < height < HIGHEST_M), f"{number(height, decimals=1)} m"


def _osm(asker: Fetcher, place: Place) -> tuple[bool, str]:
    form = {"data": COUNT_QUERY.format(insee=place.insee)}
    document = asker.ask(Request("osm", asker.settings.url("osm"), data=form)).json()
    count = int(document["elements"][0]["tags"]["total"])
    return count > 0, number(count)


def _gbif(asker: Fetcher, place: Place) -> tuple[bool, str]:
    count = gbif.estimate(asker, place)[0] or 0
    return 0 < count < MOST_RECORDS, number(count)


def _organic(asker: Fetcher, _place: Place) -> tuple[bool, str]:
    found = organic.files(asker)
    return bool(found), ", ".join(str(item.campaign) for item in found)


def _addresses(asker: Fetcher, place: Place) -> tuple[bool, str]:
    found = geocode.search(asker, "mairie", insee=place.insee)
    best = found[0].label if found else ""
    return place.insee in {hit.insee for hit in found}, best


PROBES = (
    ("fields", "ign_wfs", _fields),
    ("hedges", "ign_wfs", _hedges),
    ("axes", "ign_wfs", _axes),
    ("document", "planning", _plan_document),
    ("cadastre", "cadastre", _cadastre),
    ("mining_plan", "georisques", _mining_plan),
    ("heaps", "mbm_wfs", _heaps),
    ("heights", "altimetry", _heights),
    ("osm", "osm", _osm),
    ("gbif", "gbif", _gbif),
    ("organic", "organic", _organic),
    ("addresses", "geocode", _addresses),
)
