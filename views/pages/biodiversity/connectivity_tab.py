"""How habitats hold together: figures in plain words, patches by their importance, corridors, components."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.connectivity import DEFAULT_GROUP, MODES, connectivity_notices, connectivity_of, groups
from gis.crs import to_wgs84
from gis.export.formats import safe_table
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
    told = now.summary()
    st.html(tag("p", badge(told["status"]), " ", _reading(now, told), cls="atlas-lead"))
    _figures(told)
    view = st.segmented_control(
        say("biodiversity_page.view"),
        VIEWS,
        default=VIEWS[0],
        required=True,
        key=VIEW,
        format_func=lambda key: say(f"biodiversity_page.view_{key}"),
    )
    st.html(legend(view))
    kept = (*version(territory), now.group.key, now.mode, str(now.median_m))
    made.scene.features += _drawn(kept, now, view)
    _patches(now)
    _corridors(now)
    _files(territory, now)
    st.html(notes([*connectivity_notices(now), now.group.note]))
    st.html(tag("p", link(now.group.source, now.group.source_url), cls="atlas-words"))


def _figures(told: dict[str, Any]) -> None:
    st.html(
        facts(
            [
                (say("connectivity.patches"), number(told["patches"])),
                (say("connectivity.links"), number(told["links"])),
                (say("connectivity.components"), number(told["components"])),
                (say("connectivity.habitat_m2"), area(told["habitat_m2"])),
                (say("connectivity.equivalent_m2"), area(told["equivalent_m2"])),
                (say("connectivity.pc"), number(told["pc"], decimals=5)),
                (say("connectivity.iic"), number(told["iic"], decimals=5)),
            ]
        )
    )


@st.cache_data(max_entries=40, show_spinner=False)
def _drawn(kept: tuple[str, ...], _now: Connectivity, view: str) -> list[dict[str, Any]]:  # noqa: ARG001
    return [*draw_patches(_now, by=view), *draw_corridors(_now)]


def _reading(now: Connectivity, told: dict[str, Any]) -> str:
    """Return the figures as two sentences for everyone."""
    if told["patches"] == 0:
        return say("connectivity.notice_none")
    part = share(100 * told["equivalent_m2"] / told["habitat_m2"])
    one = say(
        "biodiversity_page.reading_equivalent",
        patches=number(told["patches"]),
        group=now.group.title.lower(),
        equivalent=area(told["equivalent_m2"]),
        share=part,
    )
    key = "reading_one" if told["components"] == 1 else "reading_many"
    two = say(f"biodiversity_page.{key}", count=number(told["components"]), median=length(now.median_m))
    return f"{one} {two}"


def _patches(now: Connectivity) -> None:
    heading(say("biodiversity_page.patches"))
    rows = now.patch_table
    if not len(rows):
        return
    first = rows.iloc[0]
    lead = say("biodiversity_page.without", name=now.patches.told(first["id"]), loss=share(first["dpc"]))
    st.html(tag("p", lead, cls="atlas-words"))
    heads = [
        "",
        *(say(f"connectivity.{key}") for key in ("area_m2", "dpc", "dpc_intra", "dpc_flux", "dpc_connector")),
    ]
    heads[0] = say("connectivity.name")
    cells = [
        (
            f"{place}. {now.patches.told(row.id)}",
            area(row.area_m2),
            *(
                number(value, decimals=2)
                for value in (row.dpc, row.dpc_intra, row.dpc_flux, row.dpc_connector)
            ),
        )
        for place, row in enumerate(rows.itertuples(index=False), 1)
    ]
    caption = say("biodiversity_page.patches")
    st.html(scrolling(table(heads, cells[:MOST_ROWS], caption=caption), caption))
    if len(cells) > MOST_ROWS:
        rest = say("biodiversity_page.patches_rest", count=number(len(cells) - MOST_ROWS))
        st.html(fold(rest, scrolling(table(heads, cells[MOST_ROWS:], caption=rest), rest)))
    st.html(tag("p", say("biodiversity_page.fractions"), cls="atlas-words"))


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
        download_button(
            say("biodiversity_page.csv"),
            lambda: patches_csv(now),
            extension="csv",
            stem=stem,
            key="nature_links_csv",
        )
        download_button("JSON", lambda: document(now), extension="json", stem=stem, key="nature_links_json")


def patches_csv(now: Connectivity) -> bytes:
    """Write the patches, most important first, as CSV for a spreadsheet."""
    rows = safe_table(now.patch_table.drop(columns="geometry"))
    return rows.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def document(now: Connectivity) -> bytes:
    """Write the whole as the command line does: figures, notices, patches, corridors in WGS 84."""
    shapes = to_wgs84(now.corridors.geometry.to_numpy())
    rows = now.corridors.drop(columns="geometry").to_dict("records")
    found = {
        **now.summary(),
        "notices": connectivity_notices(now),
        "patch_importance": now.patch_table.drop(columns="geometry").to_dict("records"),
        "corridors": [
            {**row, "geometry": shape.__geo_interface__} for row, shape in zip(rows, shapes, strict=True)
        ],
    }
    return json.dumps(found, ensure_ascii=False).encode()
