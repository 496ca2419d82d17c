"""What every service module speaks of: what came, and what one source is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from gis.sources.amount import Amount
from gis.sources.margins import MARGINS_M
from gis.sources.place import Place
from gis.territory import FRANCE, Coverage

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.sources.http.client import Client
    from gis.sources.http.request import Request
    from gis.sources.http.response import Response
    from gis.sources.remark import Remark
    from gis.sources.settings import SourceSettings

Clip = Literal["cut", "touch", "keep"]
"""`cut` at the commune's outline, keep whole what `touch`es it, or `keep` all that the service attaches."""


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
        What happens at the edge of what is fetched: the commune's outline, widened by `margin_m`.
    around : bool
        Whether it can be asked about what lies around the commune. Where it knows communes by their code
        alone, its layer ends with the commune, and nothing beyond is known.
    tolerance_m : float
        Metres by which its drawing may miss the commune's outline.
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
    around: bool = True
    tolerance_m: float = 0.0
    estimate: Estimate | None = None
    remarks: Remarks | None = None
    empty_means_unknown: bool = False
    fills_gap: bool = False
    coverage: Coverage = FRANCE

    @property
    def margin_m(self) -> float:
        """How far around the commune its layer is fetched, in metres."""
        return MARGINS_M.get(self.layer, 0.0) if self.around and self.clip != "keep" else 0.0


def asked(sources: Sequence[Source], insee: str) -> tuple[Source, ...]:
    """Return those of several sources that are not silent about a commune."""
    return tuple(source for source in sources if source.coverage.voice(insee) != "silent")
