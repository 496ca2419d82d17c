"""What every service module speaks of: the place asked about, what came, and what one source is."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely

from gis.crs import transformer
from gis.sources.amount import Amount, UnknownOutlineError
from gis.territory import FRANCE, Coverage, department_of

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from gis.sources.http.client import Client
    from gis.sources.http.request import Request
    from gis.sources.http.response import Response
    from gis.sources.remark import Remark
    from gis.sources.settings import SourceSettings

Box = tuple[float, float, float, float]
Clip = Literal["cut", "touch", "keep"]
"""`cut` at the commune's outline, keep whole what `touch`es it, or `keep` all that the service attaches."""


@dataclass(frozen=True)
class Place:
    """The commune that is asked about.

    Attributes
    ----------
    insee : str
        Its code.
    outline : geometry or None
        Its outline in EPSG:2154; unknown until it has been fetched.
    """

    insee: str
    name: str = ""
    outline: BaseGeometry | None = None

    @property
    def shape(self) -> BaseGeometry:
        """The outline, where it must be known."""
        if self.outline is None:
            raise UnknownOutlineError
        return self.outline

    @property
    def department(self) -> str:
        """Code of the department: two characters, three overseas."""
        return department_of(self.insee)

    def box(self, margin_m: float = 0.0) -> Box:
        """Return west, south, east, north in EPSG:2154, metres."""
        west, south, east, north = self.shape.bounds
        return west - margin_m, south - margin_m, east + margin_m, north + margin_m

    def box_degrees(self, margin_m: float = 0.0) -> Box:
        """Return west, south, east, north in WGS 84 degrees."""
        west, south, east, north = transformer().transform_bounds(*self.box(margin_m))
        return west, south, east, north

    def point(self) -> dict[str, Any]:
        """Return a point inside the commune as GeoJSON, longitude first."""
        lon, lat = transformer().transform(*self.shape.representative_point().coords[0])
        return {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}

    def polygon(self, simplified_m: float = 5.0) -> dict[str, Any]:
        """Return the outline with a little around it as GeoJSON, longitude first, short enough to send."""
        around = shapely.buffer(self.shape, simplified_m).simplify(simplified_m)
        degrees = shapely.transform(
            around, lambda xy: np.column_stack(transformer().transform(*xy.T)).round(6)
        )
        shape: dict[str, Any] = json.loads(shapely.to_geojson(degrees))
        return shape


@dataclass
class Fetcher:
    """The client as one layer uses it: it remembers what this layer asked, and whether anything was new.

    Attributes
    ----------
    keys : set[str]
        Replies that the layer used.
    changed : bool
        A reply came that was not, by the service's word, the one of last time.
    url : str
        First address that answered.
    """

    client: Client
    keys: set[str] = field(default_factory=set)
    changed: bool = False
    url: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether everything that was asked is still as it was last time."""
        return bool(self.keys) and not self.changed

    @property
    def settings(self) -> SourceSettings:
        """Limits and addresses in use."""
        return self.client.settings

    def part_bytes(self) -> int:
        """Return the bytes of big files of this layer that were cut, and go on next time."""
        return self.client.part_bytes(self.keys)

    def ask(self, request: Request) -> Response:
        """Return the reply to a request; see `Client.ask`."""
        self.keys.add(request.key)
        reply = self.client.ask(request)
        self.changed = self.changed or not reply.unchanged
        self.url = self.url or reply.url
        return reply


@dataclass(frozen=True)
class Fetched:
    """What a service brought for one layer, complete and not yet read.

    Attributes
    ----------
    content : Any
        What the module's own `normalise` reads.
    url : str
        Address that answered.
    edition : str
        Edition or date that the service gives; empty when none.
    matched : int or None
        Features that the service says it has for the question.
    shared : bool
        The reply serves several layers, and `matched` counts the features of all.
    note : str
        Key of a sentence (`sources.<note>`) that readers of the layer must know.
    missing_parts : tuple[str, ...]
        Parts of the layer that the service no longer knows under their name.
    """

    content: Any
    url: str
    edition: str = ""
    matched: int | None = None
    shared: bool = False
    note: str = ""
    missing_parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Credit:
    """Whom the data come from.

    Attributes
    ----------
    source : str
        Attribution as the service asks for it.
    licence : str
        Name of the licence.
    status : str
        Status of the features.
    """

    source: str
    licence: str
    status: str = "official"


LICENCE_OUVERTE = "Licence Ouverte 2.0"
ODBL = "ODbL 1.0"

Fetch = Callable[[Fetcher, Place], Fetched]
Normalise = Callable[[Fetched, Place], "gpd.GeoDataFrame"]
Remarks = Callable[[Fetched, "gpd.GeoDataFrame"], tuple["Remark", ...]]
"""What there is to say of what came and of the table that was made of it."""


Estimate = Callable[[Fetcher, Place], Amount | tuple[int | None, int | None]]
"""An `Amount`, or its first two."""


@dataclass(frozen=True)
class Source:
    """One way to build one layer from one public service.

    Attributes
    ----------
    layer : str
        Key of the theme that it fills.
    service : str
        Key of the service in the settings.
    rhythm_days : int
        Days between two editions of the service.
    clip : Clip
        What happens at the commune's outline; `margin_m` widens it, in metres.
    remarks : callable, optional
        Tells what was lost on the way, for the journal and `check`.
    empty_means_unknown : bool
        Nothing found is no proof that nothing is there: the layer stays without data.
    fills_gap : bool
        Only asked for where the territory has no such layer, or by name: it never takes the place of
        a line that the town drew.
    coverage : Coverage
        Where it can speak. Where it is silent it is not asked and the layer has no data; where nobody knows,
        nothing found is no proof that nothing is there.
    """

    layer: str
    service: str
    fetch: Fetch
    normalise: Normalise
    credit: Credit
    rhythm_days: int
    clip: Clip = "cut"
    margin_m: float = 0.0
    estimate: Estimate | None = None
    remarks: Remarks | None = None
    empty_means_unknown: bool = False
    fills_gap: bool = False
    coverage: Coverage = FRANCE


def asked(sources: Sequence[Source], insee: str) -> tuple[Source, ...]:
    """Return those of several sources that are not silent about a commune."""
    return tuple(source for source in sources if source.coverage.voice(insee) != "silent")
