"""Data: what is in use, updates, own files, other communes, the services themselves."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from gis.errors import TerritoryError
from gis.sources import is_insee
from gis.territory import default_home
from gis.words import say
from views.app import shell
from views.pages.data import sections as parts
from views.pages.data.import_file import show_own
from views.pages.data.layers_in_use import show_in_use
from views.pages.data.other_communes import show_elsewhere
from views.pages.data.probe_services import show_probe
from views.pages.data.progress import show_work
from views.pages.data.update_form import show_update

st.html(Path(__file__).parents[2] / "assets" / "data.css")
home, code = default_home(), shell.current_code()
try:
    territory = shell.current_territory()
except TerritoryError as unknown:
    # Of a commune without data only this page has something to offer: to fetch them.
    st.html(f'<h1 class="atlas-title">{say("pages.data")}</h1>')
    told = say("data_page.unknown", code=code) if is_insee(code) else str(unknown)
    st.info(told, icon=":material/help:")
    show_work(home)
    show_elsewhere(home, code, None)
else:
    shell.heading(say("pages.data"))
    part = parts.choose_part()
    show_work(home)
    with shell.guarded():
        if part == parts.UPDATE:
            show_update(home, code)
        elif part == parts.OWN:
            show_own(territory)
        elif part == parts.ELSEWHERE:
            show_elsewhere(home, code, territory)
        elif part == parts.PROBE:
            show_probe(home, code)
        else:
            show_in_use(territory)
