"""What to take along: road-book, booklet, tracks, calendar, field page, letters to the hosts, the link."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from gis.export import TOUR, on_page
from gis.export.tour import title
from gis.links import public
from gis.tours import link
from gis.words import language, say
from views.ui.downloads import download_button
from views.ui.widgets import show_link

if TYPE_CHECKING:
    from gis.tours import Tour

_ICONS = {
    "pdf": "menu_book",
    "booklet": "auto_stories",
    "html": "smartphone",
    "ics": "calendar_month",
    "mail": "mail",
    "letters": "local_post_office",
}


def show_files(tour: Tour) -> None:
    """Offer every form of a tour; a file is made when it is asked for."""
    address = address_of(tour)
    with st.container(horizontal=True, key="tours_files", gap="small"):
        for item in on_page(TOUR):
            # Two formats may end alike: the one that is not called by its ending says which it is.
            which = item.text if item.extension in {other.key for other in TOUR} - {item.key} else ""
            download_button(
                item.text,
                partial(item.write, tour, address),
                extension=item.extension,
                stem=(tour.territory.name, title(tour), which),
                key=f"tours_file_{item.key}",
                icon=_ICONS.get(item.key, ""),
            )
    show_link(address, title=say("tours_page.link"), about=say("tours_page.link_help"))


def address_of(tour: Tour) -> str:
    """Return the address that opens the tour; empty where the server does not know its own."""
    here = public(str(st.context.url or ""))
    if not here:
        return ""
    return link(here.rsplit("/", 1)[0], tour.request, lang=language(), territory=tour.territory.code)
