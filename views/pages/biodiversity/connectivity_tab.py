"""How habitats hold together: figures in plain words, patches by their importance, corridors, components."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.connectivity import DEFAULT_GROUP, MODES, connectivity_notices, connectivity_of, groups
from gis.export import CONNECTIVITY, on_page
from gis.export.connectivity import connectivity_figures, patch_heads, patch_texts
from gis.words import area, length, number, say, share
from views.pages.biodiversity.map_view import version
from views.pages.biodiversity.patch_overlay import draw_corridors, draw_patches, legend
from views.ui.downloads import download_button
from views.ui.html import badge, facts, fold, link, notes, scrolling, table, tag
from views.ui.widgets import heading, select

if TYPE_CHECKING:
    from gis.connectivity import Connectivity
    from gis.territory import Territory
    from views.pages.biodiversity.map_view import BiodiversityMapView

GROUP, MODE, VIEW = "nature_group_moving", "nature_mode", "nature_view"
VIEWS = ("importance", "components")
MOST_ROWS = 12


def ask_connectivity(territory: Territory) -> Connectivity:
    """Let people choose a group and a kind of distance, and return how habitats hold together for it."""
    known = groups(territory)
    one, two = st.columns(2)
    with one:
        keys = [DEFAULT_GROUP, *(key for key in known if key != DEFAULT_GROUP)]
        group = select(
            say("connectivity.group"),
            [key for key in keys if key in known],
            key=GROUP,
            words=lambda key: f"{known[key].title} ({length(known[key].median_m)})",
        )
    with two:
        mode = select(
            say("connectivity.mode"), MODES, key=MODE, words=lambda key: say(f"connectivity.mode_{key}")
        )
    with st.spinner(say("biodiversity_page.working_out")):
        return connectivity_of(territory, group=group, mode=mode)


def show_links(territory: Territory, made: BiodiversityMapView) -> None:
    """Show how the habitats hold together for a group of species, and draw it."""
    now = ask_connectivity(territory)
    st.html(tag("p", badge(now.patches.status), " ", _reading(now), cls="atlas-lead"))
    st.html(facts(connectivity_figures(now)))
    view = st.segmented_control(
        say("biodiversity_page.view"),
        VIEWS,
        default=VIEWS[0],
        required=True,
        key=VIEW,
        format_func=lambda key: say(f"biodiversity_page.view_{key}"),
    )
    st.html(legend(view))
    cache_key = (*version(territory), now.group.key, now.mode, str(now.median_m))
    made.scene.features += _drawn(cache_key, now, view)
    _patches(now)
    _corridors(now)
    _files(territory, now)
    st.html(notes([*connectivity_notices(now), now.group.note]))
    st.html(tag("p", link(now.group.source, now.group.source_url), cls="atlas-words"))


@st.cache_data(max_entries=40, show_spinner=False)
def _drawn(cache_key: tuple[str, ...], _now: Connectivity, view: str) -> list[dict[str, Any]]:  # noqa: ARG001
    return [*draw_patches(_now, by=view), *draw_corridors(_now)]


def _reading(now: Connectivity) -> str:
    """Return the figures as two sentences for everyone."""
    found = now.summary()
    if found["patches"] == 0:
        return say("connectivity.notice_none")
    one = say(
        "biodiversity_page.reading_equivalent",
        patches=number(found["patches"]),
        group=now.group.title.lower(),
        equivalent=area(found["equivalent_m2"]),
        share=share(100 * found["equivalent_m2"] / found["habitat_m2"]),
    )
    key = "reading_one" if found["components"] == 1 else "reading_many"
    two = say(f"biodiversity_page.{key}", count=number(found["components"]), median=length(now.median_m))
    return f"{one} {two}"


def _patches(now: Connectivity) -> None:
    heading(say("biodiversity_page.patches"))
    patches = patch_texts(now)
    if not patches:
        return
    loss = share(now.patch_table["dpc"].iloc[0])
    lead = say("biodiversity_page.without", name=patches[0].name, loss=loss)
    st.html(tag("p", lead, cls="atlas-words"))
    cells = [(f"{place}. {patch.name}", *patch.cells) for place, patch in enumerate(patches, 1)]
    _patch_cells(cells[:MOST_ROWS], say("biodiversity_page.patches"), folded=False)
    if len(cells) > MOST_ROWS:
        rest = say("biodiversity_page.patches_rest", count=number(len(cells) - MOST_ROWS))
        _patch_cells(cells[MOST_ROWS:], rest, folded=True)
    st.html(tag("p", say("biodiversity_page.fractions"), cls="atlas-words"))


def _patch_cells(cells: list[tuple[str, ...]], caption: str, *, folded: bool) -> None:
    shown = scrolling(table(patch_heads(), cells, caption=caption), caption)
    st.html(fold(caption, shown) if folded else shown)


def _corridors(now: Connectivity) -> None:
    rows = now.corridors
    if not len(rows):
        return
    heading(say("biodiversity_page.corridors"))
    st.html(tag("p", say("biodiversity_page.corridors_about", count=number(len(rows))), cls="atlas-words"))
    heads = [
        say("connectivity.from"),
        say("connectivity.to"),
        say("biodiversity_page.apart"),
        say("connectivity.dpc"),
    ]
    cells = [
        (
            now.patches.told(row.from_id),
            now.patches.told(row.to_id),
            length(row.metres),
            number(row.dpc, decimals=3),
        )
        for row in rows.head(MOST_ROWS).itertuples(index=False)
    ]
    caption = say("biodiversity_page.corridors")
    shown = scrolling(table(heads, cells, caption=caption), caption)
    st.html(fold(say("biodiversity_page.corridors_table"), shown))


def _files(territory: Territory, now: Connectivity) -> None:
    stem = (territory.name, say("biodiversity_page.tab_links"), now.group.key)
    with st.container(horizontal=True, gap="small"):
        for item in on_page(CONNECTIVITY):
            key = f"nature_links_{item.key}"
            download_button(item.text, partial(item.write, now), extension=item.extension, stem=stem, key=key)
