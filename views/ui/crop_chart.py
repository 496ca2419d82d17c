"""The chart of what was farmed year by year: bars of groups of crops, told in words and as a table beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from gis.export.indicators import MOST_GROUPS, crops_in_words, groups_by_size
from gis.indicators import group_text, value_text
from gis.words import labelled, say
from views.ui.charts import HIGH, QUIET, axis_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.indicators import CropYear

COLOURS = ("#e69f00", "#0072b2", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#6b5b00", "#8a8f8c")
"""Colours of Okabe and Ito and an olive, told apart by everyone; the last one, grey, is for all the rest."""


def crop_chart(years: Sequence[CropYear]) -> alt.LayerChart | alt.FacetChart:
    """Return the chart; of a year that is not known a cross stands on the axis, which is no zero."""
    domain = alt.Scale(domain=[str(year.year) for year in years])
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True), scale=domain)
    marks = alt.layer(_bars(_rows(years), x), _crosses(years, x))
    return marks.properties(height=HIGH + 60, description=crops_in_words(years))


def _bars(rows: pd.DataFrame, x: alt.X) -> alt.Chart:
    order = list(dict.fromkeys(rows["group"]))
    colours = [*COLOURS[: len(order) - 1], COLOURS[-1]] if len(order) > MOST_GROUPS else COLOURS[: len(order)]
    bars: alt.Chart = (
        alt.Chart(rows)
        .mark_bar(stroke="#ffffff", strokeWidth=1)
        .encode(
            x=x,
            y=alt.Y("area:Q", title="ha", stack="zero", axis=alt.Axis(**axis_numbers())),
            color=alt.Color(
                "group:N",
                scale=alt.Scale(domain=order, range=list(colours)),
                sort=order,
                legend=alt.Legend(title=None, orient="bottom", columns=2, labelLimit=260),
            ),
            order=alt.Order("place:Q"),
            tooltip=[alt.Tooltip("words:N", title=say("crops.column_group"))],
        )
    )
    return bars


def _crosses(years: Sequence[CropYear], x: alt.X) -> alt.Chart:
    unknown = [str(year.year) for year in years if year.crops is None]
    rows = pd.DataFrame({"year": unknown, "words": say("crops.year_unknown")})
    tip = alt.Tooltip("words:N", title="×")
    crosses = alt.Chart(rows).mark_text(text="×", fontSize=18, color=QUIET)
    marked: alt.Chart = crosses.encode(x=x, y=alt.YDatum(0), tooltip=[tip])
    return marked


def _rows(years: Sequence[CropYear]) -> pd.DataFrame:
    """Return a row for each group of each year, the largest ones first, the small ones put together."""
    shown = groups_by_size(years)[:MOST_GROUPS]
    rows = []
    for year in years:
        rest = sum(hectares for group, hectares in year.groups.items() if group not in shown)
        parts = [(group_text(group), year.groups[group]) for group in shown if group in year.groups]
        parts += [(say("crops.rest"), rest)] if rest else []
        rows += [(str(year.year), name, hectares) for name, hectares in parts]
    table = pd.DataFrame(rows, columns=["year", "group", "area"])
    names = [*map(group_text, shown), say("crops.rest")]
    table["place"] = table["group"].map(names.index)
    table["words"] = [f"{labelled(year, name)} {value_text(hectares, 'ha')}" for year, name, hectares in rows]
    return table.sort_values(["place", "year"], kind="stable", ignore_index=True)
