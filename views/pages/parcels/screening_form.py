"""All parcels, or a list of them, against every theme: filters, the result on the map, table and files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from gis.dossier import dossier_of, layer_provenance
from gis.errors import AtlasError
from gis.export import SCREENING, on_page
from gis.export.dossier import MOST_SHEETS, provenance_rows, write_sheets
from gis.export.formats import safe_table
from gis.parcels import MOST_BYTES, ParcelList, parcels_of, read_list
from gis.screening import screen
from gis.words import area, many, number, say
from views.pages.parcels.downloads import named_button
from views.pages.parcels.examples import list_hint
from views.pages.parcels.filter_form import choose
from views.pages.parcels.query import ParcelQuery
from views.pages.parcels.state import page_address
from views.ui.as_text import as_text
from views.ui.downloads import download_button, through_file
from views.ui.html import joined, listing, tag
from views.ui.job import Job
from views.ui.state import speak

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from gis.export import WriteScreening
    from gis.territory import Territory
    from views.pages.parcels.state import ParcelsState

BREATH_S = 0.4
SHOWN_REFUSALS = 40


def show_many(state: ParcelsState, territory: Territory) -> gpd.GeoDataFrame | None:
    """Show what to screen, how far it is, and the filters; return the rows that they keep."""
    _source(state, territory)
    job = state.job
    if job is None:
        st.html(tag("p", say("parcels_page.which_hint"), cls="parcel-hint"))
        return None
    if job.running:
        _progress(state)
        return None
    if job.trouble:
        st.error(as_text(job.trouble), icon=":material/error:")
    if job.result is None:
        return None
    if not job.result.complete:
        st.warning(as_text(say("parcels_page.stopped", done=number(job.done), total=number(job.total))))
    frame = job.result.frame
    rows = frame[choose(territory, frame)].reset_index(drop=True)
    all_of_it = {"total": number(len(frame)), "area": area(rows["gis_area_m2"].sum())}
    text = many("parcels_page.kept", len(rows), **all_of_it)
    st.html(tag("p", text, cls="atlas-count parcel-count", role="status"))
    _files(territory, rows)
    return rows


def listed(state: ParcelsState) -> NDArray[np.object_] | None:
    """Return the shapes of the parcels of a list that was screened; nothing where all were, or none."""
    found = state.job.result if state.job is not None and state.of_list else None
    if found is None or found.frame.empty:
        return None
    shapes: NDArray[np.object_] = found.frame.geometry.to_numpy()
    return shapes


def _source(state: ParcelsState, territory: Territory) -> None:
    """Choose between all parcels and a list that is pasted or uploaded."""
    parcels = parcels_of(territory)
    st.segmented_control(
        say("parcels_page.which"),
        ("all", "list"),
        default="all",
        required=True,
        format_func=lambda code: say(f"parcels_page.which_{code}", count=number(len(parcels))),
        key="screen_which",
        label_visibility="collapsed",
    )
    if st.session_state["screen_which"] == "all":
        _start_button(state, territory, None, count=len(parcels))
    elif (listed := _listed(territory)) is not None and listed.ids:
        _start_button(state, territory, listed.ids, count=len(listed.ids))


def _start_button(
    state: ParcelsState, territory: Territory, ids: tuple[str, ...] | None, *, count: int
) -> None:
    st.button(
        as_text(many("parcels_page.screen", count)),
        key="screen_go",
        type="primary",
        icon=":material/play_arrow:",
        on_click=_start,
        args=(state, territory, ids),
    )


def _listed(territory: Territory) -> ParcelList | None:
    pasted = st.text_area(
        say("parcels_page.paste"), placeholder=list_hint(territory), key="screen_paste", height=110
    )
    sent = st.file_uploader(
        say("parcels_page.list_file"),
        type=("csv", "txt"),
        key="screen_file",
        max_upload_size=MOST_BYTES // 1_000_000,
    )
    content = sent.getvalue() if sent is not None else pasted
    if not content:
        return None
    try:
        listed = read_list(content, parcels_of(territory))
    except AtlasError as error:
        st.error(as_text(str(error)), icon=":material/error:")
        return None
    st.caption(as_text(listed.summary))
    _refusals(listed)
    return listed


def _refusals(listed: ParcelList) -> None:
    if not listed.refusals:
        return
    names = [say(f"parcels_page.refusal_{name}") for name in ("line", "text", "reason")]
    rows = [(item.line, item.text, item.reason) for item in listed.refusals]
    table = safe_table(pd.DataFrame(rows, columns=names))
    with st.expander(as_text(many("parcels_page.refused", len(rows)))):
        shown: list[str] = [
            joined((tag("b", say("parcels_page.refusal_row", line=number(item.line))), item.reason), " ")
            for item in listed.refusals[:SHOWN_REFUSALS]
        ]
        if len(rows) > SHOWN_REFUSALS:
            shown.append(say("parcels_page.refusal_more", count=number(len(rows) - SHOWN_REFUSALS)))
        st.html(listing(shown, cls="parcel-plain"))
        named_button(
            "csv",
            lambda: table.to_csv(index=False).encode("utf-8-sig"),
            stem=(say("parcels_page.refused_file"),),
            key="screen_report",
        )


def _start(state: ParcelsState, territory: Territory, ids: tuple[str, ...] | None) -> None:
    speak()
    if state.job is not None:
        state.job.stop()
    job = state.job = Job(total=1)
    state.of_list = ids is not None
    job.start(lambda: screen(territory, ids, progress=job.tell, stop=job.stopping.is_set))
    # A commune takes about a second: then there is no bar to show.
    job.wait(BREATH_S)


@st.fragment(run_every=BREATH_S)
def _progress(state: ParcelsState) -> None:
    speak()
    job = state.job
    if job is None or not job.running:
        # The clock of a fragment only stops by a run of the whole page, which then shows what was found.
        st.rerun()
        return
    text = say("parcels_page.progress", done=number(job.done), total=number(job.total))
    st.progress(min(1.0, job.done / max(job.total, 1)), text=text)
    st.button(say("parcels_page.stop"), key="screen_stop", icon=":material/stop:", on_click=job.stop)


def _files(territory: Territory, frame: gpd.GeoDataFrame) -> None:
    if frame.empty:
        return
    rows = provenance_rows(layer_provenance(territory))
    provenance = pd.DataFrame(rows[1:], columns=rows[0])
    with st.container(horizontal=True, gap="small", key="parcels_screen_files"):
        for item in on_page(SCREENING):
            write = partial(_written, item.write, frame, provenance)
            named_button(
                item.extension,
                partial(through_file, item.extension, write),
                stem=(territory.name, say("screening.sheet")),
                key=f"screen_{item.key}",
                first=item.place == 0,
            )
        _sheets(territory, frame)


def _sheets(territory: Territory, frame: gpd.GeoDataFrame) -> None:
    """Show the button of all sheets in one document; why it is not there, where they are too many."""
    if len(frame) > MOST_SHEETS:
        st.caption(as_text(say("sheet.too_many", count=number(len(frame)), most=number(MOST_SHEETS))))
        return
    ids = frame["id"].astype(str).tolist()
    links = [page_address(ParcelQuery(ids=(item,))) for item in ids]
    download_button(
        say("parcels_page.sheets"),
        lambda: write_sheets([dossier_of(territory, item) for item in ids], territory, links=links),
        extension="pdf",
        stem=(territory.name, say("parcels_page.sheets_file")),
        key="parcels_screen_sheets",
        about=say("parcels_page.sheets_about"),
    )


def _written(write: WriteScreening, rows: gpd.GeoDataFrame, provenance: pd.DataFrame, path: Path) -> int:
    return write([rows], path, provenance)
