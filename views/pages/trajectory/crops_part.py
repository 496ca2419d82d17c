"""What was farmed year by year: a chart, the same in words and as a table, its file, and how to get more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from gis.export import CROPS, on_page
from gis.export.indicators import crop_table, crops_in_words
from gis.indicators import are_declared, crop_years
from gis.words import language, say
from views.app import shell
from views.http.base_path import base_path
from views.ui.crop_chart import crop_chart
from views.ui.downloads import download_button
from views.ui.html import badge, fold, link, listing, scrolling, table, tag
from views.ui.widgets import heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from gis.indicators import CropYear
    from gis.territory import Territory


def show_crops(territory: Territory) -> None:
    """Show the crops of every year that is known."""
    years = crop_years(territory)
    heading(say("trajectory_page.crops"))
    if not years:
        st.html(tag("p", say("trajectory_page.crops_none"), " ", _to_fetch(), cls="atlas-words"))
        return
    statuses = dict.fromkeys(year.status for year in years)
    about = say("crops.declared_only") if are_declared(years) else ""
    st.html(tag("p", *map(badge, statuses), " ", about, cls="atlas-words"))
    known = [year for year in years if year.crops is not None]
    if len(known) > 1:
        st.altair_chart(crop_chart(years), width="stretch", key=f"chart_crops_{language()}")
    else:
        st.html(tag("p", say("trajectory_page.crops_one"), " ", _to_fetch(), cls="atlas-words"))
    st.html(
        tag("p", crops_in_words(years), cls="atlas-words")
        + fold(say("trajectory_page.as_table"), _table(years))
        + _sources(years)
    )
    stem = (territory.name, say("trajectory_page.crops"))
    for item in on_page(CROPS):
        write = partial(item.write, territory, years)
        download_button(item.text, write, extension=item.extension, stem=stem, key=f"years_{item.key}")


def _to_fetch() -> Markup:
    """Lead to where the campaigns are fetched."""
    parameters = {"part": "update", "territory": shell.current_code(), "lang": language()}
    words = say("trajectory_page.crops_fetch")
    return tag("a", words, href=f"{base_path()}/donnees?{urlencode(parameters)}", target="_self")


def _table(years: Sequence[CropYear]) -> Markup:
    told = crop_table(years)
    caption = say("trajectory_page.crops")
    return scrolling(table(told.heads, told.rows, caption=caption), caption)


def _sources(years: Sequence[CropYear]) -> Markup:
    sources = dict.fromkeys((year.source, year.source_url) for year in years if year.source)
    return fold(say("trajectory_page.crops_sources"), listing(link(*source) for source in sources))
