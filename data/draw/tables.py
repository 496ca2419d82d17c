"""Tables of what is published: figures, events, species, swallows, walks, places without a position.

An empty cell means unknown. Every row has a source; rows that disagree name one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.draw import facts
from data.draw.published import LICENCE, PLACE_COLUMNS, STATUS

if TYPE_CHECKING:
    import pandas as pd

    from data.draw.frame import Drawn


def figures(_drawn: Drawn) -> pd.DataFrame:
    """Return every figure of the town's booklet, and those of other sources, disagreements included."""
    return facts.table("figures")


def events(_drawn: Drawn) -> pd.DataFrame:
    """Return what happened from 1986 to 2025; ``date`` is filled where more than the year is known."""
    return facts.table("events")


def species(_drawn: Drawn) -> pd.DataFrame:
    """Return the species by site, with season and source."""
    return facts.table("species")


def swallows(_drawn: Drawn) -> pd.DataFrame:
    """Return the nests counted by year and species; ``state`` tells a gap from a count."""
    return facts.table("swallows")


def walks(_drawn: Drawn) -> pd.DataFrame:
    """Return the published walks; lengths and heights in metres, no line is published for any of them."""
    return facts.table("walks")


def places_unlocated(_drawn: Drawn) -> pd.DataFrame:
    """Return the places that no source locates: listed, never mapped."""
    told = facts.table("places")
    rows = told[told["lat"] == ""].assign(status=STATUS, licence=LICENCE, step_free="")
    common = ["id", "name", "status", "source", "source_url", "licence", "source_date"]
    return rows[[*common, *PLACE_COLUMNS]].reset_index(drop=True)
