"""The map inside a Streamlit page: it stays mounted while the page runs again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from gis.words import LANGUAGES, language, say, use_language
from views.http.base_path import base_path
from views.http.features import features_url
from views.map.document import map_version
from views.map.spec import MapEvent, MapSpec
from views.map.start import WHOLE_ZOOM, least_zoom
from views.ui.component import keep_event, mounted

if TYPE_CHECKING:
    from gis.territory import Territory

HOST = Path(__file__).parent / "host"
GROUND = "commune"
"""The layer that the map draws below all others, whatever is shown."""


def show_map(territory: Territory, spec: MapSpec) -> MapEvent:
    """Show a map in the page, and return what was done on it since the last run.

    Called again with another spec of the same key, it changes what differs and leaves the rest as people
    left it: a layer that they switched on stays on, the view stays where they moved it.
    """
    result = mounted("atlas_map", HOST / "host.js", '<div class="atlas-host"></div>')(
        key=spec.key, data=map_data(territory, spec), on_event_change=keep_event
    )
    return MapEvent.read(result.get("event"))


def map_data(territory: Territory, spec: MapSpec) -> dict[str, Any]:
    """Return what the browser must know to show a map, in the language in use."""
    return {
        **spec.as_data(),
        **_addresses(territory, spec),
        "territory": territory.code,
        "language": language(),
        "usual": LANGUAGES[0],
        "label": spec.label or say("map.place", name=territory.name),
        "bounds": territory.info.get("bbox"),
    }


def _addresses(territory: Territory, spec: MapSpec) -> dict[str, Any]:
    """Return where the map and its words are, and what the browser may ask for before the map is there."""
    query = urlencode({"territory": territory.code, "v": map_version(territory)})
    words = f"{base_path()}/map/words/{language()}.json?{query}"
    zoom = spec.view.zoom if spec.view else WHOLE_ZOOM
    shown = [
        key
        for key in dict.fromkeys((GROUND, *spec.layers))
        if territory.get(key) and least_zoom(territory, territory.themes[key]) <= zoom
    ]
    with use_language(LANGUAGES[0]):
        features = [features_url(territory, key) for key in shown]
    return {
        "src": f"{base_path()}/map?{query}",
        "words": words,
        "prefetch": [words, *features],
    }
