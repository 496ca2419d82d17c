"""One parcel or drawn shape: its dossier beside the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.dossier import reasons
from gis.parcels import readable
from gis.words import say
from views.pages.parcels import dossier_html as reading
from views.pages.parcels import dossier_tables as figures
from views.pages.parcels import state as desk
from views.pages.parcels.finder import show_questions
from views.pages.parcels.query import ParcelQuery
from views.ui.downloads import show_downloads
from views.ui.html import tag, text

if TYPE_CHECKING:
    from gis.dossier import Dossier
    from gis.territory import Territory


def show_one(territory: Territory, dossier: Dossier | None) -> None:
    """Show the dossier of what was asked for, or what stands in its way."""
    show_questions(territory)
    if dossier is None:
        if not desk.asked().question and not desk.trouble():
            st.html(tag("p", text(say("parcels_page.start")), cls="parcel-hint"))
        return
    asked = desk.asked()
    for note in asked.notes:
        st.info(note, icon=":material/build:")
    st.html(reading.head(dossier))
    show_downloads(territory, dossier, link=desk.page_address(asked))
    st.html(reading.notices(dossier))
    st.html(reading.verdicts(dossier, reasons(dossier, territory)))
    st.html(figures.balance(dossier))
    _neighbours(dossier)
    st.html(figures.surroundings(dossier))
    st.html(figures.provenance(dossier))


def _neighbours(dossier: Dossier) -> None:
    """Offer the neighbours to walk on to."""
    if not dossier.neighbours:
        return
    key = f"parcels_neighbour_{dossier.subject.id}"

    def walk_on() -> None:
        chosen = st.session_state.get(key)
        if chosen:
            desk.ask(lambda: ParcelQuery(ids=(chosen,)))

    st.html(tag("h3", text(say("sheet.neighbours"))))
    st.pills(
        say("parcels_page.walk_on"),
        dossier.neighbours,
        format_func=readable,
        key=key,
        on_change=walk_on,
        label_visibility="collapsed",
    )
