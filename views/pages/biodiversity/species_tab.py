"""The species of the commune: filter, table, file, months, census, and where they were seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.biodiversity import all_species, group_text, inventory, phenology, species_list
from gis.biodiversity import notices as species_notices
from gis.errors import LayerMissingError
from gis.export import SPECIES, on_page
from gis.export.species_table import species_table
from gis.indicators import all_series
from gis.sites import sites
from gis.words import month_names, number, say
from views.pages.biodiversity.map_view import version
from views.pages.biodiversity.sightings import seen_on_map
from views.ui import charts
from views.ui.downloads import download_button
from views.ui.html import notes, scrolling, table, tag
from views.ui.widgets import heading, select

if TYPE_CHECKING:
    from gis.biodiversity import Species
    from gis.territory import Territory
    from views.pages.biodiversity.map_view import BiodiversityMapView

MOST_ROWS = 40
"""Rows of the calendar; beyond, its groups stand for their species."""


def show_species(territory: Territory, made: BiodiversityMapView) -> None:
    """Show the species that answer to the filter, and draw where they were seen."""
    found = _filtered(territory)
    whole = len(all_species(territory))
    st.html(
        tag(
            "p",
            say("biodiversity_page.count", shown=number(len(found)), total=number(whole)),
            cls="atlas-count",
        )
    )
    st.html(tag("p", say("species.absence"), cls="nature-absence"))
    if found:
        _rows(territory, found)
        made.scene.features += seen_on_map(territory, found)
    st.html(notes(species_notices(territory, found)[1:]))
    _calendar(territory, found)
    _census(territory)
    _inventory(territory)


def _rows(territory: Territory, found: list[Species]) -> None:
    names = {
        say("species.column_url"): st.column_config.LinkColumn(display_text=r"https?://(?:www\.)?([^/]+)")
    }
    st.dataframe(
        species_table(territory, found),
        hide_index=True,
        height=min(420, 36 * len(found) + 40),
        column_config=names,
        placeholder="–",
    )
    stem = (territory.name, say("biodiversity_page.tab_species"))
    for item in on_page(SPECIES):
        write = partial(item.write, territory, found)
        download_button(item.text, write, extension=item.extension, stem=stem, key=f"nature_{item.key}")


def _filtered(territory: Territory) -> list[Species]:
    whole = all_species(territory)
    wanted = st.text_input(
        say("biodiversity_page.filter"),
        placeholder=say("biodiversity_page.filter_hint"),
        max_chars=80,
        key="nature_filter",
    )
    one, two, three = st.columns(3)
    with one:
        group = _group(territory, whole)
    with two:
        site = _site(territory, whole)
    with three:
        month = _month()
    return species_list(territory, text=wanted, group=group, site=site, month=month or None)


def _group(territory: Territory, whole: tuple[Species, ...]) -> str:
    chosen: str = select(
        say("species.column_group"),
        ("", *sorted({item.group for item in whole})),
        key="nature_group",
        words=lambda key: group_text(territory, key) if key else say("biodiversity_page.all"),
    )
    return chosen


def _site(territory: Territory, whole: tuple[Species, ...]) -> str:
    places = {key: name for _, key, name in sites(territory)}
    seen = {site for item in whole for site in item.site_ids}
    chosen: str = select(
        say("species.column_site"),
        ("", *(key for key in places if key in seen)),
        key="nature_seen_site",
        words=lambda key: places.get(key, say("biodiversity_page.all")),
    )
    return chosen


def _month() -> int:
    months = month_names()
    chosen: int = select(
        say("biodiversity_page.month"),
        (0, *range(1, 13)),
        key="nature_month",
        words=lambda key: months[key] if key else say("biodiversity_page.all"),
    )
    return chosen


def _calendar(territory: Territory, found: list[Species]) -> None:
    heading(say("biodiversity_page.calendar"))
    rows = phenology(found)
    unknown = number(rows.attrs["unknown"])
    if rows.empty:
        st.html(tag("p", say("biodiversity_page.calendar_none", count=unknown), cls="atlas-words"))
        return
    if len(rows) <= MOST_ROWS:
        seen = {
            row["name"]: {month for month in range(1, 13) if row[month]} for row in rows.to_dict("records")
        }
    else:
        seen = {}
        for item in found:
            seen.setdefault(group_text(territory, item.group), set()).update(item.months)
        seen = {name: months for name, months in seen.items() if months}
    charts.show_months(seen, title=say("biodiversity_page.calendar"), key="phenology")
    st.html(tag("p", say("biodiversity_page.calendar_unknown", count=unknown), cls="atlas-words"))


def _census(territory: Territory) -> None:
    counted = [series for series in all_series(territory) if series.key.startswith("swallow_")]
    if not counted:
        return
    heading(say("biodiversity_page.census"))
    st.html(tag("p", say("biodiversity_page.census_about"), cls="atlas-words"))
    for series in counted:
        charts.show_series(series, key=series.key)


def _inventory(territory: Territory) -> None:
    rows = _counted(version(territory), territory)
    if not rows:
        return
    heading(say("biodiversity_page.inventory"))
    st.html(tag("p", say("biodiversity_page.inventory_about"), cls="atlas-words"))
    heads = [say(f"biodiversity_page.inventory_{key}") for key in ("group", "published", "named")]
    cells = [(title, number(published), named) for title, published, named in rows]
    caption = say("biodiversity_page.inventory")
    st.html(scrolling(table(heads, cells, caption=caption), caption))


@st.cache_data(max_entries=20, show_spinner=False)
def _counted(cache_key: tuple[str, str, str], _territory: Territory) -> list[tuple[str, int, str]]:  # noqa: ARG001
    try:
        rows = inventory(_territory)
    except LayerMissingError:
        return []
    unknown = say("biodiversity_page.not_counted")
    return [
        (row["title"], row["published"], unknown if row["named_here"] is None else number(row["named_here"]))
        for row in rows
    ]
