"""The green belt and the hedges, measured: continuity, widths, density, nearness to homes, the mosaic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import streamlit as st

from gis.errors import LayerMissingError
from gis.green import belt, belt_nearness, hedge_density, mosaic_of, three_thirty_three_hundred
from gis.words import labelled, length, many, number, quantity, radius_text, say, share
from views.app import shell
from views.map.overlay import STOP, feature
from views.pages.biodiversity.map_view import version
from views.pages.biodiversity.patch_overlay import legend_key
from views.ui.html import badge, facts, fold, joined, link, listing, notes, scrolling, table, tag
from views.ui.widgets import heading

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.green import Belt
    from gis.territory import Territory
    from views.pages.biodiversity.map_view import BiodiversityMapView

GAP = {"stroke": STOP, "weight": 5, "dash": "3 5"}
CLASSES = ((30.0, "#00441b"), (15.0, "#2a924a"), (0.001, "#8ed08b"), (0.0, "#f7f7e8"))
"""From that many metres of hedge for each hectare on: greens that grow darker, a pale one for none."""
SIMPLIFY_M = 2.0
RULE_URL = "https://doi.org/10.1007/s11676-022-01523-z"
MOSAIC = "nature_mosaic"


def show_belt(territory: Territory, made: BiodiversityMapView) -> None:
    """Show how continuous the belt is, how dense hedges are, and how near all that is to homes."""
    with shell.guarded():
        found = belt(territory)
        for gap in found.gaps:
            popup = say("biodiversity_page.gap")
            made.scene.shape(gap.line, GAP, label=length(gap.width_m), popup=popup)
        _belt(territory, found)
    with shell.guarded():
        _near(territory)
    with shell.guarded():
        _hedges(territory, made)
    with shell.guarded():
        _mosaic(territory)


def _belt(territory: Territory, found: Belt) -> None:
    heading(say("biodiversity_page.belt"))
    words = {"length": length(found.length_m), "share": share(found.continuity_pct)}
    lead = (
        say("biodiversity_page.belt_closed", **words)
        if found.closed
        else many("biodiversity_page.belt_open", len(found.gaps), **words)
    )
    st.html(tag("p", badge(found.status), " ", lead, cls="atlas-lead"))
    unknown = say("map.unknown")
    edible = unknown if found.edible_pct is None else share(found.edible_pct)
    st.html(
        facts(
            [
                (say("biodiversity_page.belt_length"), length(found.length_m)),
                (say("biodiversity_page.belt_parts"), number(found.parts)),
                (say("biodiversity_page.belt_continuity"), share(found.continuity_pct)),
                (say("biodiversity_page.belt_edible"), edible),
            ]
        )
    )
    if found.gaps:
        widths = ", ".join(length(gap.width_m) for gap in reversed(found.gaps))
        st.html(tag("p", say("biodiversity_page.belt_gaps", widths=widths), cls="atlas-words"))
    _lengths(territory, found)


def _lengths(territory: Territory, found: Belt) -> None:
    rows = [(_width(row), length(row["length_m"] or 0.0)) for row in found.by_width]
    heads = [say("biodiversity_page.width"), say("biodiversity_page.belt_length")]
    caption = say("biodiversity_page.by_width")
    st.html(scrolling(table(heads, rows, caption=caption, told=True), caption))
    named = territory.themes["green_belt"].value_text
    kinds = [
        (named(kind) if kind else say("map.unknown"), length(metres))
        for kind, metres in found.by_kind.items()
    ]
    caption = say("biodiversity_page.by_kind")
    by_kind = table([say("biodiversity_page.kind"), heads[1]], kinds, caption=caption, told=True)
    st.html(scrolling(by_kind, caption))


def _width(row: dict[str, float | None]) -> str:
    low, high = row["low_m"], row["high_m"]
    if low is None:
        return say("map.unknown")
    if high is None:
        return say("biodiversity_page.width_from", low=number(low))
    return say("biodiversity_page.width_between", low=number(low), high=number(high))


@st.cache_data(max_entries=10, show_spinner=False)
def _nearness(cache_key: tuple[str, str, str], _territory: Territory) -> dict[str, Any]:  # noqa: ARG001
    return {
        "belt": belt_nearness(_territory).as_dict(),
        "rule": three_thirty_three_hundred(_territory),
    }


def _near(territory: Territory) -> None:
    heading(say("biodiversity_page.near"))
    with st.spinner(say("biodiversity_page.working_out")):
        found = _nearness(version(territory), territory)
    st.html(tag("p", _nearness_html(found["belt"]), cls="atlas-words"))
    heading(say("biodiversity_page.rule"), level=3)
    source = link("Konijnendijk 2023", RULE_URL)
    st.html(tag("p", say("biodiversity_page.rule_about"), " ", source, cls="atlas-words"))
    rows = [(say(f"biodiversity_page.rule_{part}"), _verdict(texts)) for part, texts in found["rule"].items()]
    caption = say("biodiversity_page.rule")
    st.html(scrolling(table([caption, say("biodiversity_page.rule_known")], rows, caption=caption), caption))


def _nearness_html(near: dict[str, Any]) -> Markup:
    if near["share_pct"] is None:
        return joined((badge("no_data"), say("biodiversity_page.near_unknown")), " ")
    words = say(
        f"biodiversity_page.near_{near['by']}",
        share=share(near["share_pct"]),
        parcels=number(near["parcels"]),
        median=length(near["median_m"]),
        homes=say(f"biodiversity_page.homes_{near['homes']}"),
    )
    built = say("biodiversity_page.built_only") if near["homes"] == "built" else ""
    return joined((badge(near["status"]), words, built), " ")


def _verdict(gaps: dict[str, Any]) -> Markup:
    if gaps["verdict"] == "no_data":
        return joined((badge("no_data"), say("biodiversity_page.rule_no_data"), gaps["needs"]), " ")
    homes = say(f"biodiversity_page.homes_{gaps['homes']}")
    words = say(f"biodiversity_page.rule_{gaps['by']}", share=share(gaps["value"]), homes=homes)
    return joined((badge(gaps["status"]), words), " ")


def _hedges(territory: Territory, made: BiodiversityMapView) -> None:
    heading(say("biodiversity_page.hedges"))
    found, drawn = _density(version(territory), territory)
    made.scene.features[:0] = drawn
    texts = [
        (say("biodiversity_page.hedges_whole"), found["whole_m_ha"]),
        (say("biodiversity_page.hedges_field"), found["field_median_m_ha"]),
        *(
            (say("biodiversity_page.hedges_around", radius=radius_text(float(radius))), value)
            for radius, value in found["radius_median_m_ha"].items()
        ),
    ]
    unit = say("biodiversity_page.m_ha")
    st.html(facts([(name, "–" if v is None else quantity(v, unit, decimals=1)) for name, v in texts]))
    without = say(
        "biodiversity_page.hedges_without",
        count=number(found["fields_without"]),
        total=number(found["fields"]),
    )
    st.html(tag("p", badge(found["status"]), " ", without, cls="atlas-words"))
    st.html(_legend())
    st.html(_by_field(found["fields_m_ha"]))


def _by_field(densities: list[tuple[str, float]]) -> Markup:
    """Return what the colours of the fields tell as a table, the barest fields first."""
    heads = [say("biodiversity_page.field"), say("biodiversity_page.hedges_here")]
    unit = say("biodiversity_page.m_ha")
    rows = [(name, quantity(value, unit, decimals=1)) for name, value in densities]
    words = say("biodiversity_page.fields_table", count=number(len(rows)))
    return fold(words, scrolling(table(heads, rows, caption=words), words))


def _legend() -> Markup:
    entries = []
    for least, colour in CLASSES:
        if least >= 1:
            words = say("biodiversity_page.density_from", least=number(least))
        else:
            words = say("biodiversity_page.density_some" if least else "biodiversity_page.density_none")
        entries.append(joined((legend_key(colour), words)))
    return listing(entries, cls="nature-legend")


@st.cache_data(max_entries=10, show_spinner=False)
def _density(
    cache_key: tuple[str, str, str],  # noqa: ARG001
    _territory: Territory,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the density of hedges as plain data, and each field in the colour of its own."""
    found = hedge_density(_territory)
    fields = _territory.layer("farmland")
    shapes = shapely.simplify(fields.geometry[fields.inside], SIMPLIFY_M)
    unit = say("biodiversity_page.m_ha")
    drawn = []
    for shape, name, value in zip(shapes, found.field_id, found.by_field, strict=True):
        colour = next(colour for least, colour in CLASSES if value >= least)
        style = {"stroke": "#5a5a46", "fill": colour, "weight": 0.7, "opacity": 0.75}
        popup = labelled(name, quantity(float(value), unit, decimals=1))
        drawn.append(feature(_territory.projection, shape, style, popup=popup))
    barest = np.argsort(found.by_field, kind="stable")
    by_field = list(zip(found.field_id[barest].tolist(), found.by_field[barest].tolist(), strict=True))
    return {**found.as_dict(), "fields_m_ha": by_field}, drawn


@st.cache_data(max_entries=10, show_spinner=False)
def _reading(cache_key: tuple[str, str, str], _territory: Territory) -> list[str]:  # noqa: ARG001
    try:
        return mosaic_of(_territory).reading()
    except LayerMissingError as error:
        return [str(error)]


def _mosaic(territory: Territory) -> None:
    heading(say("biodiversity_page.mosaic"))
    st.html(tag("p", say("biodiversity_page.mosaic_about"), cls="atlas-words"))
    if st.button(say("biodiversity_page.mosaic_ask"), key="nature_mosaic_ask", icon=":material/grid_view:"):
        st.session_state[MOSAIC] = True
    if st.session_state.get(MOSAIC):
        with st.spinner(say("biodiversity_page.working_out")):
            st.html(notes(_reading(version(territory), territory)))
