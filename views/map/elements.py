"""Folium elements of our own: the map without any CDN, and layers that the browser fetches by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
from branca.element import Figure, MacroElement
from folium.template import Template

if TYPE_CHECKING:
    from collections.abc import Sequence


class AtlasFigure(Figure):
    """The document around the map, in French until the page says otherwise."""

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="fr">\n<head>\n<title>{{ this.title }}</title>\n'
        "{{ this.header.render(**kwargs) }}\n</head>\n"
        "<body>\n{{ this.html.render(**kwargs) }}\n"
        "<script>{{ this.script.render(**kwargs) }}</script>\n</body>\n</html>\n"
    )


class AtlasMap(folium.Map):
    """A Folium map whose scripts come inside the document and that people may enlarge.

    Folium's own header loads jQuery, Bootstrap and fonts from elsewhere and forbids zooming the page.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1" />
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <main class="atlas"><div class="folium-map" id={{ this.get_name()|tojson }}></div></main>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }},
                crs: L.CRS.{{ this.crs }},
                ...{{ this.options|tojavascript }}
            });
            var atlas = { map: {{ this.get_name() }}, bases: {}, layers: [] };
        {% endmacro %}
        """
    )

    def __init__(self, location: Sequence[float], **options: Any) -> None:
        super().__init__(location, tiles=None, zoom_control=False, **options)
        self.default_js, self.default_css = [], []
        # A fixed name keeps the document the same from one start to the next, so that browsers keep it.
        self._id = "atlas"


class NamedElement(MacroElement):
    """An element whose name stays the same from one start to the next."""

    def __init__(self, key: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca leaves it untyped
        self._name, self._id = type(self).__name__, key


class BaseEntry(NamedElement):
    """Puts a Folium tile layer among the base maps that the page may switch to."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "atlas.bases[{{ this.key|tojson }}] = {{ this.tiles.get_name() }};"
        "{% endmacro %}"
    )

    def __init__(self, key: str, tiles: folium.TileLayer) -> None:
        super().__init__(key)
        self.key, self.tiles = key, tiles


class RemoteLayer(NamedElement):
    """A layer that the browser fetches as GeoJSON when it is first shown, and styles by itself.

    Folium's `GeoJson(embed=False)` does so with jQuery, blocking the page; this one needs only `fetch`.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}atlas.layers.push({{ this.options|tojson }});{% endmacro %}"
    )

    def __init__(self, key: str, options: dict[str, Any]) -> None:
        super().__init__(key)
        self.options = {"key": key, **options}


class Scripts(NamedElement):
    """Style sheet and Leaflet inside the document; the map's own modules fetched all at once.

    A browser keeps the document and the modules for as long as neither data nor scripts change.

    Parameters
    ----------
    styles, library : str
        Content of the style sheet and of Leaflet.
    start : str
        Address of the module that starts the map.
    modules : list of str
        Addresses of all modules, so that none waits until another asks for it.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            {% for module in this.modules %}<link rel="modulepreload" href="{{ module }}">
            {% endfor %}
            <style>{{ this.styles }}</style>
            <script>{{ this.library }}</script>
            <script type="module" src="{{ this.start }}"></script>
        {% endmacro %}
        """
    )

    def __init__(self, styles: str, library: str, start: str, modules: list[str]) -> None:
        super().__init__("atlas")
        self.styles, self.library, self.start, self.modules = styles, library, start, modules
