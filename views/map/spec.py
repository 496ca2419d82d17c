"""What a page asks of the map, and what the map tells it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from views.map.bases import KEYS, NONE

FIRST_YEAR, LAST_YEAR = 1500, 2100
"""Years that an address may name; which of them there is something to tell of, the commune says."""
Tool = Literal["polygon", "line", "point"]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class View:
    """Where the map looks: the middle in WGS 84 degrees and the zoom of web maps."""

    lat: float
    lon: float
    zoom: float


@dataclass(frozen=True, kw_only=True)
class MapSpec:
    """What the map shall show. A change of one field changes that one thing; nothing else moves.

    Attributes
    ----------
    key : str
        One for each map of the application; the map stays mounted as long as the key stays.
    layers : tuple[str, ...]
        Keys of the themes drawn.
    base : str
        `plan`, `aerial`, `aerial_1950`, `osm` or `none`.
    year : int, optional
        The map as it stood at the end of that year.
    overlay : dict, optional
        Small GeoJSON FeatureCollection in WGS 84, drawn on top. Properties of a feature: `style` (`stroke`,
        `fill`, `weight`, `dash`, `opacity`, `radius`), `label` (short, shown beside it), `popup` (text).
    fit : tuple, optional
        West, south, east, north in WGS 84; the map moves there when the value changes, only then.
    pick : tuple[str, ...]
        Layers whose click is reported as `feature`; with them, other clicks are reported as `click`.
    clicks : bool
        Report clicks even where `pick` is empty.
    cards : bool
        A click opens a card of what lies there; without, the page itself answers.
    draw : tuple of Tool
        Drawing tools offered; each finished shape is reported as `drawn`.
    profile : list, optional
        Points `[lon, lat, distance_m, height_m]` of a route: a profile tied to the cursor.
    height : int
        Pixels; less where the window is lower.
    around : int
        Pixels of the window that the page keeps above and below the map.
    controls : bool
        The list of layers with its legend, search and the years; without it a plain map.
    compact : bool
        Of the controls only the list of layers, closed at first: the page has a search of its own.
    address : bool
        The address bar follows view, layers, base and year.
    view : View, optional
        Where to look at first; the whole commune without it.
    label : str
        Name of the map for screen readers; "map of …" when empty.
    """

    key: str
    layers: tuple[str, ...] = ()
    base: str = NONE
    year: int | None = None
    overlay: dict[str, Any] | None = None
    fit: Bounds | None = None
    pick: tuple[str, ...] = ()
    clicks: bool = False
    cards: bool = True
    draw: tuple[Tool, ...] = ()
    profile: list[list[float]] | None = None
    height: int = 620
    around: int = 240
    controls: bool = True
    compact: bool = False
    address: bool = False
    view: View | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if self.base not in KEYS:
            msg = f"base map {self.base!r} is none of {', '.join(KEYS)}"
            raise ValueError(msg)

    def as_data(self) -> dict[str, Any]:
        """Return the fields as plain data for the browser."""
        return asdict(self)


@dataclass(frozen=True)
class MapEvent:
    """The last thing that someone did on the map; `kind` is empty in a run that nothing on it caused.

    Attributes
    ----------
    kind : str
        `click`, `feature`, `drawn`, or empty.
    lonlat : tuple, optional
        Where, WGS 84.
    layer, id : str
        The feature clicked.
    shape : dict, optional
        Geometry drawn, GeoJSON in WGS 84; nothing when the drawing was wiped.
    serial : int
        Grows with each event.
    """

    kind: str = ""
    lonlat: tuple[float, float] | None = None
    layer: str = ""
    id: str = ""
    shape: dict[str, Any] | None = None
    serial: int = 0

    @classmethod
    def read(cls, sent: object) -> MapEvent:
        """Return the event that the browser sent; an empty one when it is none."""
        if not isinstance(sent, dict) or sent.get("kind") not in {"click", "feature", "drawn"}:
            return cls()
        lonlat, shape = sent.get("lonlat"), sent.get("shape")
        try:
            return cls(
                kind=sent["kind"],
                lonlat=(float(lonlat[0]), float(lonlat[1])) if lonlat else None,
                layer=str(sent.get("layer") or ""),
                id=str(sent.get("id") or ""),
                shape=shape if isinstance(shape, dict) else None,
                serial=int(sent.get("serial") or 0),
            )
        except (ValueError, TypeError, LookupError):
            return cls()
