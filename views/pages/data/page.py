"""Data: what is in use, updates, own files, other communes, room on the disk, the services themselves."""

from __future__ import annotations

import streamlit as st

from gis.errors import TerritoryError
from gis.sources import is_insee
from gis.territory import default_home
from gis.words import say
from views.app import person, shell
from views.pages.data import sections as parts
from views.pages.data.disk_room import show_disk
from views.pages.data.import_file import show_own
from views.pages.data.journal_part import show_journal
from views.pages.data.layers_in_use import show_in_use
from views.pages.data.other_communes import show_elsewhere
from views.pages.data.probe_services import show_probe
from views.pages.data.progress import show_work
from views.pages.data.state import DataState
from views.pages.data.update_form import show_update
from views.ui.as_text import as_text
from views.ui.widgets import look

look("data")
state = DataState.here()
home, code = default_home(), shell.current_code()
try:
    territory = shell.current_territory()
except TerritoryError as unknown:
    # Of a commune without data only this page has something to offer: to fetch them.
    st.html(shell.title_html(say("pages.data")))
    told = say("data_page.unknown", code=code) if is_insee(code) else str(unknown)
    st.info(as_text(told), icon=":material/help:")
    if person.has("update"):
        show_work(state, home)
    show_elsewhere(state, home, code, None)
else:
    shell.heading(say("pages.data"))
    part = parts.choose_part(state)
    if person.has("update"):
        show_work(state, home)
    with shell.guarded():
        if part == parts.UPDATE:
            show_update(state, home, code)
        elif part == parts.OWN:
            show_own(state, territory)
        elif part == parts.ELSEWHERE:
            show_elsewhere(state, home, code, territory)
        elif part == parts.DISK:
            show_disk(state, home)
        elif part == parts.PROBE:
            show_probe(state, home, code)
        elif part == parts.JOURNAL:
            show_journal(state, territory)
        else:
            show_in_use(territory)
