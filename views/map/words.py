"""The words of the map in one language, as data that the browser fetches once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape

from gis.indicators import timeline, years
from gis.network import today
from gis.territory import SUREST_FIRST
from gis.words import LANGUAGES, catalogue, formats, in_language, language, say, use_language, word
from views.map.bases import KEYS
from views.ui.html import link

if TYPE_CHECKING:
    from gis.territory import Layer, PopupField, Territory, Theme

WORDS = "map."
OPEN_DATABASE = "ODbL"
OSM_COPYRIGHT = "https://www.openstreetmap.org/copyright"


def map_words(territory: Territory, code: str) -> dict[str, Any]:
    """Return titles, legends, popups' lines, sources and the interface's words in one language.

    A theme without data is there too, and says so.
    """
    with use_language(code):
        return {
            "language": language(),
            "formats": formats(),
            "place": territory.name,
            "notice": territory.notice,
            "words": _interface(),
            "statuses": {key: _status(key) for key in (*SUREST_FIRST, "no_data")},
            "bases": [{"key": key, "title": say(f"map.base_{key}")} for key in KEYS],
            "groups": _groups(territory),
            "themes": {theme.key: _theme(theme, territory.get(theme.key)) for theme in territory},
            "years": _years(territory),
            "span": _span(territory),
        }


def _interface() -> dict[str, str]:
    return {key.removeprefix(WORDS): word(key) for key in catalogue() if key.startswith(WORDS)}


def _status(key: str) -> dict[str, str]:
    return {"title": say(f"status.{key}"), "means": say(f"status.{key}_means")}


def _groups(territory: Territory) -> list[dict[str, Any]]:
    groups: dict[str, list[str]] = {}
    for theme in territory:
        groups.setdefault(theme.group, []).append(theme.key)
    known = catalogue()
    return [
        {"key": key, "title": say(f"groups.{key}") if f"groups.{key}" in known else key, "themes": themes}
        for key, themes in groups.items()
    ]


def _theme(theme: Theme, layer: Layer | None) -> dict[str, Any]:
    words = {
        "title": theme.title,
        "about": theme.about,
        "status": layer.status if layer else "no_data",
        "legend": [entry.text for entry in theme.legend],
        "fields": [
            {"column": column_of(field, layer), "text": field.text, "unit": field.unit}
            for field in theme.popup
        ],
        "values": {value: theme.value_text(value) for value in theme.coded_values},
    }
    return {**words, **_origin(layer)} if layer else words


def _origin(layer: Layer) -> dict[str, Any]:
    first = layer.data.iloc[0] if len(layer) else {}
    said = {
        name: str(layer.provenance.get(name) or first.get(name, ""))
        for name in ("source", "source_url", "licence", "source_date")
    }
    around = {"around": True} if layer.goes_beyond else {}
    return {**said, "features": len(layer.within), "attribution": attribution(layer), **around}


def attribution(layer: Layer) -> str:
    """Return whom to name on the map while a fetched layer is shown, as markup; empty for embedded layers."""
    licence = str(layer.provenance.get("licence", ""))
    if OPEN_DATABASE in licence:
        return f"© {link(say('map.osm_credit'), OSM_COPYRIGHT)}"
    return str(escape(layer.provenance.get("attribution") or "")) if layer.origin == "home" else ""


def column_of(field: PopupField, layer: Layer | None) -> str:
    """Return the column that a line of a popup reads in the language in use.

    `form_*` reads `form_en` in English, or else `form_fr` or plain `form`, as far as the layer has them.
    """
    stem = field.column.removesuffix("_*")
    if stem == field.column:
        return stem
    columns = (f"{stem}_{language()}", f"{stem}_{LANGUAGES[0]}", stem)
    return next((name for name in columns if layer and name in layer.data), columns[0])


def _span(territory: Territory) -> list[int] | None:
    """Return the first and the last year to choose from; nothing where no year is told."""
    span = years(territory)
    if not span:
        return None
    return [span[0], span[-1] if timeline(territory) else max(span[-1], today().year)]


def _years(territory: Territory) -> dict[str, list[str]]:
    """Return what happened in each year; nothing where the territory has no table of events."""
    events: dict[str, list[str]] = {}
    for event in territory.rows("events"):
        title = in_language(event, "title")
        if title:
            events.setdefault(event.get("year", ""), []).append(title)
    return events
