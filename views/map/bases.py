"""The base maps: pictures from public services, one of them at a time, or none."""

from __future__ import annotations

from dataclasses import dataclass

WMTS = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&TILEMATRIXSET=PM"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&LAYER={layer}&STYLE={style}&FORMAT={form}"
)
IGN = '© <a href="https://geoservices.ign.fr/" target="_blank" rel="noopener">IGN</a> Géoplateforme'
OSM = '© <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a>'
TILE_HOSTS = ("https://data.geopf.fr", "https://tile.openstreetmap.org")
NONE = "none"
DEFAULT = "plan"


@dataclass(frozen=True)
class Base:
    """One base map.

    Attributes
    ----------
    key : str
        Its name in addresses; its words are `map.base_<key>`.
    url : str
        Address of a tile, with `{x}`, `{y}` and `{z}`.
    attribution : str
        Who made it, as HTML of our own.
    max_zoom : int
        Deepest zoom that the service draws; beyond it tiles are enlarged.
    """

    key: str
    url: str
    attribution: str
    max_zoom: int


def _ign(layer: str, form: str, style: str = "normal") -> str:
    return WMTS.format(layer=layer, form=f"image/{form}", style=style)


BASES = (
    Base("plan", _ign("GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2", "png"), IGN, 19),
    Base("aerial", _ign("ORTHOIMAGERY.ORTHOPHOTOS", "jpeg"), IGN, 20),
    Base(
        "aerial_1950",
        _ign("ORTHOIMAGERY.ORTHOPHOTOS.1950-1965", "png", "BDORTHOHISTORIQUE"),
        f"{IGN}, 1950–1965",
        18,
    ),
    Base("osm", "https://tile.openstreetmap.org/{z}/{x}/{y}.png", OSM, 19),
)
KEYS = (*(base.key for base in BASES), NONE)
