"""The walks that others have published, as far as they are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.errors import LayerMissingError
from gis.walks import duration
from gis.words import in_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gis.territory import Territory

TABLE = "walks"


@dataclass(frozen=True)
class PublishedWalk:
    """One published walk.

    Attributes
    ----------
    length_m, ascent_m, descent_m, minutes : float or None
        As published; nothing where the source does not say.
    line_known : bool
        Whether its line has been published too; where not, nothing may be drawn for it.
    """

    id: str
    name: str
    text: str
    length_m: float | None
    ascent_m: float | None
    descent_m: float | None
    minutes: float | None
    start_place_id: str
    line_known: bool
    source: str
    source_url: str

    @property
    def line_text(self) -> str:
        """What to say of its line, in the language in use; empty where it is known."""
        return "" if self.line_known else say("walks.line_unknown")

    @property
    def our_minutes(self) -> float | None:
        """What our own formula gives for it; nothing where its length is not published."""
        if self.length_m is None:
            return None
        return duration.minutes(self.length_m, self.ascent_m or 0.0, self.descent_m or 0.0)


def published_walks(territory: Territory) -> list[PublishedWalk]:
    """Return the published walks of a territory, in the language in use; none where it has no such table."""
    try:
        table = territory.table(TABLE)
    except LayerMissingError:
        return []
    return [_walk({str(key): str(value) for key, value in row.items()}) for row in table.to_dict("records")]


def _walk(row: Mapping[str, str]) -> PublishedWalk:
    return PublishedWalk(
        row["id"],
        in_language(row, "name", plain="name"),
        in_language(row, "text"),
        _amount(row["length_m"]),
        _amount(row["ascent_m"]),
        _amount(row["descent_m"]),
        _amount(row["duration_min"]),
        row["start_place_id"],
        row["line_known"] == "true",
        row["source"],
        row["source_url"],
    )


def _amount(text: str) -> float | None:
    return float(text) if text else None
