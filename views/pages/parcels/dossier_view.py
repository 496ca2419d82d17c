"""One parcel or drawn shape: its dossier beside the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.dossier import reasons
from gis.parcels import readable
from gis.words import say
from views.pages.parcels import dossier_html as reading
from views.pages.parcels import dossier_tables as figures
from views.pages.parcels.downloads import show_files
from views.pages.parcels.finder import show_questions
from views.pages.parcels.query import ParcelQuery
from views.pages.parcels.state import page_address
from views.ui.as_text import as_text
from views.ui.html import tag

if TYPE_CHECKING:
    from gis.dossier import Dossier
    from gis.territory import Territory
    from views.pages.parcels.state import ParcelsState


def show_one(state: ParcelsState, territory: Territory, dossier: Dossier | None) -> None:
    """Show the dossier of what was asked for, or what stands in its way."""
    show_questions(state, territory)
    if dossier is None:
        if not state.asked.question and not state.trouble:
            st.html(tag("p", say("parcels_page.start"), cls="parcel-hint"))
        return
    query = state.asked
    for note in query.notes:
        st.info(as_text(note), icon=":material/build:")
    st.html(reading.head(dossier))
    show_files(territory, dossier, link=page_address(query))
    st.html(reading.notices(dossier))
    st.html(reading.verdicts(dossier, reasons(dossier, territory)))
    st.html(figures.balance(dossier))
    _neighbours(state, dossier)
    st.html(figures.surroundings(dossier))
    st.html(figures.provenance(dossier))


def _neighbours(state: ParcelsState, dossier: Dossier) -> None:
    """Offer the neighbours to walk on to."""
    if not dossier.neighbours:
        return
    key = f"parcels_neighbour_{dossier.subject.id}"

    def walk_on() -> None:
        chosen = st.session_state.get(key)
        if chosen:
            state.ask(lambda: ParcelQuery(ids=(chosen,)))

    st.html(tag("h3", say("sheet.neighbours")))
    st.pills(
        say("parcels_page.walk_on"),
        dossier.neighbours,
        format_func=lambda name: as_text(readable(name)),
        key=key,
        on_change=walk_on,
        label_visibility="collapsed",
    )
