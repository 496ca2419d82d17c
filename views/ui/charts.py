"""Charts, each with the same in words: shapes and dashes tell what colours tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd
import streamlit as st

from gis.indicators import value_text
from gis.words import formats, labelled, language, listed, month_names, say
from views.ui.html import fold, joined, link, scrolling, table, tag

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.indicators import Series

COLOURS = {"published": "#0072b2", "measured": "#d55e00"}
"""Blue and vermilion of Okabe and Ito, told apart by everyone, 3:1 on light and dark grounds."""
SHAPES = {"published": "circle", "measured": "square"}
DASHES = {"published": [1, 0], "measured": [6, 4]}
QUIET = "#8a8f8c"
HIGH = 260


def show_series(series: Series, *, key: str) -> None:
    """Show a series as a chart, then in words and as a table."""
    st.html(tag("h3", series.title, cls="atlas-h3"))
    rows = series.table()
    if rows["value"].notna().sum() > 1:
        st.altair_chart(_chart(series, rows), width="stretch", key=f"chart_{key}_{language()}")
    st.html(
        tag("p", series.text(), cls="atlas-words") + fold(say("trajectory_page.as_table"), _as_table(series))
    )


def _chart(series: Series, rows: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    rows = _with_words(series, rows)
    kinds = [kind for kind in COLOURS if kind in set(rows["kind"])]
    x = _years(rows["year"])
    y = alt.Y(
        "value:Q",
        title=_unit(series.unit),
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(**axis_numbers()),
    )
    base = alt.Chart(rows)
    many = base.encode(x=x, y=y, color=_told(alt.Color, kinds, COLOURS))
    tips = [
        alt.Tooltip("words:N", title=series.title),
        alt.Tooltip("source:N", title=say("species.column_source")),
    ]
    marks = [
        *_gaps(base, x),
        many.mark_line(strokeWidth=2.5).encode(strokeDash=_told(alt.StrokeDash, kinds, DASHES)),
        many.mark_point(size=70, filled=True, opacity=1).encode(
            shape=_told(alt.Shape, kinds, SHAPES), tooltip=tips
        ),
        *_changes(series),
    ]
    return alt.layer(*marks).properties(height=HIGH, description=series.text())


def _years(years: pd.Series) -> alt.X:
    return alt.X(
        "year:Q",
        title=None,
        axis=alt.Axis(format="d", tickMinStep=1, grid=False),
        scale=alt.Scale(domain=[int(years.min()) - 0.6, int(years.max()) + 0.6], nice=False),
    )


def _with_words(series: Series, rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        words=[
            labelled(str(year), value_text(None if pd.isna(value) else value, series.unit))
            for year, value in zip(rows["year"], rows["value"], strict=True)
        ],
        told=[say(f"indicators.series_{kind}") for kind in rows["kind"]],
    )


def _told(channel: Any, kinds: list[str], looks: dict[str, Any]) -> Any:
    """Return a channel that tells published from measured; a legend where both are there."""
    names = [say(f"indicators.series_{kind}") for kind in kinds]
    scale = alt.Scale(domain=names, range=[looks[kind] for kind in kinds])
    return channel(
        "told:N", scale=scale, legend=alt.Legend(title=None, orient="top") if len(kinds) > 1 else None
    )


def _gaps(base: alt.Chart, x: alt.X) -> list[alt.Chart]:
    """Mark the years without a number by a cross on the axis: unknown is not zero."""
    missing = base.transform_filter("datum.value === null")
    mark = missing.mark_text(text="×", fontSize=18, color=QUIET)
    return [
        mark.encode(
            x=x, y=alt.YDatum(0), tooltip=[alt.Tooltip("words:N", title=say("trajectory_page.no_value"))]
        )
    ]


def _changes(series: Series) -> list[alt.Chart]:
    if not series.source_changes:
        return []
    words = say("trajectory_page.other_source")
    rows = pd.DataFrame({"year": [year + 0.5 for year in series.source_changes], "words": words})
    base = alt.Chart(rows).encode(x="year:Q")
    return [
        base.mark_rule(strokeDash=[2, 3], color=QUIET),
        base.mark_text(angle=270, align="right", dy=-6, dx=-4, y=0, color=QUIET, fontSize=11).encode(
            text="words:N"
        ),
    ]


def _unit(unit: str) -> str | None:
    return None if unit == "count" else value_text(0, unit).partition("\u00a0")[2] or unit


def axis_numbers() -> dict[str, Any]:
    """Return how an axis writes numbers: Vega writes `1,000.5` and the language may want other signs."""
    signs = formats()
    thousands, point = signs["group"], signs["decimal"]
    if (thousands, point) == (",", "."):
        return {}
    plain = "replace(replace(format(datum.value, ',~r'), /,/g, '_'), '.', '{}')"
    return {"labelExpr": f"replace({plain.format(point)}, /_/g, '{thousands}')"}


def _as_table(series: Series) -> Markup:
    heads = [
        say("trajectory_page.year"),
        say("trajectory_page.value"),
        say("trajectory_page.kind"),
        say("species.column_source"),
    ]
    rows = []
    for point in series.points:
        text = value_text(point.value, series.unit)
        if point.value is None and point.state != "counted":
            text = say(f"indicators.series_{point.state}", years=point.year)
        source = link(point.source, point.source_url)
        note = tag("small", point.note) if point.note else ""
        kind = say(f"indicators.series_{point.kind}")
        rows.append((str(point.year), text, kind, joined((source, note), " ")))
    return scrolling(table(heads, rows, caption=series.title), series.title)


def show_months(names: dict[str, set[int]], *, title: str, key: str) -> None:
    """Show in which months each of some rows is seen: a square a month, then the same as a table."""
    short = month_names("abbreviated")
    months = [short[month] for month in range(1, 13)]
    rows = pd.DataFrame(
        [(name, short[month]) for name, seen in names.items() for month in sorted(seen)],
        columns=["name", "month"],
    )
    text = listed(
        labelled(name, ", ".join(short[month] for month in sorted(seen))) for name, seen in names.items()
    )
    chart = _calendar(rows, months, list(names)).properties(description=f"{title}. {text}")
    st.altair_chart(chart, width="stretch", key=f"months_{key}_{language()}")
    st.html(fold(say("trajectory_page.as_words"), tag("p", f"{text}.", cls="atlas-words")))


def _calendar(rows: pd.DataFrame, months: list[str], names: list[str]) -> alt.Chart:
    """Return a square for each month of each row, rows and months in the order given."""
    x = alt.X(
        "month:N", title=None, sort=months, scale=alt.Scale(domain=months),
        axis=alt.Axis(orient="top", labelAngle=0),
    )  # fmt: skip
    y = alt.Y("name:N", title=None, sort=names, axis=alt.Axis(labelLimit=220))
    chart = alt.Chart(rows).mark_square(size=240, color=COLOURS["published"], opacity=1)
    tips = [alt.Tooltip("name:N"), alt.Tooltip("month:N")]
    drawn: alt.Chart = chart.encode(x=x, y=y, tooltip=tips).properties(height=34 * len(names) + 30)
    return drawn
