"""The state of the map in the address bar, read with suspicion: anyone may have written it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gis.words import say
from views.map.bases import DEFAULT, KEYS
from views.map.spec import FIRST_YEAR, LAST_YEAR, View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gis.territory import Registry

LATITUDES, LONGITUDES, ZOOMS = (-85.0, 85.0), (-180.0, 180.0), (10.0, 20.0)
LONGEST = 30
"""Characters of a refused value that the message repeats."""


@dataclass(frozen=True)
class Address:
    """What the address bar asks for, with defaults for what it does not say or says wrongly.

    Attributes
    ----------
    view : View, optional
        Where to look; nothing for the whole commune.
    refused : tuple[str, ...]
        The parts that could not be used, as `name=value`.
    """

    layers: tuple[str, ...]
    base: str = DEFAULT
    year: int | None = None
    view: View | None = None
    refused: tuple[str, ...] = ()

    @property
    def notice(self) -> str:
        """One line on what could not be used; empty when all could."""
        return say("map.address_refused", parts=", ".join(self.refused)) if self.refused else ""


def read_address(
    parameters: Mapping[str, str],
    themes: Registry,
    *,
    layers: tuple[str, ...] | None = None,
    base: str = DEFAULT,
) -> Address:
    """Return what an address asks of the map; never raises.

    Parameters
    ----------
    layers : tuple[str, ...], optional
        Shown where the address names none; those of the mission without it.
    base : str
        Base map where the address names none.
    """
    refused: list[str] = []

    def take(name: str, parse: Callable[[str], Any], default: Any) -> Any:
        if name not in parameters:
            return default
        try:
            return parse(parameters[name])
        except ValueError:
            refused.append(f"{name}={parameters[name][:LONGEST]}")
            return default

    mission = tuple(theme.key for theme in themes if theme.mission)
    shown = take("layers", lambda text: _layers(text, themes), mission if layers is None else layers)
    ground = take("base", _base, base)
    year = take("year", _year, None)
    return Address(shown, ground, year, _view(take), tuple(refused))


def _view(take: Callable[[str, Callable[[str], Any], Any], Any]) -> View | None:
    lat = take("lat", lambda text: _number(text, *LATITUDES), None)
    lon = take("lon", lambda text: _number(text, *LONGITUDES), None)
    zoom = take("z", lambda text: _number(text, *ZOOMS), 14.0)
    return View(lat, lon, zoom) if lat is not None and lon is not None else None


def _layers(text: str, themes: Registry) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(key for key in text.split(",") if key))
    if not all(key in themes for key in keys):
        raise ValueError
    return keys


def _base(text: str) -> str:
    if text not in KEYS:
        raise ValueError
    return text


def _year(text: str) -> int | None:
    year = int(text) if text.isascii() and text.isdigit() else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError
    return year


def _number(text: str, least: float, most: float) -> float | None:
    value = float(text)
    if not math.isfinite(value) or not least <= value <= most:
        raise ValueError
    return value
