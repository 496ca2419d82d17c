"""All parcels, or a list of them, against every theme: filters, the result on the map, table and files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from gis.dossier import layer_provenance
from gis.errors import AtlasError
from gis.export.dossier import provenance_rows
from gis.export.formats import safe_table
from gis.export.screening import write_screening
from gis.parcels import MOST_BYTES, ParcelList, parcels_of, read_list
from gis.words import area, many, number, say
from views.app import shell
from views.pages.parcels.filter_form import choose
from views.pages.parcels.job import Job
from views.ui import downloads
from views.ui.html import listing, tag, text

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from gis.territory import Territory

JOB, LIST = "parcels_job", "parcels_list"
FORMATS = ("xlsx", "gpkg", "parquet", "csv")
BREATH_S = 0.4
SHOWN_REFUSALS = 40


def show_many(territory: Territory) -> gpd.GeoDataFrame | None:
    """Show what to screen, how far it is, and the filters; return the rows that they keep."""
    _source(territory)
    job: Job | None = st.session_state.get(JOB)
    if job is None:
        st.html(tag("p", text(say("parcels_page.which_hint")), cls="parcel-hint"))
        return None
    if job.running:
        _progress()
        return None
    if job.trouble:
        st.error(job.trouble, icon=":material/error:")
    if job.result is None:
        return None
    if not job.result.complete:
        st.warning(say("parcels_page.stopped", done=number(job.done), total=number(job.total)))
    frame = job.result.frame
    kept = frame[choose(territory, frame)].reset_index(drop=True)
    all_of_it = {"total": number(len(frame)), "area": area(kept["gis_area_m2"].sum())}
    told = many("parcels_page.kept", len(kept), **all_of_it)
    st.html(tag("p", text(told), cls="parcel-count", role="status"))
    _files(territory, kept)
    return kept


def listed() -> NDArray[np.object_] | None:
    """Return the shapes of the parcels of a list that was screened; nothing where all were, or none."""
    job: Job | None = st.session_state.get(JOB)
    if job is None or job.whole or job.result is None or job.result.frame.empty:
        return None
    return job.result.frame.geometry.to_numpy()


def _source(territory: Territory) -> None:
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
    listed = None
    if st.session_state["screen_which"] == "list":
        listed = _listed(territory)
        if listed is None:
            return
    ids = None if listed is None else listed.ids
    if ids is None or ids:
        st.button(
            many("parcels_page.screen", len(parcels) if ids is None else len(ids)),
            key="screen_go",
            type="primary",
            icon=":material/play_arrow:",
            on_click=_start,
            args=(territory, ids),
        )


def _listed(territory: Territory) -> ParcelList | None:
    pasted = st.text_area(
        say("parcels_page.paste"), placeholder="A 25\nAB 123\n62041000AB0124", key="screen_paste", height=110
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
        st.error(str(error), icon=":material/error:")
        return None
    st.caption(listed.summary)
    _refusals(listed)
    return listed


def _refusals(listed: ParcelList) -> None:
    if not listed.refusals:
        return
    names = [say(f"parcels_page.refusal_{name}") for name in ("line", "text", "reason")]
    rows = [(item.line, item.text, item.reason) for item in listed.refusals]
    table = safe_table(pd.DataFrame(rows, columns=names))
    with st.expander(many("parcels_page.refused", len(rows))):
        shown = [
            f"{tag('b', text(say('parcels_page.refusal_row', line=number(item.line))))} {text(item.reason)}"
            for item in listed.refusals[:SHOWN_REFUSALS]
        ]
        if len(rows) > SHOWN_REFUSALS:
            shown.append(text(say("parcels_page.refusal_more", count=number(len(rows) - SHOWN_REFUSALS))))
        st.html(listing(shown, cls="parcel-plain"))
        downloads.button(
            "csv",
            lambda: table.to_csv(index=False).encode("utf-8-sig"),
            stem=(say("parcels_page.refused_file"),),
            key="screen_report",
        )


def _start(territory: Territory, ids: tuple[str, ...] | None) -> None:
    before: Job | None = st.session_state.get(JOB)
    if before is not None:
        before.stop()
    job = Job(territory, ids)
    # A commune takes about a second: then there is no bar to show.
    job.wait(BREATH_S)
    st.session_state[JOB] = job


@st.fragment(run_every=BREATH_S)
def _progress() -> None:
    shell.speak()
    job: Job = st.session_state[JOB]
    if not job.running:
        st.rerun()
    told = say("parcels_page.progress", done=number(job.done), total=number(job.total))
    st.progress(min(1.0, job.done / max(job.total, 1)), text=told)
    st.button(say("parcels_page.stop"), key="screen_stop", icon=":material/stop:", on_click=job.stop)


def _files(territory: Territory, kept: gpd.GeoDataFrame) -> None:
    if kept.empty:
        return
    rows = provenance_rows(layer_provenance(territory))
    provenance = pd.DataFrame(rows[1:], columns=rows[0])
    with st.container(horizontal=True, gap="small", key="parcels_screen_files"):
        for kind in FORMATS:
            write = partial(write_screening, [kept], provenance=provenance)
            downloads.button(
                kind,
                partial(downloads.through_file, kind, lambda path, write=write: write(path=path)),
                stem=(territory.name, say("screening.sheet")),
                key=f"screen_{kind}",
                first=kind == "xlsx",
            )
