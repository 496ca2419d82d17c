"""The records of a dossier: plain data in metres and square metres; words where asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gis.words import say, word

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gis.dossier.ground import Ground
    from gis.dossier.land_balance import Balance
    from gis.dossier.rules import Notice
    from gis.dossier.surroundings_model import Surroundings
    from gis.territory import Terrain, Theme

Verdict = Literal["concerned", "not_concerned", "no_data"]
WINDS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


@dataclass(frozen=True)
class Subject:
    """What a dossier is about: a parcel, or a drawn or uploaded shape.

    Attributes
    ----------
    kind : str
        `parcel` or `footprint`.
    id, reference : str
        14 characters and the usual writing; the shape's name for a footprint.
    contenance_m2 : float or None
        Fiscal area in m², nothing where the cadastre does not say.
    gis_area_m2 : float
        Measured area in m²: the denominator of every share.
    centroid : tuple of float
        Longitude and latitude in degrees.
    status : str
        How sure the outline is.
    """

    kind: Literal["parcel", "footprint"]
    id: str
    reference: str
    contenance_m2: float | None
    gis_area_m2: float
    centroid: tuple[float, float]
    status: str
    geometry: BaseGeometry


@dataclass(frozen=True)
class Item:
    """One feature on the subject, with its own share; areas are nothing for lines, lengths for polygons."""

    id: str
    name: str
    area_m2: float | None
    share_pct: float | None
    length_m: float | None
    status: str
    source: str
    source_url: str
    source_date: str
    kind: str = ""


@dataclass(frozen=True)
class Answer:
    """One theme's answer.

    Attributes
    ----------
    area_m2, share_pct : float or None
        Of the polygons of the theme on the subject; nothing for lines and points, and without data.
    length_m : float or None
        Of its lines; nothing for polygons and points, and without data.
    count : int or None
        Features that count; nothing without data.
    nearest_m : float or None
        0 where concerned; nothing where the theme has no feature or no data.
    nearest_wind, nearest_id, nearest_name, nearest_kind : str
        `n`, `ne` … `nw`, towards the nearest feature, empty where concerned or unknown; and that feature.
    around_m : float or None
        How far around the commune the theme is known; 0 where only inside, nothing without data.
    reason : str
        Code of why there can be no data, `sources.<reason>` in words; empty where nothing is known of it.
    """

    theme: Theme
    verdict: Verdict
    status: str
    area_m2: float | None = None
    share_pct: float | None = None
    length_m: float | None = None
    count: int | None = None
    nearest_m: float | None = None
    nearest_wind: str = ""
    nearest_id: str = ""
    nearest_name: str = ""
    nearest_kind: str = ""
    items: tuple[Item, ...] = ()
    around_m: float | None = None
    reason: str = ""

    @property
    def reason_text(self) -> str:
        """Why there can be no data, in the language in use; empty where nothing is known of it."""
        return say(f"sources.{self.reason}") if self.reason else ""

    @property
    def key(self) -> str:
        """Name of the theme."""
        return self.theme.key

    @property
    def title(self) -> str:
        """Title of the theme in the language in use."""
        return self.theme.title

    @property
    def verdict_text(self) -> str:
        """The verdict in the language in use."""
        return say(f"verdict.{self.verdict}")

    @property
    def wind_text(self) -> str:
        """The direction in the language in use, such as "to the north-east"; empty without one."""
        return say(f"dossier.wind_{self.nearest_wind}") if self.nearest_wind else ""


@dataclass(frozen=True)
class Provenance:
    """Where one layer of a dossier comes from."""

    layer: str
    title_key: str
    source: str
    source_url: str
    source_date: str
    licence: str
    status: str

    @property
    def title(self) -> str:
        """Title of the layer in the language in use."""
        return word(self.title_key, self.layer)


@dataclass(frozen=True)
class Dossier:
    """Everything that is known of one parcel or footprint.

    Attributes
    ----------
    commune : tuple of str
        INSEE code and name.
    neighbours : tuple of str
        Parcels that touch a parcel, or that a footprint shares or touches; 14 characters each.
    ground : Ground
        What is only measured when it is read.
    outside_m2 : float
        Area outside the commune, where not every layer is known.
    version : str
        Changes whenever a layer in use changes.
    """

    subject: Subject
    commune: tuple[str, str]
    themes: tuple[Answer, ...]
    neighbours: tuple[str, ...]
    notices: tuple[Notice, ...]
    ground: Ground
    provenance: tuple[Provenance, ...]
    outside_m2: float
    version: str

    def answer(self, key: str) -> Answer:
        """Return the answer of one theme; a key that no theme has is a fault of the program."""
        return next(answer for answer in self.themes if answer.key == key)

    @property
    def balance(self) -> Balance:
        """What covers it, square metre by square metre."""
        return self.ground.balance

    @property
    def surroundings(self) -> Surroundings:
        """What lives and lies around it."""
        return self.ground.surroundings

    @property
    def terrain(self) -> Terrain | None:
        """Altitude and slope; nothing where the relief is unknown."""
        return self.ground.terrain

    @property
    def concerned(self) -> tuple[Answer, ...]:
        """The themes that are concerned."""
        return tuple(answer for answer in self.themes if answer.verdict == "concerned")

    @property
    def illustrative(self) -> bool:
        """Whether anything in it is illustrative, so that every page must say so."""
        return "illustrative" in {self.subject.status, *(item.status for item in self.provenance)}

    @property
    def disclaimer(self) -> str:
        """The sentence that every sheet carries: it informs and binds nobody."""
        return say("dossier.disclaimer")
