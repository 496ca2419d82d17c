"""What to take along: road-book, booklet, GPX, KML, calendar, field page, messages to the hosts, the link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.export.tour import booklet, field_page, mails_text, roadbook, title, tour_gpx, tour_ics, tour_kml
from gis.links import public
from gis.tours import link
from gis.words import language, say
from views.ui.downloads import download_button
from views.ui.widgets import show_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.tours import Tour

_ICONS = {
    "pdf": "menu_book",
    "booklet": "auto_stories",
    "html": "smartphone",
    "ics": "calendar_month",
    "txt": "mail",
}


def show_files(tour: Tour) -> None:
    """Offer every form of a tour; a file is made when it is asked for."""
    address = address_of(tour)
    makers: dict[str, Callable[[], str | bytes]] = {
        "pdf": lambda: roadbook(tour, link=address), "booklet": lambda: booklet(tour, link=address),
        "html": lambda: field_page(tour), "gpx": lambda: tour_gpx(tour, link=address),
        "kml": lambda: tour_kml(tour), "ics": lambda: tour_ics(tour, link=address),
        "txt": lambda: mails_text(tour, link=address),
    }  # fmt: skip
    name = title(tour)
    with st.container(horizontal=True, key="tours_files", gap="small"):
        for kind, write in makers.items():
            extension = "pdf" if kind == "booklet" else kind
            parts = (tour.territory.name, name, say("tours_page.file_booklet") if kind == "booklet" else "")
            download_button(
                say(f"tours_page.file_{kind}"), write, extension=extension, stem=parts,
                key=f"tours_file_{kind}", icon=_ICONS.get(kind, ""),
            )  # fmt: skip
    show_link(address, title=say("tours_page.link"), about=say("tours_page.link_help"))


def address_of(tour: Tour) -> str:
    """Return the address that opens the tour; empty where the server does not know its own."""
    here = public(str(st.context.url or ""))
    if not here:
        return ""
    return link(here.rsplit("/", 1)[0], tour.wish, lang=language(), territory=tour.territory.code)
