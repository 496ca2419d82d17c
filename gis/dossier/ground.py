"""What is only measured of a subject when somebody reads it: not every sheet tells all of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gis.dossier.land_balance import balance
from gis.territory import Relief

if TYPE_CHECKING:
    import threading

    from gis.crs import Projection
    from gis.dossier.land_balance import Balance
    from gis.dossier.model import Subject
    from gis.dossier.surroundings_model import Surroundings
    from gis.territory import Terrain, Territory


class Ground:
    """The ground of a subject and what is around it.

    Parameters
    ----------
    subject : Subject
        Its shape prepared, and held by nobody else.
    turn : lock
        Held while something is measured: the indexes of a territory are asked one question at a time.
    """

    def __init__(self, territory: Territory, subject: Subject, turn: threading.RLock) -> None:
        self._territory, self._subject, self._turn = territory, subject, turn

    @property
    def projection(self) -> Projection:
        """The system of its metres."""
        return self._territory.projection

    @cached_property
    def balance(self) -> Balance:
        """What covers it, square metre by square metre."""
        with self._turn:
            return balance(self._territory, self._subject.geometry)

    @cached_property
    def surroundings(self) -> Surroundings:
        """What lives and lies around it."""
        # The network of paths takes longer to load than all the rest of a dossier.
        from gis.dossier.surroundings import surroundings  # noqa: PLC0415

        with self._turn:
            return surroundings(self._territory, self._subject)

    @cached_property
    def terrain(self) -> Terrain | None:
        """Altitude and slope; nothing where the relief is unknown."""
        relief = Relief.open(self._territory)
        with self._turn:
            return None if relief is None else relief.terrain(self._subject.geometry)
